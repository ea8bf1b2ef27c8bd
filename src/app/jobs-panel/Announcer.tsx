import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useJobs } from '../../hosts/page/views.ts'
import { type Announcement, announcementsOf } from './announcements.ts'
import { titleOf } from './job/jobTitle.ts'
import { notifyAgain } from './showJob.ts'

/** Says starts, ends and questions to those who don't see the panel, and has them shown where it is closed. */
export function Announcer() {
  const { t } = useTranslation('panel')
  const [said, setSaid] = useState<Announcement[]>([])
  useEffect(() => {
    const since = Date.now()
    return useJobs.subscribe((now, before) => {
      const news = announcementsOf(now.views, before.views, since)
      if (news.length > 0) setSaid(news)
      for (const { view } of news) notifyAgain(view.id)
    })
  }, [])
  return (
    <p className="unseen" role="status">
      {said.map(({ say, view }) => t(`event.${say}`, { title: titleOf(view.request, t) })).join(' · ')}
    </p>
  )
}
