import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { JobView } from '../../../engine/jobs/types.ts'
import { confirm } from '../../../hosts/page/store.ts'
import { formatCount } from '../../../i18n/format.ts'
import { useObstacles } from '../../../i18n/obstacles.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { answerCounts } from './answerCounts.ts'
import { Conflicts } from './Conflicts.tsx'
import { KeepAcl } from './KeepAcl.tsx'
import { KeepEncryption } from './KeepEncryption.tsx'
import { PlanGroups } from './PlanGroups.tsx'
import { PlanHints } from './PlanHints.tsx'
import { PlanSentence } from './PlanSentence.tsx'
import './plan.css'

type ReviewProps = { view: JobView; onCancel: () => void }

/** The plan of a job before it writes, or what is left to decide: what will be done, what it costs, what can't be. */
export function Review({ view, onCancel }: ReviewProps) {
  const { t } = useTranslation('panel')
  const asks = view.counts.conflict > 0
  // Behind the last answer, where there are conflicts.
  const answers = <Answers view={view} onCancel={onCancel} />
  return (
    <section className="plan" aria-label={t('plan')}>
      <header className="plan-head">
        <PlanSentence view={view} />
        {!asks && answers}
      </header>
      <PlanHints view={view} />
      {asks && <Conflicts view={view} yes={answers} />}
      <PlanGroups view={view} />
      {!view.confirmed && <KeepAcl view={view} />}
      {!view.confirmed && <KeepEncryption view={view} />}
    </section>
  )
}

function Answers({ view, onCancel }: ReviewProps) {
  const { t, i18n } = useTranslation('panel')
  const { t: why } = useObstacles()
  const { counts, id, confirmed } = view
  const { open, ...answered } = answerCounts(view)
  const todo = counts.waiting + answered.replace + answered.keepBoth + answered.skip
  const objects = formatCount(todo, i18n.language)
  return (
    <div className="job-answers">
      <Button onClick={onCancel}>{t('cancel')}</Button>
      <ActionButton
        type="primary"
        obstacle={todo > 0 ? undefined : why(open > 0 ? 'open' : 'nothing')}
        onClick={() => confirm(id)}
      >
        {counts.refused + open > 0 && todo > 0
          ? t('review.confirm', { count: todo, objects })
          : t(confirmed ? 'confirm' : 'review.start')}
      </ActionButton>
    </div>
  )
}
