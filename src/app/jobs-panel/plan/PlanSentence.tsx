import { useTranslation } from 'react-i18next'
import type { JobView } from '../../../engine/jobs/types.ts'
import { formatBytes, formatCount } from '../../../i18n/format.ts'
import { answerCounts } from './answerCounts.ts'
import { aclRequests, encryptionRequests } from './extraRequests.ts'
import { outcomes } from './useDecisions.ts'

/** The plan in a sentence or two. */
export function PlanSentence({ view }: { view: JobView }) {
  const { t } = useTranslation('panel')
  const said = useSentences(view)
  return (
    <p className="plan-sentence">
      {said.join(t('plan.space'))}
      {!view.confirmed && <span className="plan-calm"> {t(view.planned ? 'plan.nothing' : 'plan.still')}</span>}
    </p>
  )
}

function useSentences(view: JobView): string[] {
  const { t, i18n } = useTranslation('panel')
  const count = (n: number) => formatCount(n, i18n.language)
  const size = ({ bytes, parts }: { bytes: number; parts: number }) => formatBytes(bytes / parts, i18n.language)
  const { waiting } = view.counts
  const { open, ...decided } = answerCounts(view)
  const answers = outcomes.filter((outcome) => decided[outcome] > 0)
  const { parts, relay, reference } = view.methods
  const bytes = formatBytes(view.bytes, i18n.language)
  const asked = Math.ceil(view.requests + aclRequests(view) + encryptionRequests(view))
  const requests = t('plan.requests', { count: asked, formatted: count(asked) })
  const sum = { count: waiting, objects: count(waiting), bytes, requests }
  return [
    ...(waiting > 0 ? [t(view.bytes > 0 ? 'plan.sum' : 'plan.sumEdit', sum)] : []),
    ...(parts
      ? [
          t('plan.parts', {
            count: parts.count,
            objects: count(parts.count),
            parts: count(parts.parts),
            size: size(parts),
          }),
        ]
      : []),
    ...(reference ? [t('plan.reference', { count: reference.count, objects: count(reference.count) })] : []),
    ...(relay
      ? [
          t('plan.relay', {
            count: relay.count,
            objects: count(relay.count),
            bytes: formatBytes(relay.bytes, i18n.language),
          }),
        ]
      : []),
    ...(answers.length > 0
      ? [
          t('plan.decided', {
            answers: answers
              .map((outcome) => t(`plan.decided.${outcome}`, { objects: count(decided[outcome]) }))
              .join(t('plan.and')),
          }),
        ]
      : []),
    ...(open > 0 ? [t('plan.conflicts', { count: open, objects: count(open) })] : []),
  ]
}
