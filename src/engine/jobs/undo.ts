/** The plan of an undo: what a job did, taken back where its objects are still the ones that it made. */

import type { Ref } from '../../oss/types.ts'
import { among, targetKey } from '../plan/check.ts'
import { eachOnce } from '../plan/eachOnce.ts'
import { pin } from '../plan/pin.ts'
import { statObject } from '../stat.ts'
import type { ChangeTask, CopyRequest, CopyTask, Pinned, Planned, PlanWorld, Refusal } from '../types.ts'
import type { Journal } from './journal.ts'
import type { StoredTask, UndoRequest } from './types.ts'

type World = PlanWorld & { journal: Pick<Journal, 'next'> }

/** Whether an object is where the undone job put its copies. */
type IsMade = (at: Ref) => boolean

const chunk = 100

/**
 * A copy is removed, a move goes back, an edit gets its old metadata; each only if the object has the ETag that the job proved.
 * `from`: how many tasks an earlier plan has made; there is one for each done task, in the same order.
 * @throws OssError when an object can't be looked at.
 */
export async function* planUndo({ job, of }: UndoRequest, world: World, from: number): AsyncGenerator<Planned[]> {
  const isMade = of.do === 'copy' ? among(placesOf(eachOnce(of))) : () => false
  let seen = 0
  for (let after = -1, left = true; left; ) {
    const done = await world.journal.next({ job, state: 'done', after, limit: chunk })
    const fresh = done.slice(Math.max(0, from - seen))
    yield (await Promise.all(fresh.map((task) => reverse(task, isMade, world)))).filter((task) => task !== undefined)
    seen += done.length
    after = done.at(-1)?.n ?? after
    left = done.length === chunk
  }
}

function placesOf(of: CopyRequest): Ref[] {
  return of.sources.map((source) => ({ ...of.target, key: targetKey(source, of) }))
}

/** Nothing is made of the undone work of an undo. */
async function reverse(task: StoredTask, isMade: IsMade, world: World): Promise<Planned | undefined> {
  if (task.kind !== 'copy' && task.kind !== 'change') return undefined
  const at = task.kind === 'copy' ? task.target : task.source
  const made = { ...task.source, ...at, etag: task.proof?.etag ?? '' }
  if (task.kind === 'copy' && task.there && task.overwrite) return refused(task, made, 'wasOverwritten')
  const listed = await statObject(world, at)
  if (!listed) return refused(task, made, 'missing')
  if (listed.etag !== task.proof?.etag) return refused(task, made, 'notOurs')
  const now = pin(at, listed)
  if (task.kind === 'change') return { kind: 'change', state: 'waiting', source: now, change: task.before ?? {} }
  if (!task.removeSource) return { kind: 'remove', state: 'waiting', source: now }
  return back(task, now, isMade, world)
}

/** What has come to the old place in the meantime stays there, but for what came with the same job and goes back itself. */
async function back(task: CopyTask, now: Pinned, isMade: IsMade, world: World): Promise<Planned> {
  const { account, region, bucket, key } = task.source
  const home = { account, region, bucket, key }
  const there = await statObject(world, home)
  const copy = reversed(task, now, home)
  if (there && isMade(home)) return { ...copy, behind: there.etag }
  if (there) return { ...copy, there, state: 'skipped' }
  return copy
}

function reversed(task: CopyTask, source: Pinned, target: Ref): Omit<CopyTask, 'job' | 'n'> {
  const { method, keepAcl } = task
  const way = { removeSource: true, method, keepAcl, overwrite: false, conflict: 'skip' } as const
  return { kind: 'copy', state: 'waiting', source, target, ...way }
}

function refused(task: CopyTask | ChangeTask, source: Pinned, refusal: Refusal): Planned {
  if (task.kind === 'change') return { kind: 'change', state: 'refused', refusal, source, change: {} }
  if (!task.removeSource) return { kind: 'remove', state: 'refused', refusal, source }
  return { ...reversed(task, source, task.source), state: 'refused', refusal }
}
