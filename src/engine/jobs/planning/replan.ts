import { isOwn, markOf, overwritingOwn } from '../../evidence/made.ts'
import { parentOf } from '../../keys.ts'
import type { Made, Planned, Request } from '../../types.ts'
import type { JobRequest, StoredPatch, StoredTask } from '../types.ts'
import { ctxOf, save } from '../work/saving.ts'
import { planWorldOf, type Run } from '../world.ts'

/**
 * Plans one object afresh and keeps what came of it: its source changed, or a person wants both it and what is at its target. Parts of
 * the old content are of no use and are cleared away first. An undo is never pinned to anything new, and keeps all that it knows: what it
 * read before its first write may be all that tells its own from what somebody else gave.
 */
export async function replan(task: StoredTask, run: Run): Promise<StoredTask> {
  const { journal, cancelTask, planAgain } = run.world
  const request = (await run.record())?.request
  const asked = request && requestFor(task, request)
  const whole = request?.do === 'undo' ? undefined : request
  await cancelTask(task, ctxOf(task, run))
  const planned = asked && (await planAgain(asked, task.source, planWorldOf(run), whole))
  await save(task, run, { again: undefined, ...(planned && patchOf(task, planned)) })
  const [now = task] = await journal.page({ job: run.job, from: task.n, limit: 1 })
  return now
}

function requestFor(task: StoredTask, request: JobRequest): Request | undefined {
  if (request.do === 'undo') return undefined
  const sources = [task.source]
  if (!('target' in task)) return { ...request, sources }
  const { target, conflict } = task
  const above = { ...target, key: parentOf(target.key) }
  if (request.do === 'copy') return { ...request, sources, target, conflict, placement: 'exact' }
  if (request.do === 'upload') return { ...request, sources, target: above, conflict }
  if (request.do !== 'download') return { ...request, sources }
  return { ...request, sources, target, placement: 'exact', conflict }
}

/** What was done to the old content says nothing of the new one. */
const nothingDone = { proof: undefined, made: undefined, before: undefined }

/** What is asked of an object may depend on what it is. */
function ofChange({ change, expects, isOutside }: Extract<Planned, { kind: 'change' }>): StoredPatch {
  return { change, expects, isOutside }
}

function ofCopy({ method, link, pointsTo }: Extract<Planned, { kind: 'copy' }>): StoredPatch {
  return { method, link, pointsTo }
}

/**
 * What was to be done and no longer can be has failed: a refusal is what was known before a person said yes. What was done stays known then,
 * for an undo. At the target may be the copy
 * of the old content: that is ours to replace, whatever the policy is.
 */
function patchOf(task: StoredTask, planned: Planned): StoredPatch {
  const { state, source, refusal, restore } = planned
  const own = refusal === 'cameLater' ? undefined : ownCopy(task, planned)
  if (refusal && !own) return { state: 'failed', problem: { code: refusal, message: '', refusal } }
  const patch = {
    ...nothingDone,
    state,
    source,
    restore,
    ...(planned.kind === 'copy' && ofCopy(planned)),
    ...(planned.kind === 'change' && ofChange(planned)),
    ...(planned.kind === 'undelete' && { markers: planned.markers }),
  }
  if (!('target' in planned) || !('target' in task)) return patch
  const { there, target, overwrite } = planned
  // Another source of this move still stands there: it goes first, now as before.
  if (task.kind === 'copy' && there && there.etag === task.behind) return { ...patch, state: 'waiting' }
  if (own) return { ...patch, state: 'waiting', target: task.target, ...own, ...madeBefore(task) }
  return { ...patch, there, target, overwrite }
}

/** Our own copy is written over as long as it is what stands there; what it took the place of stays known. */
function ownCopy(task: StoredTask, planned: Planned) {
  if (!('target' in planned) || !('target' in task) || !planned.there) return undefined
  return isOwn(task, planned.there) ? overwritingOwn(task, planned.there) : undefined
}

/** An undo knows it as a copy of what the source was. */
function madeBefore({ made, proof, source }: StoredTask): Pick<StoredPatch, 'made'> {
  return { made: made ?? (proof && { ...timed(proof), of: markOf(source) }) }
}

const timed = ({ etag, modified }: Pick<Made, 'etag' | 'modified'>) => ({
  etag,
  ...(modified !== undefined && { modified }),
})
