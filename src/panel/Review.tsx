import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { confirm } from '../jobs/store.ts'
import type { JobView } from '../jobs/types.ts'
import { formatCount } from '../words/format.ts'
import { Conflicts } from './Conflicts.tsx'
import { KeepAcl } from './KeepAcl.tsx'
import { PlanGroups } from './PlanGroups.tsx'
import { PlanHints } from './PlanHints.tsx'
import { PlanSentence } from './PlanSentence.tsx'
import './plan.css'

type ReviewProps = { view: JobView; onCancel: () => void }

/** The plan of a job before it writes, or what is left to decide: what will be done, what it costs, what can't be. */
export function Review({ view, onCancel }: ReviewProps) {
  const { t } = useTranslation('panel')
  return (
    <section className="plan" aria-label={t('plan')}>
      <header className="plan-head">
        <PlanSentence view={view} />
        <Answers view={view} onCancel={onCancel} />
      </header>
      <PlanHints view={view} />
      {view.counts.conflict > 0 && <Conflicts view={view} />}
      <PlanGroups view={view} />
      {!view.confirmed && <KeepAcl view={view} />}
    </section>
  )
}

function Answers({ view, onCancel }: ReviewProps) {
  const { t, i18n } = useTranslation('panel')
  const { counts, id } = view
  const objects = formatCount(counts.waiting, i18n.language)
  const others = counts.refused + counts.conflict > 0
  return (
    <div className="job-answers">
      <Button onClick={onCancel}>{t('cancel')}</Button>
      {counts.waiting > 0 && (
        <Button type="primary" onClick={() => confirm(id)}>
          {others ? t('review.confirm', { objects }) : t('review.start')}
        </Button>
      )}
    </div>
  )
}
