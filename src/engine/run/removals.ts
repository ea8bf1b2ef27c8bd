import { OssError } from '../../oss/errors.ts'
import type { Listed, Oss, Ref } from '../../oss/types.ts'
import { freshFacts } from '../bucketFacts.ts'
import type { PlanWorld, ProvedCopy, Removals, Victim } from '../ctx.ts'
import { mayRemove } from '../evidence/decisions.ts'
import { hasTagsOf, isStillCopied, unlessRefused } from '../evidence/stillCopied.ts'
import { isTransient, mayHaveHappened, withRetry } from '../limits/ask.ts'
import { lookThenWrite } from '../limits/lookThenWrite.ts'
import { withLookSignal, write } from '../limits/write.ts'
import { CopyError } from '../problem.ts'
import { nullVersion, type Standing, standingMany } from '../standing/standing.ts'
import { statMany } from '../standing/statMany.ts'

/** A tenth of what one DeleteMultipleObjects takes: two requests for a hundred objects, and the copies behind them need not wait. */
const enough = 100

type Waiting = {
  victim: Victim
  keeper: ProvedCopy | undefined
  resolve: () => void
  reject: (reason: unknown) => void
}

/**
 * Removes objects that may be removed: sources of proved copies, copies whose sources stand, or what a person wants gone. They are
 * gathered until there are enough, or no more have come for a moment; then fresh listings of both sides are held against what was proved,
 * and one request removes what passes. One that is gone already was removed by an earlier run. Each promise rejects with CopyError
 * SourceChanged if its object changed, CopyGone if what must stand for it does not, NullVersion if an older version would go with it,
 * OssError if the store refused.
 */
export function createRemovals(world: PlanWorld): Removals {
  const queues = new Map<string, Waiting[]>()
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  const removing = new Map<string, Promise<void>>()
  const unheard = new Set<string>()
  const flush = (place: string) => {
    clearTimeout(timers.get(place))
    const batch = queues.get(place) ?? []
    queues.delete(place)
    void removeAll(batch, unheard, world)
  }
  const add = (place: string, waiting: Waiting) => {
    const queue = queues.get(place) ?? []
    queues.set(place, queue)
    clearTimeout(timers.get(place))
    if (queue.push(waiting) === enough) flush(place)
    else timers.set(place, setTimeout(flush, world.settings.gather, place))
  }
  const gathered = (victim: Victim, keeper: ProvedCopy | undefined) =>
    new Promise<void>((resolve, reject) => add(placeOf(victim, keeper), { victim, keeper, resolve, reject }))
  const settle = async (name: string) => {
    if (unheard.delete(name)) await world.clock.pause(world.settings.settle, world.signal)
  }
  return {
    ended: async (at) => removing.get(nameOf(at)),
    remove(victim, keeper, note) {
      const name = nameOf(victim)
      const removal = gathered(victim, keeper)
      const noted = removal.then(note)
      const ended = removal
        .then(
          () => noted,
          () => {},
        )
        .then(() => settle(name))
      removing.set(name, ended)
      const forget = () => removing.get(name) === ended && removing.delete(name)
      ended.catch(() => {}).finally(forget)
      return noted
    },
  }
}

const nameOf = ({ bucket, key }: Ref) => `${bucket}/${key}`

/** What is listed together. */
function placeOf(victim: Victim, keeper: ProvedCopy | undefined): string {
  return [victim.account, victim.bucket, keeper?.account ?? '', keeper?.bucket ?? ''].join(' ')
}

/**
 * No DELETE is sent again unseen: what stands there by then may be another object, and a bucket with versions would get a second marker.
 * `unheard`: names of those whose DELETE had no answer, and may still come.
 */
async function removeAll(batch: Waiting[], unheard: Set<string>, world: PlanWorld): Promise<void> {
  const left = new Set(batch)
  const end = (one: Waiting, error?: unknown) => {
    left.delete(one)
    if (error === undefined) one.resolve()
    else one.reject(error)
  }
  const send: Send = async (own, some, request) => {
    try {
      return await write(own, some[0].victim, request)
    } catch (error) {
      if (mayHaveHappened(error)) for (const { victim } of some) unheard.add(nameOf(victim))
      throw error
    }
  }
  await withRetry(world, () => removeOnce([...left], end, send, world)).catch((error) => {
    for (const one of left) end(one, error)
  })
}

type End = (one: Waiting, error?: unknown) => void
type Send = <T>(
  world: PlanWorld,
  some: [Waiting, ...Waiting[]],
  request: (oss: Oss, signal: AbortSignal) => Promise<T>,
) => Promise<T>

async function removeOnce(batch: Waiting[], end: End, send: Send, world: PlanWorld): Promise<void> {
  let removable = batch
  const look = async (own: PlanWorld) => {
    removable = await stillRemovable(removable, end, own)
    return removable.length > 0
  }
  await lookThenWrite(world, look, async (own) => {
    const [first, ...others] = removable
    if (!first) return
    if (batch.length === 1) return removeOne(first, end, send, own)
    const gone = await removeMany([first, ...others], send, own)
    for (const one of removable) if (gone.has(one.victim.key)) end(one)
    // The store names what it removed. What it does not name is looked at again and asked for by itself, and then says why it stays.
    const left = removable.filter(({ victim }) => !gone.has(victim.key))
    // All come to their end before any is tried again: two removals of one object under way at once could take what came between.
    const ends = await Promise.allSettled(left.map((one) => removeOnce([one], end, send, world)))
    for (const one of ends) if (one.status === 'rejected') throw one.reason
  })
}

