import {
  CaretRightOutlined,
  CloseOutlined,
  DeleteOutlined,
  DownloadOutlined,
  PauseOutlined,
  ReloadOutlined,
  RollbackOutlined,
} from '@ant-design/icons'
import { Button } from 'antd'
import { memo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { JobRequest, JobView } from '../../../engine/jobs/types.ts'
import { isKeptZip, isZip } from '../../../engine/jobs/work/zip.ts'
import type { PortableRequest } from '../../../engine/types.ts'
import { pause, remove, resume, retry, undo } from '../../../hosts/page/store.ts'
import { useJobs } from '../../../hosts/page/views.ts'
import { loadPart } from '../../../ui/loadPart.ts'
import { JobExports } from './JobExports.tsx'
import { isOpen } from './jobState.ts'
import { lacksFiles, RegainFiles } from './RegainFiles.tsx'
import { undoable } from './undoable.ts'

type JobActionsProps = { view: JobView; onCancel: () => void }

/** What one can do now stands left, the end of the job right: nothing moves under the pointer. Drawn anew only when that changes, not with every figure. */
export const JobActions = memo(function JobActions({ view, onCancel }: JobActionsProps) {
  const { t } = useTranslation('panel')
  return (
    <div className="job-actions">
      <span className="job-action">
        <Next view={view} />
      </span>
      {hasKeptZip(view) && <SaveZip view={view} />}
      {isPortable(view.request) && <JobExports request={view.request} />}
      <Undo view={view} />
      {isOpen(view) ? (
        <Act label={t('cancel')} icon={<CloseOutlined />} onAct={onCancel} />
      ) : (
        <Act label={t('remove')} icon={<DeleteOutlined />} onAct={() => remove(view.id)} />
      )}
    </div>
  )
}, isSame)

function isSame(before: JobActionsProps, now: JobActionsProps): boolean {
  return onWhat(before.view) === onWhat(now.view)
}

function onWhat({ id, phase, problem, counts, request }: JobView): string {
  return [id, phase, problem?.code, counts.failed > 0, counts.done > 0, request.do === 'copy' && request.keepAcl].join()
}

/** Whether OSS alone can do it, wherever it is asked from. */
function isPortable(request: JobRequest): request is PortableRequest {
  return request.do === 'copy' || request.do === 'change' || request.do === 'remove'
}

/** Whether it made a zip that the browser keeps. */
function hasKeptZip(view: JobView): boolean {
  return isKeptZip(view) && view.phase === 'finished' && view.counts.done > 0
}

function SaveZip({ view: { id } }: { view: JobView }) {
  const { t } = useTranslation('panel')
  const save = async () => (await loadPart(() => import('./saveZip.ts'))).saveZip(id)
  return (
    <Button
      type="primary"
      size="small"
      aria-label={t('saveZip')}
      title={t('saveZip.hint')}
      icon={<DownloadOutlined />}
      onClick={save}
    />
  )
}

function Next({ view }: { view: JobView }) {
  const { id, phase, counts, problem } = view
  const { t } = useTranslation('panel')
  const act = (name: 'pause' | 'resume' | 'retry', icon: ReactNode, onAct: () => void) => (
    <Act label={t(name)} hint={t(isZip(view) ? `zip.${name}` : name)} icon={icon} onAct={onAct} />
  )
  if (phase === 'paused' && lacksFiles(problem)) return <RegainFiles view={view} />
  if (phase === 'paused') return act('resume', <CaretRightOutlined />, () => resume(id))
  if (phase === 'finished' && counts.failed > 0) return act('retry', <ReloadOutlined />, () => retry(id))
  if (phase !== 'planning' && phase !== 'running') return null
  return act('pause', <PauseOutlined />, () => pause(id))
}

/** What it will do stands in its tooltip; a plan shows what can't be undone, and why, and what is large. */
function Undo({ view }: { view: JobView }) {
  const { t } = useTranslation('panel')
  const what = useJobs((jobs) => undoable(view, jobs.views))
  if (!what) return null
  return <Act label={t('undo')} hint={t(`undo.${what}`)} icon={<RollbackOutlined />} onAct={() => undo(view)} />
}

type ActProps = { hint?: string; label: string; icon: ReactNode; onAct: () => void }

function Act({ label, hint = label, icon, onAct }: ActProps) {
  return <Button type="text" size="small" aria-label={label} title={hint} icon={icon} onClick={onAct} />
}
