import { App, Button } from 'antd'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Request } from '../../engine/types.ts'
import { submit } from '../../hosts/page/store.ts'
import { usePanelState } from '../jobs-panel/panelState.ts'
import { showJob } from '../jobs-panel/showJob.ts'
import { useSession } from '../session/session.ts'

/** Makes a request a job, and says so with a way to it where it is not to be seen. */
export function useSubmit(): (request: Request, title: string, id?: string) => void {
  const { notification } = App.useApp()
  const { t } = useTranslation('browser')
  return useCallback(
    (request, title, id) => {
      const isReadOnly = useSession.getState().current?.isReadOnly
      if (isReadOnly && request.do !== 'download')
        return void notification.warning({ title: t('why.readOnly'), className: 'toast' })
      const begun = (job: string) =>
        isInView() ||
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

/** In a narrow window a toast lies over the path and its tools, and the panel shows the same: the first work opens it. */
function isInView(): boolean {
  return usePanelState.getState().open !== false && matchMedia('(max-width: 900px)').matches
}