/** What fresh listings of both sides let go; the others have ended. */
async function stillRemovable(all: Waiting[], end: End, world: PlanWorld): Promise<Waiting[]> {
  const batch = await whereKept(all, end, world)
  const refused: Seen['refused'] = new Map()
  const refuse = (at: Ref, error: OssError) => void refused.set(nameOf(at), error)
  const [victims, keepers] = await Promise.all([
    standingMany(
      batch.map(({ victim }) => victim),
      world,
      refuse,
    ),
    statMany(
      batch.flatMap(({ keeper }) => keeper ?? []),
      world,
      refuse,
    ),
  ])
  const seen = { victims, keepers, refused, isOneOfFew: batch.length <= few }
  const judged = await Promise.all(batch.map((one) => judgeAlone(one, seen, end, world)))
  return batch.filter((one, at) => settle(one, judged[at], end))
}

/** Somebody may have suspended versioning at any time since the plan, or the last try: then a content would go for good. */
async function whereKept(batch: Waiting[], end: End, world: PlanWorld): Promise<Waiting[]> {
  const wanting = batch.find(({ victim }) => victim.needsVersions)
  if (!wanting || (await freshFacts(world, wanting.victim))?.versioning === 'Enabled') return batch
  return batch.filter((one) => {
    if (one.victim.needsVersions)
      end(one, new CopyError('OnlyCopy', `Versioning is not on any more; ${one.victim.key} was kept`))
    return !one.victim.needsVersions
  })
}

/** `losesOld`: its delete marker would take the place of an older content. */
type Verdict = ReturnType<typeof mayRemove> | 'losesOld'
/** `refused`: what may not be looked at, by its name. */
type Seen = {
  victims: Map<string, Standing>
  keepers: Map<string, Listed>
  refused: Map<string, OssError>
  isOneOfFew: boolean
}

/** Undefined: it may not be looked at, which ends it and no other. */
async function judgeAlone(one: Waiting, seen: Seen, end: End, world: PlanWorld) {
  try {
    return await judge(one, seen, withLookSignal(world))
  } catch (error) {
    if (!(error instanceof OssError) || isTransient(error)) throw error
    end(one, error)
    return undefined
  }
}

/** A copy made in the very second in which its source was changed may be that of an earlier state, which no time would show. */
async function judge(one: Waiting, seen: Seen, world: PlanWorld): Promise<Verdict> {
  const { victim, keeper } = one
  const refusal = seen.refused.get(nameOf(victim)) ?? (keeper && seen.refused.get(nameOf(keeper)))
  if (refusal) throw refusal
  const { now, old } = seen.victims.get(victim.key) ?? {}
  const kept = keeper && seen.keepers.get(keeper.key)
  const verdict = mayRemove({
    victim: { before: victim, now },
    ...(keeper && { keeper: { before: markOf(keeper, kept), now: kept } }),
  })
  if (verdict === 'yes' && old) return 'losesOld'
  if (verdict !== 'yes' || !keeper || !kept) return verdict
  if (!(await mayKeepTags(victim, keeper, seen, world))) return 'changed'
  if (victim.type === 'Symlink' || kept.modified > victim.modified) return verdict
  return (await isStillCopied(victim, { ...keeper, modified: kept.modified }, world)) ? 'yes' : 'changed'
}

/** Of so many the tags are looked at, which costs each of them a request; of more where some time has passed since they were copied. */
const few = 10
/** ms */
const moment = 2000

/** Whether what goes has no tags that would be lost with it: somebody may have set them since it was copied, and no listing shows that. */
async function mayKeepTags(
  victim: Victim,
  keeper: ProvedCopy,
  { isOneOfFew }: Seen,
  world: PlanWorld,
): Promise<boolean> {
  const { since } = keeper
  if (since === undefined) return hasTagsOf(victim, keeper, world)
  if (!isOneOfFew && world.clock.now() - since < moment) return true
  return (await unlessRefused(hasTagsOf(victim, keeper, world))) ?? true
}

/** What the keeper was: a copy is no link, whatever else it is; a time that nobody told is not compared. */
function markOf({ etag, modified, type }: ProvedCopy, now: Listed | undefined) {
  const isAsProved = type === 'Symlink' ? now?.type === 'Symlink' : now?.type !== 'Symlink'
  return { etag, modified: modified ?? now?.modified ?? 0, type: isAsProved ? (now?.type ?? type) : type }
}

/** True: it may be removed, and is still to be. */
function settle(one: Waiting, verdict: Verdict | undefined, end: End): boolean {
  const { key } = one.victim
  if (verdict === 'gone') end(one)
  if (verdict === 'changed') end(one, new CopyError('SourceChanged', `${key} has changed in the meantime; it was kept`))
  if (verdict === 'losesOld') end(one, nullVersion(one.victim))
  if (verdict === 'unkept')
    end(one, new CopyError('CopyGone', `The copy of ${key} is not as it was proved; the source was kept`))
  return verdict === 'yes'
}

/** A store that takes no removal of many takes them one by one. */
async function removeMany(some: [Waiting, ...Waiting[]], send: Send, world: PlanWorld): Promise<Set<string>> {
  const { region, bucket } = some[0].victim
  const keys = some.map(({ victim }) => victim.key)
  const request = { bucket: { region, bucket }, keys }
  try {
    return new Set(await send(world, some, (oss, signal) => oss.removeMany({ ...request, signal })))
  } catch (error) {
    if (error instanceof OssError && error.kind === 'http' && !isTransient(error)) return new Set()
    throw error
  }
}

async function removeOne(one: Waiting, end: End, send: Send, world: PlanWorld): Promise<void> {
  const at = one.victim
  try {
    await send(world, [one], (oss, signal) => oss.remove({ at, signal }))
    end(one)
  } catch (error) {
    if (!(error instanceof OssError) || isTransient(error)) throw error
    end(one, error)
  }
}
