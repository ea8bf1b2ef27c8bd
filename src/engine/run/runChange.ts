import type { Acl, Attributes, Copied, Head, Tag } from '../../oss/types.ts'
import type { Ctx } from '../ctx.ts'
import { hasHead, sameTags } from '../evidence/evidence.ts'
import { proved } from '../evidence/made.ts'
import { withRetry } from '../limits/ask.ts'
import { lookThenWrite } from '../limits/lookThenWrite.ts'
import { withLookSignal, write } from '../limits/write.ts'
import { partSizeFor } from '../plan/method.ts'
import { needsNoCopy } from '../plan/needsNoCopy.ts'
import { CopyError } from '../problem.ts'
import { requireNoOld } from '../standing/standing.ts'
import { aclAt, headIfAny, tagsAt } from '../stat.ts'
import type { ChangeTask, Proof } from '../types.ts'
import { changed, isAsChanged, isSameHead, type ObjectState, previousValues, rewrites } from './change.ts'
import { changeInPlace } from './changeInPlace.ts'
import { copyParts } from './copyParts.ts'
import { mayBeOurs, proofOf, refusalOf } from './copyWhole.ts'

const changeTimeout = 300_000

/**
 * Edits an object by copying it onto itself. In an unversioned bucket OSS then forgets whatever is not sent, so everything is read right
 * before, changed where asked, and sent, pinned to the ETag and the time that were read.
 * @see https://help.aliyun.com/zh/oss/developer-reference/copyobject
 * @throws OssError; CopyError SourceChanged, NullVersion, Unprovable, Different, NotAsAsked; or the signal's reason when it was stopped.
 */
export async function runChange(task: ChangeTask, ctx: Ctx): Promise<void> {
  const proof = needsNoCopy(task.change) ? await changeInPlace(task, ctx) : await change(task, ctx)
  ctx.report({ is: 'bytes', done: task.source.size })
  await ctx.save({ state: 'done', proof, checkpoint: undefined })
}

/** What is read before a change. By parts nothing goes along by itself, so tags are always read there. */
type Read = ObjectState & { acl: Acl }

async function change(task: ChangeTask, ctx: Ctx): Promise<Proof> {
  const is = await read(task, ctx)
  const wanted = changed(task.source, is.head, task.change)
  const isMade = hasHead(is.head, wanted) && isAsChanged(is, task.change)
  // Made by an earlier run, though the ETag may be another: that of an object of parts changes with its metadata.
  if (isMade && (task.before || !isStale(task, is.head))) return proofOf(is.head)
  if (isStale(task, is.head)) throw stale(task)
  if (!task.made && task.expects && !isAsChanged(is, task.expects)) throw stale(task)
  if (!hasKnownTags(task, is.tags)) throw stale(task)
  // Once only: a run after a crash may find the change made already.
  if (!task.before) await ctx.save({ before: previousValues(task.source, is, task.change) })
  const attributes = { ...wanted, acl: wanted.acl ?? is.acl }
  const prove = () => requireAsked(task, is.head, attributes, withLookSignal(ctx))
  const answer = (await goesByParts(task, is.head, wanted, ctx))
    ? await rewriteByParts(task, is, attributes, ctx)
    : await selfCopy(task, is, attributes, ctx)
  return answer ? proved({ ...task, target: task.source }, { answer }, prove, ctx) : prove()
}

/** The head, which the write is pinned to, behind the ACL, which its time shows; tags, which nothing shows, last of all. */
async function read(task: ChangeTask, ctx: Ctx): Promise<Read> {
  const { source, change, expects } = task
  const acl = await aclAt(source, ctx)
  const head = await settledHead(task, ctx)
  const isAsked = change.storageClass !== undefined || change.encryption !== undefined
  const mayGoByParts = source.size >= ctx.settings.partsFrom && (isAsked || (await isSealing(task, ctx)))
  const tags = change.tags || expects?.tags || mayGoByParts ? await tagsAt(source, ctx) : undefined
  return { acl, tags, head }
}

/**
 * OSS tells times in whole seconds: an object that was changed in this very second could be changed again in it unseen, so that second is
 * waited for.
 */
async function settledHead(task: ChangeTask, ctx: Ctx): Promise<Head> {
  const head = await headNow(task, ctx)
  const age = (head.served ?? ctx.clock.now()) - head.modified
  if (Math.abs(age) >= ctx.settings.tick) return head
  await ctx.clock.pause(ctx.settings.tick, ctx.signal)
  return headNow(task, ctx)
}

async function headNow({ source }: ChangeTask, ctx: Ctx): Promise<Head> {
  const head = await headIfAny(ctx, source)
  if (!head) throw new CopyError('SourceChanged', `${source.key} is gone`)
  return head
}

/** Neither what was planned nor what an earlier try made of it. */
function isStale({ source, made }: ChangeTask, head: Head): boolean {
  return ![source, made].some((one) => one?.etag === head.etag && one.modified === head.modified)
}

