import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { isPrefix } from '../../copy/keys.ts'
import { Notice } from '../../look/Notice.tsx'
import { bucketInfoQuery } from '../details/detailQueries.ts'
import { refsOf } from '../requests.ts'
import { useSubmit } from '../useSubmit.tsx'
import { useWhat } from '../useWhat.ts'
import { Dialog } from './Dialog.tsx'
import type { DialogProps } from './Dialogs.tsx'

/** Says what deleting means here, before it becomes a job. */
export function RemoveDialog({ account, home, rows, onClose }: DialogProps) {
  const { t } = useTranslation('browser')
  const submit = useSubmit()
  const what = useWhat()(rows.length, rows[0]?.key ?? '')
  const { data: info } = useQuery(bucketInfoQuery(account, home))
  const keeps = info?.versioning === 'Enabled'
  const isCool = rows.some((row) => row.is === 'object' && row.storageClass !== 'Standard')
  const send = () => {
    submit({ do: 'remove', sources: refsOf(home, rows) }, t('removeWhat', { what }))
    onClose()
  }
  return (
    <Dialog title={t('removeWhat', { what })} action={t('removeWhat', { what })} onSubmit={send} onClose={onClose}>
      <Notice tone={keeps ? 'plain' : 'warn'} title={t(keeps ? 'removeKept' : 'removeGone')}>
        {t(keeps ? 'removeKeptNote' : 'removeGoneNote')}
      </Notice>
      {rows.some(({ key }) => isPrefix(key)) && <p className="dialog-note">{t('removePrefix')}</p>}
      {isCool && <p className="dialog-note dialog-warn">{t('removeFee')}</p>}
    </Dialog>
  )
}
