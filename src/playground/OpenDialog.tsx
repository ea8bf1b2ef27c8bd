import { type ReactNode, useState } from 'react'
import { useJobs } from '../hosts/page/views.ts'

/** A dialog, until it is closed, and beside it what it asked for: so one sees what a button does. */
export function OpenDialog({ children }: { children: (close: () => void) => ReactNode }) {
  const [isOpen, setOpen] = useState(true)
  const views = useJobs((jobs) => jobs.views)
  return (
    <>
      {isOpen && children(() => setOpen(false))}
      {!isOpen && (
        <output aria-label="Requests">{views.map(({ request }) => JSON.stringify(request)).join('\n')}</output>
      )}
    </>
  )
}
