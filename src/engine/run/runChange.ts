import { OssError } from '../../oss/errors.ts'
import type { Acl, Attributes, Head } from '../../oss/types.ts'
import { ask, mayHaveHappened, once, withRetry } from '../limits/ask.ts'
import { partSizeFor } from '../plan/method.ts'
import { isLight } from '../plan/planChange.ts'
import { CopyError } from '../problem.ts'
import { headIfAny, statObject } from '../stat.ts'
import type { Change, ChangeTask, Ctx, Proof } from '../types.ts'
import { copyParts } from './copyParts.ts'
import { proofOf } from './copyWhole.ts'

const changeTimeout = 300_000

/**
 * Edits an object by copying it onto itself. In an unversioned bucket OSS then forgets whatever is not sent, so everything is read,
 * changed where asked, and sent, pinned to the ETag that was read (facts/oss-protocol.md 1.5, 1.6).
 * @throws OssError, CopyError, or the signal's reason when it was stopped.
 */
export async function runChange(task: ChangeTask, ctx: Ctx): Promise<void> {
  const proof = await change(task, ctx)
  ctx.report({ is: 'bytes', done: task.source.size })
  await ctx.save({ state: 'done', proof, checkpoint: undefined })
}

/** Headers, metadata, class and encryption of an object after a change: what was there, and over it what was asked. */
function changed(head: Head, change: Change): Attributes {
  const { tags, acl, storageClass = head.storageClass, encryption = head.encryption } = change
  return {
    headers: merged(head.headers, change.headers),
    meta: merged(head.meta, lowerCase(change.meta)),
    storageClass,
    ...(encryption && { encryption }),
    ...(tags && { tags }),
    ...(acl && { acl }),
  }
}

async function change(task: ChangeTask, ctx: Ctx): Promise<Proof> {
  if (isLight(task.change)) return changeLightly(task, ctx)
  const { source } = task
  const head = await headIfAny(ctx, source)
  if (!head) throw new CopyError('SourceChanged', `${source.key} is gone`)
  const wanted = changed(head, task.change)
  if (isAs(head, wanted) && !task.change.tags && !task.change.acl) return proofOf(head)
  // Made by an earlier run, though the ETag may be another: that of an object of parts changes with its metadata.
  if (isAs(head, wanted) && task.before && head.size === source.size) {
    await giveTagsAndAcl(task, ctx)
    return proofOf(head)
  }
  if (head.etag !== source.etag) throw new CopyError('SourceChanged', `${source.key} has changed since it was read`)
  const acl = await readAcl(task, ctx)
  // Once only: a run after a crash may find the change made already.
  if (!task.before) await ctx.save({ before: await beforeOf(head, task, acl, ctx) })
  const attributes = { ...wanted, acl: wanted.acl ?? acl }
  const proof =
    rewrites(head, wanted) && source.size >= ctx.settings.partsFrom
      ? await rewriteByParts(task, head, attributes, ctx)
      : await selfCopy(task, attributes, ctx)
  await requireAsked(task, head, wanted, ctx)
  return proof
}

/**
 * Tags and ACL have requests of their own, which leave content, age and everything else alone. The listing tells a link from what it
 * points to.
 */
async function changeLightly(task: ChangeTask, ctx: Ctx): Promise<Proof> {
  const { source } = task
  const there = await statObject(ctx, source)
  if (there?.etag !== source.etag) throw new CopyError('SourceChanged', `${source.key} has changed since it was read`)
  if (!task.before) await ctx.save({ before: await lightBefore(task, await readAcl(task, ctx), ctx) })
  await giveTagsAndAcl(task, ctx)
  return { etag: there.etag }
}

async function giveTagsAndAcl({ source: at, change: { tags, acl } }: ChangeTask, ctx: Ctx): Promise<void> {
  if (tags) await ask(ctx, at, (oss, signal) => oss.putTags({ at, tags, signal }))
  if (acl) await ask(ctx, at, (oss, signal) => oss.putAcl({ at, acl, signal }))
}

/** What an undo would have to say: the former value of everything that the change names. */
async function beforeOf(head: Head, task: ChangeTask, acl: Acl, ctx: Ctx): Promise<Change> {
  const { change } = task
  return {
    ...(await lightBefore(task, acl, ctx)),
    headers: former(head.headers, change.headers),
    meta: former(head.meta, lowerCase(change.meta)),
    ...(change.storageClass && { storageClass: head.storageClass }),
    ...(change.encryption && head.encryption && { encryption: head.encryption }),
  }
}

