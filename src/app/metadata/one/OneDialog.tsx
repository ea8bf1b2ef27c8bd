import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { explainRefusal } from '../../../i18n/explain.ts'
import { useObstacles } from '../../../i18n/obstacles.ts'
import { useWhat } from '../../../i18n/useWhat.ts'
import { Notice } from '../../../ui/notices/Notice.tsx'
import { QueryProblem } from '../../../ui/notices/QueryProblem.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { Dialog } from '../../dialogs/Dialog.tsx'
import type { DialogProps } from '../../dialogs/Dialogs.tsx'
import { OneForm } from './OneForm.tsx'
import { propertiesQuery } from './propertiesQuery.ts'
import '../../../i18n/jobWords.ts'
import '../../../i18n/manyWords.ts'
import '../../../i18n/metadata.ts'
import '../metadata.css'
import '../many/many.css'
import './one.css'

/** The object is read first: the form begins with what is there now. */
export function OneDialog({ account, home, rows, onClose }: DialogProps) {
  const { t } = useTranslation('browser')
  const { t: errors } = useTranslation('errors')
  const { t: why } = useObstacles()
  const row = rows[0]
  const at = { ...home, key: row?.key ?? '' }
  const isLink = row?.is === 'object' && row.type === 'Symlink'
  const { data: seen, error, refetch } = useQuery(propertiesQuery(account, at, isLink))
  const title = t('metadataOf', { name: useWhat()(1, at.key) })
  if (seen) return <OneForm opened={{ account, at, isLink }} seen={seen} title={title} onClose={onClose} />
  const obstacle = why(seen === undefined && !error ? 'reading' : 'unread')
  return (
    <Dialog title={title} action={t('save')} obstacle={obstacle} width={720} onSubmit={onClose} onClose={onClose}>
      {seen === null && (
        <Notice tone="warn" title={explainRefusal('missing', errors).title}>
          {explainRefusal('missing', errors).advice}
        </Notice>
      )}
      {error && <QueryProblem error={error} onRetry={() => void refetch()} />}
      {seen === undefined && !error && <Skeleton />}
    </Dialog>
  )
}
