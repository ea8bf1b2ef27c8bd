import { JobsPanel } from '../app/jobs-panel/JobsPanel.tsx'
import { me } from './world/accounts.ts'

/** The panel at the lower edge of the window, beside which the toast stands. */
export function Dock() {
  return (
    <div className="dock">
      <JobsPanel account={me.id} show={() => {}} />
    </div>
  )
}
