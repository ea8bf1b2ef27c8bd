import { useTranslation } from 'react-i18next'
import { explainRefusal } from '../../i18n/explain.ts'
import { Notice } from '../../ui/notices/Notice.tsx'
import type { Row } from '../listing/rows.ts'
import { refusalCounts } from './transfer.ts'

/** Says before the start what will be refused, once for each reason. */
export function Preflight({ rows, isRelayed = false }: { rows: readonly Row[]; isRelayed?: boolean }) {
  const { t } = useTranslation('browser')
  const { t: errors } = useTranslation('errors')
  return [...refusalCounts(rows, isRelayed)].map(([refusal, count]) => {
    const { title, advice } = explainRefusal(refusal, errors)
    const isAll = count === rows.length
    return (
      <Notice key={refusal} tone="warn" title={isAll ? title : t('someRefused', { count, reason: title })}>
        {advice}
      </Notice>
    )
  })
}
