import { usePanelState } from './panelState.ts'

/** Opens the panel at a job. */
export function showJob(id: string): void {
  usePanelState.setState({ open: true, job: id })
}
