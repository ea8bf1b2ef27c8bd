import { create } from 'zustand'

type PanelState = {
  /** `null`: the person has not said, and there was no work yet; the first work opens it. */
  open: boolean | null
  /** The job whose details are shown. */
  job: string | null
  /** The job that is told of beside the closed panel. */
  told: string | null
}

const storedAs = 'ferry.panel'
const kept: Record<string, boolean> = { open: true, closed: false }

export const usePanelState = create<PanelState>(() => ({
  open: kept[localStorage.getItem(storedAs) ?? ''] ?? null,
  job: null,
  told: null,
}))

/** As the person wants it, also at the next visit. */
export function setOpen(open: boolean): void {
  localStorage.setItem(storedAs, open ? 'open' : 'closed')
  usePanelState.setState({ open, told: null })
}
