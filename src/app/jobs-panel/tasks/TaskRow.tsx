import {
  CheckOutlined,
  ClockCircleOutlined,
  ExclamationCircleOutlined,
  FireOutlined,
  ForwardOutlined,
  MinusCircleOutlined,
  QuestionCircleOutlined,
  SwapOutlined,
  SyncOutlined,
} from '@ant-design/icons'
import type { TFunction } from 'i18next'
import { type ComponentType, memo, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { stoodOf } from '../../../engine/jobs/outcome/stood.ts'
import { taskStatusOf } from '../../../engine/jobs/outcome/taskStatus.ts'
import type { ActiveTask, Phase, StoredTask, TaskStatus } from '../../../engine/jobs/types.ts'
import { nameOf } from '../../../engine/keys.ts'
import type { Task } from '../../../engine/types.ts'
import { explain, explainRefusal } from '../../../i18n/explain.ts'
import { formatBytes } from '../../../i18n/format.ts'
import { visible } from '../../../i18n/visible.ts'
import { MissingRights } from '../../../ui/notices/MissingRights.tsx'
import { ChangeNote } from './ChangeNote.tsx'

const icons: Record<TaskStatus, ComponentType> = {
  conflict: QuestionCircleOutlined,
  waiting: ClockCircleOutlined,
  running: SyncOutlined,
  copied: SwapOutlined,
  restoring: FireOutlined,
  done: CheckOutlined,
  skipped: ForwardOutlined,
  refused: ExclamationCircleOutlined,
  failed: ExclamationCircleOutlined,
  notDone: MinusCircleOutlined,
  undecided: MinusCircleOutlined,
}

type TaskRowProps = { task: StoredTask; phase: Phase; active?: ActiveTask | undefined }

/** Drawn anew when it changes itself, not with every figure of its job. */
export const TaskRow = memo(TaskLine, isSame)

function isSame(before: TaskRowProps, now: TaskRowProps): boolean {
  return before.task === now.task && before.phase === now.phase && isAs(before.active, now.active)
}

function isAs(before: ActiveTask | undefined, now: ActiveTask | undefined): boolean {
  return (before === undefined) === (now === undefined) && before?.bytes === now?.bytes
}

function TaskLine({ task, phase, active }: TaskRowProps) {
  const { t, i18n } = useTranslation('panel')
  const state = active ? 'running' : taskStatusOf(task.state, phase)
  const Icon = icons[state]
  const { bucket, key, size } = task.source
  return (
    <div className={`task task-${state}`}>
      <span className="task-state" title={t(`task.${state}`)}>
        <Icon aria-label={t(`task.${state}`)} />
        <span className="task-word">{t(`task.${state}`)}</span>
      </span>
      <bdi className="task-key" title={visible(`${bucket}/${key}`)}>
        {visible(key)}
      </bdi>
      <Note task={task} active={active} />
      <span className="task-size">{formatBytes(size, i18n.language)}</span>
    </div>
  )
}

/** Of what gets another name than its own: a copy beside what is there, a download that this disk can't call so. */
function otherName(task: StoredTask, t: TFunction<'panel'>): string | undefined {
  if (!('target' in task)) return undefined
  const isOther = task.kind === 'download' ? !task.source.key.endsWith(task.target.key) : task.group === 'keepBoth'
  if (!isOther) return undefined
  const name = visible(task.kind === 'download' ? task.target.key : nameOf(task.target.key))
  return t(task.state === 'waiting' ? 'task.willBe' : 'task.savedAs', { name })
}

function whySkipped(task: StoredTask) {
  if (task.kind !== 'change') return `task.${stoodOf(task) ?? 'exists'}` as const
  return task.isOutside ? 'task.outside' : 'task.asAsked'
}

/** Why, where there is a why; else how far. */
function Note({ task, active }: Pick<TaskRowProps, 'task' | 'active'>) {
  const { t, i18n } = useTranslation('panel')
  if (active?.bytes) return <span className="task-note">{formatBytes(active.bytes, i18n.language)}</span>
  if (task.problem || task.refusal) return <Why task={task} />
  if (task.proof?.unverified) return <span className="task-note">{t('task.unverified')}</span>
  if (task.kind === 'change' && task.state !== 'skipped') return <ChangeNote task={task} />
  const note = task.state === 'skipped' ? t(whySkipped(task)) : otherName(task, t)
  return (
    <span className="task-note" title={note}>
      {note}
    </span>
  )
}

/** The reason in short; a click shows it whole, with what to do and what OSS said. */
function Why({ task: { problem, refusal, source } }: { task: Task }) {
  const { t } = useTranslation('panel')
  const { t: errors } = useTranslation('errors')
  const id = useId()
  const why = problem ? explain(problem, errors) : refusal && explainRefusal(refusal, errors)
  if (!why) return null
  const said = [problem?.message, problem?.requestId && t('task.request', { id: problem.requestId })]
  return (
    <div className="task-note">
      <button type="button" className="task-why" popoverTarget={id}>
        {why.title}
      </button>
      <div id={id} popover="auto" className="task-whole" role="dialog" aria-label={why.title}>
        <strong>{why.title}</strong>
        <span>{why.advice}</span>
        {problem?.lacks && <MissingRights rights={problem.lacks} />}
        <bdi>{visible(`oss://${source.bucket}/${source.key}`)}</bdi>
        {said.filter(Boolean).map((line) => (
          <code key={line}>{line}</code>
        ))}
      </div>
    </div>
  )
}
