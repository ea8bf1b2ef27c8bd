import { App, Button } from 'antd'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Request } from '../copy/types.ts'
import { submit } from '../jobs/store.ts'
import { showJob } from '../panel/showJob.ts'

/** Makes a request a job, and says so with a way to it. */
export function useSubmit(): (request: Request, title: string, id?: string) => void {
  const { notification } = App.useApp()
  const { t } = useTranslation('browser')
  return useCallback(
    (request, title, id) => {
      const begun = (job: string) =>
        notification.success({
          title: t('started'),
          description: title,
          duration: 4,
          className: 'toast',
          actions: (
            <Button type="link" size="small" onClick={() => showJob(job)}>
              {t('showJob')}
            </Button>
          ),
        })
      const refused = (error: Error) =>
        notification.error({ title: t('notStarted'), description: error.message, duration: 0, className: 'toast' })
      submit(request, id).then(begun, refused)
    },
    [notification, t],
  )
}
