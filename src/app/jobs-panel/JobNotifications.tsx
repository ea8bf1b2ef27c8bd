import { Announcer } from './Announcer.tsx'
import { Toast } from './Toast.tsx'

/** What became of jobs, for those who don't see the panel, and for those who closed it. */
export function JobNotifications() {
  return (
    <>
      <Toast />
      <Announcer />
    </>
  )
}
