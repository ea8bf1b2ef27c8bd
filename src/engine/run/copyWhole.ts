import { OssError } from '../../oss/errors.ts'
import type { Acl, Attributes, Copied, Encryption, Oss, Ref } from '../../oss/types.ts'
import type { Ctx } from '../ctx.ts'
import { targetExists, writeAsDecided } from '../evidence/beforeWrite.ts'
import { type ExpectedTarget, findOurs } from '../evidence/evidence.ts'
import { proved, type WriteResult } from '../evidence/made.ts'
import { compareContent } from '../evidence/verify.ts'
import { knownClass } from '../knownClass.ts'
import { mayHaveHappened, withRetry } from '../limits/ask.ts'
import { withLookSignal, write } from '../limits/write.ts'
import { CopyError } from '../problem.ts'
import { aclAt, factsIfAny, factsOf, headOf, linkAt, statObject, tagsAt } from '../stat.ts'
import type { CopyTask, Proof } from '../types.ts'

/** A CopyObject is silent until it is done; below 1 GiB it takes less than this even at 5 MB/s. Milliseconds. */
const copyTimeout = 300_000

/**
 * Copies a task's object with one CopyObject, and proves it. Resolves with undefined if the store won't copy it in one piece: too
 * large, or too slow.
 * @throws OssError; CopyError TargetExists, Protected, SourceChanged, Different, Unproved
 */
export async function copyWhole(task: CopyTask, ctx: Ctx): Promise<Proof | undefined> {
  const attributes = await attributesOf(task, ctx)
  const written = await writeWhole(task, attributes, ctx)
  return written && proved(task, written, (copied) => prove(task, copied, withLookSignal(ctx)), ctx)
}

async function writeWhole(
  task: CopyTask,
  attributes: Attributes,
  ctx: Ctx,
): Promise<WriteResult<Copied, Proof> | undefined> {
  try {
    return await withRetry(ctx, () => copyOnce(task, attributes, ctx))
  } catch (error) {
    if (!(error instanceof OssError)) throw error
    const slow = task.method === 'reference' && error.kind === 'timeout'
    if (slow || error.code === 'EntityTooLarge') return undefined
    throw error
  }
}

/**
 * What is sent with a copy: the ACL is never carried over, nor is a class that the target's bucket has not.
 * @throws CopyError PublicBlocked, ClassUnknown; OssError
 */
export async function attributesOf(task: CopyTask, ctx: Ctx): Promise<Attributes> {
  const { source, target, keepAcl } = task
  const acl = keepAcl ? await aclAt(source, ctx) : 'default'
  await requireAllowed(acl, target, ctx)
  const known = knownClass(source.storageClass, source.key)
  const storageClass = (await isClassImplied(task, ctx)) ? undefined : known
  const encryption = await encryptionOf(task, ctx)
  return {
    ...(acl !== 'default' && { acl }),
    ...(storageClass && { storageClass }),
    ...(encryption && { encryption }),
  }
}

/**
 * A bucket that blocks public access refuses an ACL that lets everybody in; without it the copy would be another thing than was asked for.
 * @throws CopyError PublicBlocked
 */
export async function requireAllowed(acl: Acl, target: Ref, ctx: Ctx): Promise<void> {
  if (!acl.startsWith('public') || !(await ctx.buckets(target))?.blocksPublic) return
  throw new CopyError('PublicBlocked', `The bucket of ${target.key} takes no ACL that lets everybody in`)
}

async function encryptionOf({ source, keepEncryption }: CopyTask, ctx: Ctx): Promise<Encryption | undefined> {
  if (source.encryption || !keepEncryption || source.type === 'Symlink') return source.encryption
  return (await factsOf(ctx, source)).encryption
}

/** A class header, even of the bucket's own class, may keep OSS from moving a reference. */
async function isClassImplied({ source, target, method }: CopyTask, ctx: Ctx): Promise<boolean> {
  return method === 'reference' && (await ctx.buckets(target))?.storageClass === source.storageClass
}

/** One try. What a lost answer, or an earlier run, may have left at the target is looked at before anything is said of it. */
async function copyOnce(task: CopyTask, attributes: Attributes, ctx: Ctx): Promise<WriteResult<Copied, Proof>> {
  const asked = () => askedOf(task, attributes, ctx)
  try {
    return { answer: await writeAsDecided(task, ctx, (own) => send(task, attributes, own)) }
  } catch (error) {
    const ours = mayBeOurs(error) ? await findOurs(asked, withLookSignal(ctx)) : undefined
    if (ours) return { found: ours }
    throw refusalOf(error, task)
  }
}

