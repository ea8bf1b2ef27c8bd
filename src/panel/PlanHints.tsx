import { useTranslation } from 'react-i18next'
import type { Hint } from '../copy/costs.ts'
import type { JobView } from '../jobs/types.ts'
import { Notice } from '../look/Notice.tsx'
import { formatBytes, formatCount } from '../words/format.ts'

const hints: Hint[] = ['early', 'retrieval', 'small']

/** What a careful person wants to know before it begins. */
export function PlanHints({ view }: { view: JobView }) {
  const { t, i18n } = useTranslation('panel')
  const said = hints.flatMap((hint) => {
    const sum = view.hints[hint]
    if (!sum) return []
    const figures = { objects: formatCount(sum.count, i18n.language), bytes: formatBytes(sum.bytes, i18n.language) }
    return [{ hint, text: t(`hint.${hint}`, { count: sum.count, ...figures }) }]
  })
  const keeps = view.versioned && (view.groups.replace || view.groups.change)
  if (said.length === 0 && !keeps) return null
  return (
    <Notice tone={said.length > 0 ? 'warn' : 'plain'}>
      <ul className="plan-hints">
        {said.map(({ hint, text }) => (
          <li key={hint}>{text}</li>
        ))}
        {keeps && <li>{t('hint.versions')}</li>}
      </ul>
    </Notice>
  )
}
