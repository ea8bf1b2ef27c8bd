import { create } from 'zustand'

type PanelState = {
  /** `null`: the person has not said, and there was no work yet; the first work opens it. */
  open: boolean | null
  /** The job whose details are shown. */
  job: string | null
}

export const usePanelState = create<PanelState>(() => ({ open: null, job: null }))
