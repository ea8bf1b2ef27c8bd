/** The plan of a job, streamed into its journal. */

import type { Ref } from '../../../oss/types.ts'
import { needsNoCopy } from '../../plan/needsNoCopy.ts'
import type { PlannedSoFar } from '../../plan/plan.ts'
import type { Planned } from '../../types.ts'
import type { FiguresPatch, JobPatch, JobRecord, JobRequest } from '../types.ts'
import type { Feed } from '../work/feed.ts'
import { planWorldOf, type Run } from '../world.ts'
import { decideConflicts } from './answers.ts'
import { findEncryption } from './encryption.ts'
import { overlappingJobs } from './overlappingJobs.ts'
import { nextPhase } from './review.ts'
import { planUndo } from './undo.ts'

/**
 * Plans a job to its end. A plan that broke off goes on behind its last task: what was planned before stays, since some of it may be
 * done already, and a source that was moved would be missing in a second plan.
 */
export async function makePlan(record: JobRecord, run: Run, feed: Feed): Promise<void> {
  const { job, world, signal, live, changed } = run
  try {
    await Promise.all([lookAtBucket(record, run), findEncryption(record, run)])
    for await (const batch of batchesOf(record, run, await soFarOf(record, run))) {
      signal.throwIfAborted()
      const { request } = record
      const overlapsOther = await overlapsOlder(record, run)
      await world.journal.append(job, batch, (now) => goOn({ ...now, request, overlapsOther }))
      await decideConflicts(run)
      live.planning()
      feed.tell()
      changed()
    }
    const overlapsOther = await overlapsOlder(record, run)
    await world.journal.update(job, (now) => endOf(now, overlapsOther))
    changed()
  } finally {
    feed.end()
  }
}

/** Asked as long as the job may start by itself. Of two jobs the younger waits for a person. */
async function overlapsOlder({ id, request, created }: JobRecord, { world }: Run): Promise<boolean> {
  const phase = (await world.journal.figures(id))?.phase
  if (phase !== 'planning') return false
  const older = (await world.journal.open()).filter((other) => other.created < created)
  return overlappingJobs({ id, request, phase }, older).length > 0
}

/** A job that a person pauses at that very moment ends its plan when it goes on, and is judged then: what it overlaps may be another. */
function endOf(now: JobRecord, overlapsOther: boolean): JobPatch | undefined {
  if (now.phase === 'paused') return undefined
  return { planned: true, ...goOn({ ...now, planned: true, overlapsOther }) }
}

/** What runs has its yes; later finds don't stop it. */
function goOn(now: JobRecord & { overlapsOther: boolean }): FiguresPatch {
  if (now.phase !== 'planning') return {}
  const phase = nextPhase(now)
  return phase === 'running' ? { phase, confirmed: true } : { phase }
}

function batchesOf({ request }: JobRecord, run: Run, soFar: PlannedSoFar | undefined): AsyncGenerator<Planned[]> {
  const world = planWorldOf(run)
  if (request.do === 'undo') return planUndo(request, { ...world, journal: run.world.journal }, soFar?.count ?? 0)
  return run.world.plan(request, world, soFar)
}

async function soFarOf({ objects }: JobRecord, { job, world }: Run): Promise<PlannedSoFar | undefined> {
  const [last] = objects > 0 ? await world.journal.page({ job, from: objects - 1, limit: 1 }) : []
  const before = () => pagesOf(objects, { job, world })
  return last && { count: objects, last: { ...last.source, ...('target' in last && { target: last.target }) }, before }
}

const chunk = 1000

async function* pagesOf(objects: number, { job, world }: Pick<Run, 'job' | 'world'>): AsyncGenerator<Planned[]> {
  for (let from = 0; from < objects; from += chunk) yield world.journal.page({ job, from, limit: chunk })
}

/** Whether writing adds versions, which are billed. A key that may not ask does without the hint. */
async function lookAtBucket({ request, versioned }: JobRecord, run: Run): Promise<void> {
  const at = writtenTo(request)
  if (!at || versioned !== undefined) return
  const facts = await run.buckets(at)
  if (facts)
    await run.world.journal.update(run.job, () => ({
      versioned: facts.versioning === 'Enabled',
      ...(facts.blocksPublic && { blocksPublic: facts.blocksPublic }),
      ...(facts.encryption && leavesEncryption(request) && { encrypts: true as const }),
    }))
}

/** Copies objects onto themselves, and does not say how they shall be encrypted: then the rule of the bucket does. */
function leavesEncryption(request: JobRequest): boolean {
  if (request.do !== 'change') return false
  const asked = request.edit ?? request.change
  return !needsNoCopy(asked) && asked.encryption === undefined
}

function writtenTo(request: JobRequest): Ref | undefined {
  if (request.do === 'copy' || request.do === 'upload') return request.target
  // Tags and ACL alone make no version.
  if (request.do !== 'change' || needsNoCopy(request.edit ?? request.change)) return undefined
  return request.sources[0]
}
