import {
  CheckCircleFilled,
  CheckCircleOutlined,
  ClockCircleOutlined,
  ExclamationCircleFilled,
  FireOutlined,
  MinusCircleOutlined,
  PauseCircleFilled,
  QuestionCircleFilled,
  SyncOutlined,
} from '@ant-design/icons'
import type { ComponentType } from 'react'
import type { JobState } from './jobState.ts'

/** None of them turns: a page that is drawn sixty times a second takes the processor from the copies. */
const icons: Record<JobState, ComponentType> = {
  planning: SyncOutlined,
  review: QuestionCircleFilled,
  running: SyncOutlined,
  restoring: FireOutlined,
  account: ClockCircleOutlined,
  paused: PauseCircleFilled,
  stopped: ExclamationCircleFilled,
  finished: CheckCircleFilled,
  skippedSome: CheckCircleOutlined,
  partly: ExclamationCircleFilled,
  failed: ExclamationCircleFilled,
  refused: ExclamationCircleFilled,
  skipped: MinusCircleOutlined,
  nothing: MinusCircleOutlined,
  cancelled: MinusCircleOutlined,
}

export function StateIcon({ state }: { state: JobState }) {
  const Icon = icons[state]
  return <Icon aria-hidden />
}