function send(task: CopyTask, attributes: Attributes, ctx: Ctx): Promise<Copied> {
  const { source, target, method, overwrite } = task
  const timeout = method === 'reference' ? ctx.settings.referenceTimeout : copyTimeout
  const pins = { ifMatch: source.etag, ...(source.type !== 'Symlink' && { ifUnmodifiedSince: source.modified }) }
  const request = { at: target, source, ...pins, replace: false, attributes, forbidOverwrite: !overwrite, timeout }
  const copy = (oss: Oss, signal: AbortSignal) => oss.copyObject({ ...request, signal })
  return write(ctx, target, copy, method === 'reference' ? 0 : source.size)
}

/** For a Normal object the answer is the proof: its ETag is the MD5 of the content. Otherwise both sides are looked at. */
async function prove(task: CopyTask, copied: Copied, ctx: Ctx): Promise<Proof> {
  const { source, target } = task
  const isProved = source.type === 'Symlink' || (source.type === 'Normal' && copied.etag === source.etag)
  if (isProved) return withTime(target, proofOf(copied, copied.requestId), ctx)
  const [before, after] = await Promise.all([factsOf(ctx, source), factsIfAny(ctx, target)])
  const verdict = after?.etag === copied.etag ? compareContent(before, after) : 'different'
  requireSame(task, verdict)
  return { ...proofOf(copied, copied.requestId), ...(verdict === 'unknown' && unverified) }
}

export const unverified = { unverified: true } as const

/** With the time of the target, which only some answers tell. */
async function withTime(target: CopyTask['target'], proof: Proof, ctx: Ctx): Promise<Proof> {
  if (proof.modified !== undefined) return proof
  const now = await statObject(ctx, target)
  return now?.etag === proof.etag ? { ...proof, modified: now.modified } : proof
}

/** All that a copy is to be: a copy of one piece has what its source has, and what was sent with it. */
async function askedOf(task: CopyTask, sent: Attributes, ctx: Ctx): Promise<ExpectedTarget> {
  const { source, target, overwrite } = task
  const own = withLookSignal(ctx)
  const there = overwrite ? task.there : undefined
  if (source.type === 'Symlink') {
    const link = (await linkAt(source, own)) ?? ''
    return { target, there, content: { link }, attributes: { tags: await tagsAt(source, own), ...sent } }
  }
  const [head, tags] = await Promise.all([headOf(own, source), tagsAt(source, own)])
  const { headers, meta } = head
  return { target, there, content: head, attributes: { headers, meta, tags, ...sent } }
}

/** Whether the target may be of our own making although the caller heard nothing good. */
export function mayBeOurs(error: unknown): boolean {
  return mayHaveHappened(error) || (error instanceof CopyError && error.code === 'TargetExists')
}

export function proofOf(made: Pick<Copied, 'etag' | 'crc64' | 'modified'>, requestId?: string): Proof {
  const { etag, crc64, modified } = made
  return { etag, ...(crc64 && { crc64 }), ...(modified !== undefined && { modified }), ...(requestId && { requestId }) }
}

/**
 * A source may only be removed when its copy is proved; a plain copy is content with "not shown to be different". `refusal`: of the look
 * that would have shown it.
 */
export function requireSame(
  task: Pick<CopyTask, 'removeSource' | 'target'>,
  verdict: ReturnType<typeof compareContent>,
  refusal?: OssError,
) {
  if (verdict === 'different') throw new CopyError('Different', `${task.target.key} is not the same as its source`)
  if (verdict === 'unknown' && task.removeSource)
    throw new CopyError(
      'Unproved',
      `Nothing shows that ${task.target.key} is the same as its source; the source was kept`,
      refusal,
    )
}

/** What a refused write means: something is in its way, or, where it may be written over, the bucket protects it for good. */
export function refusalOf(error: unknown, { target, overwrite }: Pick<CopyTask, 'target' | 'overwrite'>): unknown {
  if (!(error instanceof OssError)) return error
  if (error.status === 412) return new CopyError('SourceChanged', `The source of ${target.key} has changed`, error)
  if (error.code !== 'FileAlreadyExists') return error
  if (!overwrite) return targetExists(target, error)
  return new CopyError('Protected', `The bucket takes no write over ${target.key}`, error)
}
