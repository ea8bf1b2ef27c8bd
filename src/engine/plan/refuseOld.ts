import type { Ref, Version } from '../../oss/types.ts'
import { mayNotAsk } from '../bucketFacts.ts'
import type { PlanWorld } from '../ctx.ts'
import { oldNullOf } from '../single/versions.ts'
import { versionsMany } from '../standing/versionsMany.ts'
import type { Planned } from '../types.ts'
import { needsNoCopy } from './needsNoCopy.ts'

/**
 * Refuses what would take an older content with the ID `null` where versioning is known to be suspended, a page of a plan at a time: the look
 * before the write would find it too, but of a move only when all is copied.
 */
export async function refuseOld(page: Planned[], world: PlanWorld): Promise<Planned[]> {
  const old = await oldAt(page.flatMap(changedBy), world)
  const takesOld = (task: Planned) => changedBy(task).some((at) => old.has(nameOf(at)))
  return page.map((task) => (takesOld(task) ? { ...task, state: 'refused', refusal: 'nullVersion' } : task))
}

/** Where a task that is to run writes or deletes in OSS. */
function changedBy(task: Planned): Ref[] {
  if (task.state !== 'waiting') return []
  if (task.kind === 'copy') return task.removeSource ? [task.source, task.target] : [task.target]
  if (task.kind === 'upload') return [task.target]
  return task.kind === 'remove' || (task.kind === 'change' && !needsNoCopy(task.change)) ? [task.source] : []
}

const nameOf = ({ account, bucket, key }: Ref) => JSON.stringify([account, bucket, key])

async function oldAt(places: readonly Ref[], world: PlanWorld): Promise<Set<string>> {
  const old = new Set<string>()
  for (const some of byBucket(places)) {
    const [first] = some
    if (!first || (await world.buckets(first))?.versioning !== 'Suspended') continue
    const found = await versionsMany(some, world).catch(noneSeen)
    for (const [key, versions] of found) if (oldNullOf(versions)) old.add(nameOf({ ...first, key }))
  }
  return old
}

/** Before the write it is said what is lacking. */
function noneSeen(error: unknown): Map<string, Version[]> {
  if (mayNotAsk(error)) return new Map()
  throw error
}

function byBucket(places: readonly Ref[]): Ref[][] {
  const buckets = new Map<string, Ref[]>()
  for (const at of places) {
    const name = nameOf({ ...at, key: '' })
    const some = buckets.get(name) ?? []
    buckets.set(name, some)
    some.push(at)
  }
  return [...buckets.values()]
}
