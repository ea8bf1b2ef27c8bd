import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Request } from '../../engine/types.ts'
import { submit } from '../../hosts/page/store.ts'
import { message } from '../../ui/messages/messages.ts'
import { notifyOf } from '../jobs-panel/showJob.ts'
import { useSession } from '../session/session.ts'
import { accountsOf } from './requests.ts'

/** s; a job that could not begin is worth reading about. */
const readFor = 10

/** Makes a request a job. The panel shows it; where that is closed, a toast tells of it. */
export function useSubmit(): (request: Request, title: string, id?: string) => void {
  const { t } = useTranslation('browser')
  return useCallback(
    (request, title, id) => {
      const ids = new Set(accountsOf(request))
      const isReadOnly = useSession.getState().accounts.some((account) => account.isReadOnly && ids.has(account.id))
      if (isReadOnly && request.do !== 'download') return void message.warning(t('obstacle.readOnly'))
      const refused = (error: Error) => message.error(t('notStarted', { title, why: error.message }), readFor)
      submit(request, id).then(notifyOf, refused)
    },
    [t],
  )
}
