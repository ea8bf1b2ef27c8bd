import { ReloadOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { Fragment, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { JobView } from '../../../engine/jobs/types.ts'
import type { Refusal } from '../../../engine/types.ts'
import { retry } from '../../../hosts/page/store.ts'
import { type Explained, explain, explainRefusal } from '../../../i18n/explain.ts'
import { formatCount } from '../../../i18n/format.ts'
import { Notice } from '../../../ui/notices/Notice.tsx'
import { Remedy } from '../plan/Remedy.tsx'
import { LackedRights } from './LackedRights.tsx'

/** Failures and refusals by cause: said once with its remedy, however many objects it hit. */
export function Reasons({ view }: { view: JobView }) {
  const { t } = useTranslation('errors')
  const { t: words, i18n } = useTranslation('panel')
  const refusals = Object.entries(view.refusals) as [Refusal, number][]
  return (
    <>
      {Object.entries(view.problems).map(([code, { count, sample }]) => (
        <Reason key={code} tone="danger" count={count} explained={explain(sample, t)}>
          {sample.lacks && <LackedRights view={view} of="problem" sample={sample.lacks} />}
        </Reason>
      ))}
      {view.phase === 'finished' && view.counts.failed > 0 && (
        <Button
          className="reasons-retry"
          size="small"
          icon={<ReloadOutlined aria-hidden />}
          onClick={() => void retry(view.id)}
        >
          {words('retry.count', { count: view.counts.failed, objects: formatCount(view.counts.failed, i18n.language) })}
        </Button>
      )}
      {refusals.map(([refusal, count]) => (
        <Fragment key={refusal}>
          <Reason tone="plain" count={count} explained={explainRefusal(refusal, t)} />
          <Remedy view={view} refusal={refusal} />
        </Fragment>
      ))}
    </>
  )
}

type ReasonProps = { tone: 'danger' | 'plain'; count: number; explained: Explained; children?: ReactNode }

function Reason({ tone, count, explained: { title, advice }, children }: ReasonProps) {
  const { t, i18n } = useTranslation('panel')
  const heading = count > 1 ? t('group', { title, objects: formatCount(count, i18n.language) }) : title
  return (
    <Notice tone={tone} title={heading}>
      {advice}
      {children}
    </Notice>
  )
}
