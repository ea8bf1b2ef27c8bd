/** The plan of an undo: whatever a job did, taken back where that is provably safe. */
import type { Listed, Ref } from '../../../oss/types.ts'
import type { PlanWorld } from '../../ctx.ts'
import { isSame } from '../../evidence/decisions.ts'
import { isOwn } from '../../evidence/made.ts'
import { areApart } from '../../plan/apart.ts'
import { among, targetKey } from '../../plan/check.ts'
import { eachOnce } from '../../plan/eachOnce.ts'
import { needsNoCopy } from '../../plan/needsNoCopy.ts'
import { pin } from '../../plan/pin.ts'
import { CopyError } from '../../problem.ts'
import { statMany } from '../../standing/statMany.ts'
import type { ChangeTask, CopyRequest, CopyTask, Pinned, Planned, Refusal, UndeleteTask } from '../../types.ts'
import type { Journal } from '../journal/journal.ts'
import type { StoredTask, UndoRequest } from '../types.ts'

type World = PlanWorld & { journal: Pick<Journal, 'page' | 'job'> }

/** Whether an object is where the undone job put its copies. */
type Made = (at: Ref) => boolean

/** A listing page of each side covers as many. */
const chunk = 1000

/**
 * A copy is removed while its source stands, a move goes back, an edit gets its old values, what came back is deleted again where a version of
 * it stays; each only if the object is the one that the
 * job proved, unchanged. `from`: how many tasks an earlier plan has made; there is one for each task that did something, in order.
 * @throws OssError when the objects can't be looked at, CopyError where the job is no longer in the journal.
 */
export async function* planUndo({ job, of }: UndoRequest, world: World, from: number): AsyncGenerator<Planned[]> {
  const made = of.do === 'copy' && !(await areApart(of, world)) ? madeBy(eachOnce(of)) : () => false
  const undone = await world.journal.job(job)
  // Without its tasks nobody knows what it did: to find nothing to take back would be untrue.
  if (!undone) throw new CopyError('JobGone', `The job ${job} is no longer kept`)
  // What the job read before each copy its way back reads, too.
  const kept = undone.keepEncryption ? ({ keepEncryption: true } as const) : {}
  let seen = 0
  for (let at = 0, left = true; left; at += chunk) {
    const tasks = await world.journal.page({ job, from: at, limit: chunk })
    const acted = tasks.filter(hasActed)
    for await (const batch of reversed(acted.slice(Math.max(0, from - seen)), made, world))
      yield batch.map((task) => (task.kind === 'copy' ? { ...task, ...kept } : task))
    seen += acted.length
    left = tasks.length === chunk
  }
}

type Acted = CopyTask | ChangeTask | UndeleteTask

/** A task that was stopped, or failed, between its write and its end has acted like one that is done. */
function hasActed(task: StoredTask): task is StoredTask & Acted {
  return (
    (task.kind === 'copy' || task.kind === 'change' || task.kind === 'undelete') &&
    (task.proof ?? task.made) !== undefined
  )
}

async function* reversed(tasks: Acted[], job: Made, world: World): AsyncGenerator<Planned[]> {
  if (tasks.length === 0) return
  const made = await seen(tasks.map(placeOf), world)
  const sources = await seen(
    tasks.map(({ source }) => source),
    world,
  )
  const first = tasks[0] as Acted
  const keepsVersions = first.kind === 'undelete' && (await world.buckets(first.source))?.versioning === 'Enabled'
  yield tasks.map((task) =>
    reverse(task, { made: made(placeOf(task)), source: sources(task.source), job, keepsVersions }),
  )
}

/** What stands at places of any buckets. */
async function seen(places: Ref[], world: World): Promise<(at: Ref) => Listed | undefined> {
  const buckets = new Map<string, Ref[]>()
  for (const at of places) {
    const name = `${at.account} ${at.bucket}`
    const some = buckets.get(name) ?? []
    some.push(at)
    buckets.set(name, some)
  }
  const found = new Map<string, Map<string, Listed>>()
  for (const [name, some] of buckets) found.set(name, await statMany(some, world))
  return ({ account, bucket, key }) => found.get(`${account} ${bucket}`)?.get(key)
}

const placeOf = (task: Acted): Ref => (task.kind === 'copy' ? task.target : task.source)

function madeBy(of: CopyRequest): Made {
  return among(of.sources.map((source) => ({ ...of.target, key: targetKey(source, of) })))
}

/** What stands at both sides now. */
type Sides = { made: Listed | undefined; source: Listed | undefined; job: Made; keepsVersions: boolean }

function reverse(task: Acted, sides: Sides): Planned {
  const at = placeOf(task)
  const lost = { ...task.source, ...at, etag: (task.proof ?? task.made)?.etag ?? '' }
  if (task.kind === 'copy' && task.there && task.overwrite && !task.replacesOwn)
    return refused(task, lost, 'wasOverwritten')
  if (!sides.made) return refused(task, lost, 'missing')
  if (!isOwn(task, sides.made)) return refused(task, lost, 'notOurs')
  const now = { ...pin(at, sides.made), ...(task.source.encryption && { encryption: task.source.encryption }) }
  if (task.kind === 'undelete' && !sides.keepsVersions) return refused(task, lost, 'onlyCopy')
  if (task.kind === 'undelete') return { kind: 'remove', state: 'waiting', source: now, needsVersions: true }
  if (task.kind === 'change')
    return { kind: 'change', state: 'waiting', source: now, change: task.before ?? {}, ...whatStands(task) }
  const isSourceThere = isSame(task.made?.of ?? task.source, sides.source)
  if (isSourceThere) return { kind: 'remove', state: 'waiting', source: now, keeper: task.source }
  return task.removeSource && task.proof ? back(task, now, sides) : refused(task, lost, 'onlyCopy')
}

/** Of an edit that nothing proved only a part may stand. Its time shows that it is ours; that of tags and ACL does not, so each is looked at. */
function whatStands({ proof, change }: ChangeTask): Pick<ChangeTask, 'expects' | 'before'> {
  if (proof) return { expects: change }
  if (needsNoCopy(change)) return { before: change }
  return change.tags ? { expects: { tags: change.tags } } : {}
}

/** What has come to the old place in the meantime stays there, but for what came with the same job and goes back itself. */
function back(task: CopyTask, now: Pinned, { source: there, job }: Sides): Planned {
  const { account, region, bucket, key } = task.source
  const home = { account, region, bucket, key }
  const { link, pointsTo } = task
  const along = link !== undefined && pointsTo !== undefined && { link: pointsTo, pointsTo: link }
  const copy = { ...backwards(task, now, home), ...along }
  if (there && job(home)) return { ...copy, behind: there.etag }
  if (there) return { ...copy, there, state: 'skipped' }
  return copy
}

function backwards(task: CopyTask, source: Pinned, target: Ref): Omit<CopyTask, 'job' | 'n'> {
  const { method, keepAcl } = task
  const way = { removeSource: true, method, keepAcl, overwrite: false, conflict: 'skip' } as const
  return { kind: 'copy', state: 'waiting', source, target, ...way }
}

function refused(task: Acted, source: Pinned, refusal: Refusal): Planned {
  if (task.kind === 'change') return { kind: 'change', state: 'refused', refusal, source, change: {} }
  if (task.kind === 'undelete' || !task.removeSource) return { kind: 'remove', state: 'refused', refusal, source }
  return { ...backwards(task, source, task.source), state: 'refused', refusal }
}
