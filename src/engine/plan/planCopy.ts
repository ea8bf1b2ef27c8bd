import type { Encryption, Listed, Ref } from '../../oss/types.ts'
import type { PlanWorld } from '../ctx.ts'
import { isPrefix, rebase } from '../keys.ts'
import { wouldDangle } from '../run/linkFor.ts'
import { scopeMatcher } from '../scope/scope.ts'
import { factsIfAny, firstBelow, linkAt } from '../stat.ts'
import type { CopyRequest, CopyTask, Pinned, Planned, Refusal, Source } from '../types.ts'
import { areApart } from './apart.ts'
import { among, keyProblem, mostRead, picksOf, targetKey } from './check.ts'
import { decide, type Look } from './conflict.ts'
import { aimsOf, isTargetOfSource } from './isTargetOfSource.ts'
import { lookTogether } from './lookTogether.ts'
import { methodFor, needsRelay } from './method.ts'
import { archived, classRefusal, existingOf, pin, unreadSource } from './pin.ts'
import type { Planner } from './plan.ts'
import { sourceOf } from './planOrder.ts'
import { restoreOf } from './restore.ts'
import { targetProblem } from './targetProblem.ts'
import { cursorOver } from './walk.ts'
import { walkSource } from './walkSource.ts'

/** Looks up what is at a target key; asked in the store's order when a prefix is copied. */
type Existing = (key: string) => Promise<Listed | undefined>

type Pair = { source: Pinned; target: Ref }
/**
 * What is the same for every object of a request. `isSource`: whether an object is one that the request reads. `look`: what is at a
 * place, or will be.
 */
type Whole = {
  request: CopyRequest
  /** What the request is a part of. */
  of: CopyRequest
  world: PlanWorld
  isSource: (at: Ref, there?: Listed) => boolean
  /** The name that an object is aimed at with a source of the whole request; undefined where it does not come along. */
  alongWith: (at: Ref) => Promise<string | undefined>
  look: Look
}

/**
 * Plans copies, moves and renames: what each object becomes, how it is copied, and what stands in its way. `of`: what the request is
 * a part of.
 */
export async function planCopy(request: CopyRequest, world: PlanWorld, of = request): Promise<Planner> {
  return plannerFor(request, { of, world, isApart: await areApart(request, world) })
}

type Around = { of: CopyRequest; world: PlanWorld; isApart: boolean }

function plannerFor(request: CopyRequest, { of, world, isApart }: Around): Planner {
  const clashing = sameTargets(request)
  const aim = (source: Ref) => ({ ...request.target, key: targetKey(source, request) })
  const refusalOf = (source: Ref) =>
    requestRefusal(source, request, isApart) ?? (clashing.has(source) ? 'sameTarget' : undefined)
  // Nothing of a target that is apart is a source.
  const isRead = among(isApart ? [] : request.sources.filter((source) => !refusalOf(source)))
  const isMeant = scopeMatcher(of.sources)
  const isSource = (at: Ref, there?: Listed) => isRead(at) && (there === undefined || isMeant(there))
  const aimOf = (source: Ref) => ({ ...of.target, key: targetKey(source, of) })
  const aims = aimsOf(of.sources, aimOf)
  const lookNow = lookTogether(world)
  const look = async (at: Ref) => (await isTargetOfSource(at, aims, lookNow)) || lookNow(at)
  // Made when a link asks: each of thousands that are planned afresh has a planner of its own.
  let goes: ReturnType<typeof among> | undefined
  const alongWith = async (at: Ref) => {
    goes ??= among(of.sources.filter((source) => !requestRefusal(source, of, isApart)))
    const source = goes(at) ? sourceOf(of, at) : undefined
    if (!source || (source.scope && (await isLeft(at)))) return undefined
    return rebase(at.key, source.key, aimOf(source).key)
  }
  // What is not there may have been moved by this very job.
  const isLeft = async (at: Ref) => {
    const there = await lookNow(at)
    return there !== undefined && !isMeant(there)
  }
  const whole = { request, of, world, isSource, alongWith, look }
  const readsEach = picksOf(of).length <= mostRead
  return {
    async ofObject(source) {
      const refusal = refusalOf(source)
      if (refusal) return refused(unreadSource(source), aim(source), refusal, request)
      if (keyProblem(aim(source).key)) return refused(unreadSource(source), aim(source), 'keyTooLong', request)
      // Both at once: those of all that were picked make pages.
      const [listed, there] = await Promise.all([lookNow(source), lookNow(aim(source))])
      if (!listed) return refused(unreadSource(source), aim(source), 'missing', request)
      const pinned = { ...pin(source, listed), ...(readsEach && (await encryptionOf(source, listed, world))) }
      const pair = { source: pinned, target: aim(source) }
      return planOne(pair, whole, async () => there)
    },
    async *ofPrefix(source, after) {
      // Behind its first task the target holds what this plan has moved there. A refusal leaves the prefix itself as the last key.
      const isNew = after === undefined || after === source.key
      const refusal = refusalOf(source) ?? (isNew && (await isTaken(source, whole)) ? 'taken' : undefined)
      if (!refusal) yield* planPrefix({ source, to: aim(source), after }, whole)
      else if (after === undefined) yield [refused(unreadSource(source), aim(source), refusal, request)]
    },
  }
}

type Prefixes = { source: Source; to: Ref; after: string | undefined }

