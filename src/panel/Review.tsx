import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { confirm } from '../jobs/store.ts'
import type { JobView } from '../jobs/types.ts'
import { Notice } from '../look/Notice.tsx'
import { formatCount } from '../words/format.ts'
import { Reasons } from './Reasons.tsx'

type ReviewProps = { view: JobView; onCancel: () => void }

/** A plan that can only be done in part: why, and whether to do the rest. */
export function Review({ view, onCancel }: ReviewProps) {
  const { t, i18n } = useTranslation('panel')
  const objects = formatCount(view.counts.waiting, i18n.language)
  const answers = (
    <div className="job-answers">
      <Button size="small" onClick={onCancel}>
        {t('cancel')}
      </Button>
      <Button size="small" type="primary" onClick={() => confirm(view.id)}>
        {t('review.confirm', { objects })}
      </Button>
    </div>
  )
  return (
    <div className="job-below">
      <Notice tone="warn" title={t('review.title', { count: view.counts.refused })} action={answers}>
        {t('review.ask', { objects })}
      </Notice>
      <Reasons view={view} />
    </div>
  )
}
