import { useTranslation } from 'react-i18next'
import { explainRefusal } from '../../i18n/explain.ts'
import { formatCount } from '../../i18n/format.ts'
import { Notice } from '../../ui/notices/Notice.tsx'
import type { Row } from '../listing/rows.ts'
import { type LeavingLinks, refusalCounts } from './transfer.ts'

/** Says before the start what becomes of links that would leave their bucket. */
export function LeavingLinksNotice({ links }: { links: LeavingLinks | undefined }) {
  const { t, i18n } = useTranslation('browser')
  if (!links) return null
  const { by, count } = links
  return (
    <Notice tone="warn" title={t(`links.${by}`, { count, objects: formatCount(count, i18n.language) })}>
      {t(`links.${by}Note`)}
    </Notice>
  )
}

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
