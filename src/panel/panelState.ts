import { create } from 'zustand'

type PanelState = {
  /** `null`: the person has not said; it is open while there is work. */
  open: boolean | null
  /** The job whose details are shown. */
  job: string | null
}

export const usePanelState = create<PanelState>(() => ({ open: null, job: null }))
