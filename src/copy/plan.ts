import type { Encryption, Listed, Ref } from '../oss/types.ts'
import { keyProblem, targetKey, targetProblem } from './check.ts'
import { isPrefix, numbered, rebase } from './keys.ts'
import { headIfAny, lookAt } from './look.ts'
import { methodFor } from './method.ts'
import type { ChangeRequest, CopyRequest, Pinned, Planned, PlanWorld, Refusal, Request } from './types.ts'
import { cursorOver, walk } from './walk.ts'

/**
 * Turns a request into tasks, a listing page at a time, without a side effect. What can't be done comes out as a refused task, what
 * needn't be done as a skipped one.
 * @throws OssError when a listing fails for good.
 */
export async function* plan(request: Request, world: PlanWorld): AsyncGenerator<Planned[]> {
  for (const source of request.sources) {
    if (request.do === 'change') yield* planChange(source, request, world)
    else yield* planCopy(source, request, world)
  }
}

/** Looks up what is at a target key; asked in the store's order when a prefix is copied. */
type Existing = (key: string) => Promise<Listed | undefined>

async function* planCopy(source: Ref, request: CopyRequest, world: PlanWorld): AsyncGenerator<Planned[]> {
  const refusal = refusalOf(source, request)
  const to = { ...request.target, key: targetKey(source, request) }
  if (refusal) yield [refused(unseen(source), to, refusal, request)]
  else if (!isPrefix(source.key)) yield [await planObject(source, to, request, world)]
  else yield* planPrefix(source, to, request, world)
}

async function planObject(source: Ref, to: Ref, request: CopyRequest, world: PlanWorld): Promise<Planned> {
  const listed = await lookAt(world, source)
  if (!listed) return refused(unseen(source), to, 'missing', request)
  const pinned = { ...pin(source, listed), ...(await encryptionOf(source, listed, world)) }
  return planOne(pinned, to, request, world, (key) => lookAt(world, { ...to, key }))
}

async function* planPrefix(source: Ref, to: Ref, request: CopyRequest, world: PlanWorld): AsyncGenerator<Planned[]> {
  const existing = cursorOver(world, to)
  for await (const page of walk(world, source)) {
    const planned: Planned[] = []
    for (const listed of page) {
      const target = { ...to, key: rebase(listed.key, source.key, to.key) }
      planned.push(await planOne(pin(source, listed), target, request, world, existing))
    }
    yield planned
  }
}

async function planOne(
  source: Pinned,
  target: Ref,
  request: CopyRequest,
  world: PlanWorld,
  existing: Existing,
): Promise<Planned> {
  const refusal = objectRefusal(source) ?? (keyProblem(target.key) ? 'keyTooLong' : undefined)
  if (refusal) return refused(source, target, refusal, request)
  const there = await existing(target.key)
  const decided = there
    ? await decide(source, there, target, request, world)
    : { target, overwrite: request.conflict === 'replace' }
  const task = copyTask(source, decided?.target ?? target, request)
  if (!decided) return { ...task, state: 'skipped' }
  const sameBucket = source.bucket === target.bucket
  const method = methodFor({ ...source, sameBucket, rewrites: false }, world.settings)
  return { ...task, method, overwrite: decided.overwrite }
}

/** The conflict policy, for a target that exists: where to write, or undefined to leave it. */
async function decide(source: Pinned, there: Listed, target: Ref, { conflict }: CopyRequest, world: PlanWorld) {
  const replace = { target, overwrite: true }
  if (conflict === 'replace') return replace
  if (conflict === 'newer') return source.modified > there.modified ? replace : undefined
  if (conflict === 'different') return source.size === there.size && source.etag === there.etag ? undefined : replace
  if (conflict === 'keepBoth') return { target: await freeName(target, world), overwrite: false }
  return undefined
}

async function freeName(target: Ref, world: PlanWorld): Promise<Ref> {
  for (let n = 1; ; n++) {
    const candidate = { ...target, key: numbered(target.key, n) }
    if (!(await lookAt(world, candidate))) return candidate
  }
}

async function* planChange(source: Ref, request: ChangeRequest, world: PlanWorld): AsyncGenerator<Planned[]> {
  const { change } = request
  if (isPrefix(source.key)) {
    for await (const page of walk(world, source)) yield page.map((listed) => changeTask(pin(source, listed), change))
    return
  }
  const listed = await lookAt(world, source)
  if (listed) yield [changeTask(pin(source, listed), change)]
  else yield [{ kind: 'change', state: 'refused', refusal: 'missing', source: unseen(source), change }]
}

function changeTask(source: Pinned, change: ChangeRequest['change']): Planned {
  // A link's metadata can't be read: HeadObject answers for what it points to.
  const refusal = source.type === 'Symlink' ? 'symlink' : archived(source)
  return { kind: 'change', source, change, state: refusal ? 'refused' : 'waiting', ...(refusal && { refusal }) }
}

/** What the request itself rules out, before anything is read. */
function refusalOf(source: Ref, request: CopyRequest): Refusal | undefined {
  if (source.account !== request.target.account) return 'otherAccount'
  return targetProblem({ ...request, sources: [source] })
}

function objectRefusal(source: Pinned): Refusal | undefined {
  return source.type === 'Appendable' ? 'appendable' : archived(source)
}

function archived({ storageClass, readable }: Pinned): Refusal | undefined {
  return storageClass.endsWith('Archive') && !readable ? 'archived' : undefined
}

function pin(at: Ref, { key, size, etag, modified, type, storageClass, restore }: Listed): Pinned {
  const readable = restore !== undefined && !restore.ongoing
  return { ...at, key, size, etag, modified, type, storageClass, ...(readable && { readable: true as const }) }
}

/** A source that the plan did not, or could not, look at. */
function unseen(at: Ref): Pinned {
  return { ...at, size: 0, etag: '', modified: 0, type: 'Normal', storageClass: 'Standard' }
}

/** The encryption of an object that was picked by itself; reading it for each object of a prefix would double the requests. */
async function encryptionOf(at: Ref, { type }: Listed, world: PlanWorld): Promise<{ encryption?: Encryption }> {
  const head = type === 'Symlink' ? undefined : await headIfAny(world, at)
  return head?.encryption ? { encryption: head.encryption } : {}
}

function copyTask(source: Pinned, target: Ref, { removeSource, keepAcl }: CopyRequest) {
  return {
    kind: 'copy' as const,
    state: 'waiting' as const,
    source,
    target,
    removeSource,
    keepAcl,
    method: 'whole' as const,
    overwrite: false,
  }
}

function refused(source: Pinned, target: Ref, refusal: Refusal, request: CopyRequest): Planned {
  return { ...copyTask(source, target, request), state: 'refused', refusal }
}