/** What an earlier run read, for an undo, or what it gave itself: tags that somebody set during a stop have no time of their own. */
function hasKnownTags({ before, change }: ChangeTask, is: Tag[] = []): boolean {
  if (!before?.tags || !change.tags) return true
  return sameTags(is, before.tags) || sameTags(is, change.tags)
}

function stale({ source }: Pick<ChangeTask, 'source'>): CopyError {
  return new CopyError('SourceChanged', `${source.key} has changed since it was read`)
}

async function goesByParts(task: ChangeTask, head: Head, wanted: Attributes, ctx: Ctx): Promise<boolean> {
  if (task.source.size < ctx.settings.partsFrom) return false
  return rewrites(head, wanted) || (!wanted.encryption && (await isSealing(task, ctx)))
}

/** The bucket encrypts all that is written to it, and so rewrites what is not encrypted yet. */
async function isSealing({ source }: ChangeTask, ctx: Ctx): Promise<boolean> {
  return (await ctx.buckets(source))?.encryption !== undefined
}

/** Undefined: made, as a look showed when the answer was lost. */
async function selfCopy(task: ChangeTask, is: Read, attributes: Attributes, ctx: Ctx): Promise<Copied | undefined> {
  const { head } = is
  const at = task.source
  const look = lookBefore(task, is.tags)
  const pins = { ifMatch: head.etag, ifUnmodifiedSince: head.modified }
  const request = { at, source: at, ...pins, replace: true, attributes, timeout: changeTimeout }
  return withRetry(ctx, async () => {
    try {
      return await lookThenWrite(ctx, look, (own) =>
        write(own, at, (oss, signal) => oss.copyObject({ ...request, signal }), at.size),
      )
    } catch (error) {
      const refused = refusalOf(error, { target: at, overwrite: true })
      // 412 after an answer that was lost: the change itself gave the object another time.
      const mayBeMade = mayBeOurs(error) || (refused instanceof CopyError && refused.code === 'SourceChanged')
      if (!(mayBeMade && (await isMade(task, attributes, withLookSignal(ctx))))) throw refused
      return undefined
    }
  })
}

/**
 * An older version would be lost with the write, and so would tags that somebody sets while it waits for its turn: they have no time of their
 * own.
 */
function lookBefore({ source, change }: ChangeTask, tags: Tag[] = []): (ctx: Ctx) => Promise<boolean> {
  let isRead = true
  return async (ctx) => {
    const isLooked = await requireNoOld(source, ctx)
    if (!change.tags) return isLooked
    if ((isLooked || !isRead) && !sameTags(await tagsAt(source, ctx), tags)) throw stale({ source })
    isRead = false
    return true
  }
}

async function isMade({ source, change }: ChangeTask, attributes: Attributes, ctx: Ctx): Promise<boolean> {
  const head = await headIfAny(ctx, source)
  if (!head || head.size !== source.size || !hasHead(head, attributes)) return false
  const acl = await aclAt(source, ctx)
  const tags = change.tags && (await tagsAt(source, ctx))
  return acl === attributes.acl && isAsChanged({ head, tags, acl }, change)
}

async function rewriteByParts(task: ChangeTask, is: Read, attributes: Attributes, ctx: Ctx): Promise<Proof> {
  const { checkpoint } = task
  const { head, tags = [] } = is
  // What replaces its own source must be proved as strictly as before a removal.
  if (!head.crc64)
    throw new CopyError(
      'Unprovable',
      `OSS has no CRC64 of ${task.source.key}: nothing would show that what replaces it is the same`,
    )
  const { size, etag, modified, storageClass, type } = head
  const there = { size, etag, modified, storageClass, type }
  const source = { ...task.source, ...there }
  const job = {
    source,
    head,
    target: source,
    attributes: { ...attributes, tags: attributes.tags ?? tags },
    overwrite: true,
    there,
    removeSource: true,
    checkpoint,
    partSize: partSizeFor(size, ctx.pace.of(source.bucket)),
    requireSource: () => requireSame(task, head, tags, ctx),
  }
  return copyParts(job, ctx)
}

/** Right before the parts replace the object: its metadata and tags are still those that they were given. */
async function requireSame(task: ChangeTask, head: Head, tags: Tag[], ctx: Ctx): Promise<void> {
  const [now, itsTags] = [await headNow(task, ctx), await tagsAt(task.source, ctx)]
  if (!isSameHead(now, head) || !sameTags(itsTags, tags)) throw stale(task)
}

async function requireAsked({ source, change }: ChangeTask, before: Head, asked: Attributes, ctx: Ctx): Promise<Proof> {
  const after = await headIfAny(ctx, source)
  const whole = after && after.size === before.size && (!before.crc64 || after.crc64 === before.crc64)
  if (!after || !whole) throw new CopyError('Different', `${source.key} has other content after its change`)
  const tags = change.tags && (await tagsAt(source, ctx))
  const acl = change.acl && (await aclAt(source, ctx))
  const isAsAsked = hasHead(after, asked) && isAsChanged({ head: after, tags, acl }, { ...change })
  if (!isAsAsked) throw new CopyError('NotAsAsked', `${source.key} did not take everything that was asked`)
  return proofOf(after)
}
