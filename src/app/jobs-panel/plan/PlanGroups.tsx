import { RightOutlined } from '@ant-design/icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Group, JobView, Sum } from '../../../engine/jobs/types.ts'
import type { Refusal } from '../../../engine/types.ts'
import { explainRefusal } from '../../../i18n/explain.ts'
import { formatBytes, formatCount } from '../../../i18n/format.ts'
import { TaskRows } from '../tasks/TaskRows.tsx'
import { Remedy } from './Remedy.tsx'

const outcomes = [
  'new',
  'replace',
  'keepBoth',
  'change',
  'remove',
  'restore',
  'undelete',
  'skip',
  'asAsked',
  'outside',
] as const
type Outcome = (typeof outcomes)[number]

/** What comes of the objects: first what is done, then what is left, then what can't be, each with its way out. */
export function PlanGroups({ view }: { view: JobView }) {
  const done = outcomes.filter((group) => view.groups[group])
  const refused = Object.keys(view.refusals).filter((refusal) => view.groups[refusal as Refusal]) as Refusal[]
  return (
    <ul className="plan-groups">
      {[...done, ...refused].map((group) => (
        <PlanGroup key={group} view={view} group={group} sum={view.groups[group] ?? { count: 0, bytes: 0 }} />
      ))}
    </ul>
  )
}

/** Refusals that stop nothing: there is nothing to be done. */
const needless: ReadonlySet<Group> = new Set(['notArchived', 'readable', 'notDeleted'])

type PlanGroupProps = { view: JobView; group: Outcome | Refusal; sum: Sum }

function PlanGroup({ view, group, sum }: PlanGroupProps) {
  const { i18n } = useTranslation('panel')
  // Of an edit that is another for each object the difference is what a person wants to see.
  const [isOpen, setOpen] = useState(
    group === 'change' && view.request.do === 'change' && view.request.edit !== undefined,
  )
  const { title, advice } = useWords(group)
  return (
    <li className={advice === undefined || needless.has(group) ? 'plan-group' : 'plan-group plan-refused'}>
      <button type="button" className="plan-toggle" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <RightOutlined className="job-arrow" rotate={isOpen ? 90 : 0} aria-hidden />
        <span className="plan-count">{formatCount(sum.count, i18n.language)}</span>
        <span className="plan-title">{title}</span>
        <span className="plan-bytes">{formatBytes(sum.bytes, i18n.language)}</span>
      </button>
      {advice !== undefined && <p className="plan-advice">{advice}</p>}
      <Remedy view={view} refusal={group} />
      {isOpen && <TaskRows view={view} which={{ group }} count={sum.count} />}
    </li>
  )
}

function useWords(group: Outcome | Refusal): { title: string; advice?: string } {
  const { t } = useTranslation('panel')
  const { t: errors } = useTranslation('errors')
  return isOutcome(group) ? { title: t(`outcome.${group}`) } : explainRefusal(group, errors)
}

function isOutcome(group: Group): group is Outcome {
  return outcomes.some((outcome) => outcome === group)
}