async function lightBefore({ change, source }: ChangeTask, acl: Acl, ctx: Ctx): Promise<Change> {
  const tags = change.tags && (await ask(ctx, source, (oss, signal) => oss.getTags({ at: source, signal })))
  return { ...(tags && { tags }), ...(change.acl && { acl }) }
}

function former(before: Record<string, string>, change: object = {}): Record<string, string | null> {
  return Object.fromEntries(Object.keys(change).map((name) => [name, before[name] ?? null]))
}

/** A self copy resets an object's own ACL unless it is sent again. */
function readAcl({ source }: ChangeTask, ctx: Ctx) {
  return ask(ctx, source, (oss, signal) => oss.getAcl({ at: source, signal }))
}

async function selfCopy({ source }: ChangeTask, attributes: Attributes, ctx: Ctx): Promise<Proof> {
  const at = source
  return withRetry(ctx, async () => {
    const request = { at, source, ifMatch: source.etag, replace: true, attributes, timeout: changeTimeout }
    try {
      const copied = await once(ctx, at, (oss, signal) => oss.copyObject({ ...request, signal }), source.size)
      return proofOf(copied, copied.requestId)
    } catch (error) {
      const now = mayHaveHappened(error) || isStale(error) ? await headIfAny(ctx, at) : undefined
      if (now && isAs(now, attributes)) return proofOf(now)
      throw error
    }
  })
}

/** 412 after an answer that was lost: the change itself gave the object another ETag. */
function isStale(error: unknown): boolean {
  return error instanceof OssError && error.status === 412
}

async function rewriteByParts(task: ChangeTask, head: Head, attributes: Attributes, ctx: Ctx): Promise<Proof> {
  const { source, checkpoint } = task
  const at = source
  const tags =
    attributes.tags ??
    (head.tagCount > 0 ? await ask(ctx, at, (oss, signal) => oss.getTags({ at, signal })) : undefined)
  const all = { ...attributes, ...(tags && { tags }) }
  // The upload replaces its own source, which must therefore be proved as strictly as before a removal.
  const partSize = partSizeFor(source.size, ctx.pace.of(source.bucket))
  const to = { target: source, attributes: all, overwrite: true, partSize }
  return copyParts({ source, head, ...to, removeSource: true, checkpoint }, ctx)
}

async function requireAsked({ source }: ChangeTask, before: Head, wanted: Attributes, ctx: Ctx): Promise<void> {
  const after = await headIfAny(ctx, source)
  const whole = after && after.size === before.size && after.crc64 === before.crc64
  if (!after || !whole) throw new CopyError('Different', `${source.key} has other content after its change`)
  if (!isAs(after, wanted)) throw new CopyError('NotAsAsked', `${source.key} did not take everything that was asked`)
}

/** Whether the object has just these headers and metadata, this class and encryption. */
function isAs(head: Head, wanted: Attributes): boolean {
  return (
    sameRecord(head.headers, { 'Content-Type': 'application/octet-stream', ...wanted.headers }) &&
    sameRecord(head.meta, wanted.meta ?? {}) &&
    !rewrites(head, wanted)
  )
}

function rewrites(head: Head, wanted: Attributes): boolean {
  return wanted.storageClass !== head.storageClass || wanted.encryption?.algorithm !== head.encryption?.algorithm
}

/** A header value loses the space around it on its way. */
function merged(before: Record<string, string>, change: Record<string, string | null> = {}): Record<string, string> {
  const pairs = Object.entries({ ...before, ...change })
  return Object.fromEntries(pairs.flatMap(([name, value]) => (value === null ? [] : [[name, value.trim()]])))
}

function lowerCase(meta: Record<string, string | null> = {}) {
  return Object.fromEntries(Object.entries(meta).map(([name, value]) => [name.toLowerCase(), value]))
}

function sameRecord(a: object, b: object): boolean {
  const text = (record: object) => JSON.stringify(Object.entries(record).sort(([x], [y]) => (x < y ? -1 : 1)))
  return text(a) === text(b)
}