async function* planPrefix({ source, to, after }: Prefixes, whole: Whole) {
  const { world } = whole
  const existing = cursorOver(world, to, after && rebase(after, source.key, to.key))
  for await (const page of walkSource(world, source, after)) {
    const planned: Planned[] = []
    for (const listed of page) {
      const target = { ...to, key: rebase(listed.key, source.key, to.key) }
      planned.push(await planOne({ source: pin(source, listed), target }, whole, existing))
    }
    yield planned
  }
}

async function planOne({ source, target }: Pair, whole: Whole, existing: Existing): Promise<Planned> {
  const { request, of, world, isSource, look } = whole
  const link = await linkOf(source, target, whole)
  const refusal = objectRefusal(source, target, request) ?? link.refusal
  if (refusal) return refused(source, target, refusal, request)
  const method = methodOf({ source, target }, world)
  const task = { ...copyTask(source, target, request), method, ...link.along }
  const there = await existing(target.key)
  if (!there) return task
  const isAlsoSource = isSource(target, there)
  // It moves away itself, and is no conflict then.
  if (isAlsoSource && request.removeSource) return { ...task, behind: there.etag }
  const seen = { ...task, there: existingOf(there) }
  const decision = await decide({ source, target, there, policy: request.conflict }, world, look)
  if (decision.is === 'skip')
    return isOne(of) ? { ...seen, state: 'refused', refusal: 'taken' } : { ...seen, state: 'skipped' }
  if (decision.is === 'tooLong') return refused(source, target, 'keyTooLong', request)
  if (decision.is === 'ask') return { ...seen, state: 'conflict' }
  // What is read is not written over by the same copy: which came first would decide what was copied.
  if (isAlsoSource && decision.overwrite) return refused(source, target, 'intoItself', request)
  return { ...seen, target: decision.target, overwrite: decision.overwrite }
}

/** Whether a prefix is to get the name of another one, where that was not wanted. What the move itself takes away is not in its way. */
async function isTaken(source: Ref, { request, world, isSource }: Whole): Promise<boolean> {
  const { mustBeFree, target } = request
  if (!mustBeFree) return false
  const first = await firstBelow(world, target)
  if (!first || !isSource({ ...target, key: first.key })) return first !== undefined
  return (await firstBelow(world, target, `${source.key}\u{10ffff}`)) !== undefined
}

/** One object under a new name: to skip it would be to do nothing, with a tick. */
function isOne({ placement, sources: [source] }: CopyRequest): boolean {
  return placement === 'exact' && source !== undefined && !isPrefix(source.key)
}

function methodOf({ source, target }: Pick<CopyTask, 'source' | 'target'>, { settings }: PlanWorld) {
  if (needsRelay(source, target)) return 'relay'
  return methodFor({ ...source, sameBucket: source.bucket === target.bucket, rewrites: false }, settings)
}

/** What the request itself rules out, before anything is read. */
function requestRefusal(source: Ref, request: CopyRequest, isApart: boolean): Refusal | undefined {
  if (source.account !== request.target.account && !request.relay) return 'otherAccount'
  return targetProblem({ ...request, sources: [source] }, () => isApart)
}

function objectRefusal(source: Pinned, target: Ref, { relay, restore }: CopyRequest): Refusal | undefined {
  if (source.type === 'Appendable' && !relay) return 'appendable'
  // What a link says holds in its own bucket only, and reading it would give the bytes of another object.
  if (source.type === 'Symlink' && needsRelay(source, target)) return 'linkRelayed'
  const frozen = restore ? undefined : archived(source)
  return frozen ?? classRefusal(source) ?? (keyProblem(target.key) ? 'keyTooLong' : undefined)
}

/**
 * A link holds in its own bucket. Where what it points to is copied along, its copy points to the copy; elsewhere it would point to
 * nothing, or to another object of that name.
 */
async function linkOf(source: Pinned, target: Ref, { request, world, alongWith }: Whole): Promise<Link> {
  if (source.type !== 'Symlink' || needsRelay(source, target)) return {}
  const key = await linkAt(source, world)
  if (key === undefined) return {}
  const link = await alongWith({ ...source, key })
  if (link !== undefined) return { along: { link, pointsTo: key } }
  // It would replace what it points to by a link to itself.
  if (source.bucket === target.bucket && key === target.key && request.conflict !== 'keepBoth')
    return { refusal: 'intoItself' }
  return (await wouldDangle({ source, target, pointsTo: key }, world)) ? { refusal: 'danglingLink' } : {}
}

type Link = { along?: { link: string; pointsTo: string }; refusal?: Refusal }

/** Sources that would become the same object as one before them: `a/x` and `b/x` into `c/`. */
function sameTargets(request: CopyRequest): Set<Ref> {
  const seen = new Set<string>()
  return new Set(
    request.sources.filter((source) => {
      const key = targetKey(source, request)
      return seen.size === seen.add(key).size
    }),
  )
}

/** The encryption of an object that was picked by itself, with a few others; reading it for each of many would double the requests. */
async function encryptionOf(at: Ref, { type }: Listed, world: PlanWorld): Promise<{ encryption?: Encryption }> {
  const head = type === 'Symlink' ? undefined : await factsIfAny(world, at)
  return head?.encryption ? { encryption: head.encryption } : {}
}

function copyTask(source: Pinned, target: Ref, request: CopyRequest): Omit<CopyTask, 'job' | 'n'> {
  const { removeSource, keepAcl, conflict } = request
  const task = { source, target, removeSource, keepAcl, conflict }
  return { kind: 'copy', state: 'waiting', ...task, ...restoreOf(source, request), method: 'whole', overwrite: false }
}

function refused(source: Pinned, target: Ref, refusal: Refusal, request: CopyRequest): Planned {
  return { ...copyTask(source, target, request), state: 'refused', refusal }
}
