import { useTranslation } from 'react-i18next'
import { explainRefusal } from '../../i18n/explain.ts'
import { Notice } from '../../ui/Notice.tsx'
import type { Row } from '../listing/rows.ts'
import { foreseenRefusal } from './transfer.ts'

/** Says before the start what will be refused, once for each reason. */
export function Foreseen({ rows, isRelayed = false }: { rows: readonly Row[]; isRelayed?: boolean }) {
  const { t } = useTranslation('browser')
  const { t: errors } = useTranslation('errors')
  const refusals = rows.map((row) => foreseenRefusal(row, isRelayed))
  const reasons = new Set(refusals.filter((refusal) => refusal !== undefined))
  return [...reasons].map((refusal) => {
    const { length } = refusals.filter((each) => each === refusal)
    const { title, advice } = explainRefusal(refusal, errors)
    const isAll = length === rows.length
    return (
      <Notice key={refusal} tone="warn" title={isAll ? title : t('someRefused', { count: length, reason: title })}>
        {advice}
      </Notice>
    )
  })
}
