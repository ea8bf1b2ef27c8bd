import { setOpen, usePanelState } from './panelState.ts'

/** Opens the panel at a job. */
export function showJob(id: string): void {
  setOpen(true)
  usePanelState.setState({ job: id })
}

/** Jobs that were asked for here: what becomes of those of another tab is told there. */
const own = new Set<string>()

/** Tells of a job that was just asked for, and from now on of its end, where the panel is closed and shows nothing of it. */
export function notifyOf(id: string): void {
  own.add(id)
  notifyAgain(id)
}

/** There is news of a job. */
export function notifyAgain(id: string): void {
  if (own.has(id) && usePanelState.getState().open === false) usePanelState.setState({ told: id })
}
