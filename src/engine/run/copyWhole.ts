import { OssError } from '../../oss/errors.ts'
import type { Attributes, Copied, Head, Oss, Ref } from '../../oss/types.ts'
import { ask, mayHaveHappened, once, withRetry } from '../limits/ask.ts'
import { CopyError } from '../problem.ts'
import { headIfAny, headOf, statObject } from '../stat.ts'
import type { CopyTask, Ctx, Proof } from '../types.ts'
import { requireNothing } from './requireNothing.ts'
import { compareContent } from './verify.ts'

/** A CopyObject is silent until it is done; below 1 GiB it takes less than this even at 5 MB/s. Milliseconds. */
const copyTimeout = 300_000

/**
 * Copies a task's object with one CopyObject, and proves it. Resolves with undefined if the store won't copy it in one piece: too
 * large, or too slow.
 */
export async function copyWhole(task: CopyTask, ctx: Ctx): Promise<Proof | undefined> {
  const attributes = await attributesOf(task, ctx)
  try {
    return await withRetry(ctx, () => copyOrFind(task, attributes, ctx))
  } catch (error) {
    if (!(error instanceof OssError)) throw error
    const slow = task.method === 'reference' && error.kind === 'timeout'
    if (slow || error.code === 'EntityTooLarge') return undefined
    throw error
  }
}

/** The ACL is never carried over by a copy, nor is a class that the target's bucket has not. */
async function attributesOf({ source, method, keepAcl }: CopyTask, ctx: Ctx): Promise<Attributes> {
  const acl = keepAcl && (await ask(ctx, source, (oss, signal) => oss.getAcl({ at: source, signal })))
  const encryption = source.encryption
  // A class header, even of the same class, may keep OSS from moving a reference (facts/oss-protocol.md 1.8).
  const storageClass = method === 'reference' && source.storageClass === 'Standard' ? undefined : source.storageClass
  return {
    ...(acl && acl !== 'default' && { acl }),
    ...(storageClass && { storageClass }),
    ...(encryption && { encryption }),
  }
}

/** One try. After a lost answer, or a conflict that may be our own doing, the target is looked at before anything is decided. */
async function copyOrFind(task: CopyTask, attributes: Attributes, ctx: Ctx): Promise<Proof> {
  const { source, target, method, overwrite } = task
  const timeout = method === 'reference' ? ctx.settings.referenceTimeout : copyTimeout
  try {
    const request = {
      at: target,
      source,
      ifMatch: source.etag,
      replace: false,
      attributes,
      forbidOverwrite: !overwrite,
    }
    if (!overwrite) await requireNothing(target, ctx)
    const send = (oss: Oss, signal: AbortSignal) => oss.copyObject({ ...request, timeout, signal })
    const copied = await once(ctx, target, send, method === 'reference' ? 0 : source.size)
    return await prove(task, copied, ctx)
  } catch (error) {
    const found = mayHaveHappened(error) ? await findCopy(task, ctx) : undefined
    if (found) return found
    throw conflictOr(error, target)
  }
}

/** For a Normal object the answer is the proof: its ETag is the MD5 of the content. Otherwise both sides are looked at. */
async function prove(task: CopyTask, copied: Copied, ctx: Ctx): Promise<Proof> {
  const { source, target } = task
  const proof = proofOf(copied, copied.requestId)
  if (source.type === 'Symlink') return proof
  if (source.type === 'Normal' && copied.etag === source.etag) return proof
  const [before, after] = await Promise.all([headOf(ctx, source), headIfAny(ctx, target)])
  requireSame(task, after ? compareContent(before, after) : 'different')
  return proof
}

/**
 * The target, if it is there and proved equal to the source. A task that must not overwrite believes it only if its headers and
 * metadata are the source's too: bytes alone could be somebody else's.
 */
async function findCopy(task: CopyTask, ctx: Ctx): Promise<Proof | undefined> {
  if (task.source.type === 'Symlink') return findLink(task, ctx)
  const after = await headIfAny(ctx, task.target)
  if (!after) return undefined
  const before = await headOf(ctx, task.source)
  const same = compareContent(before, after) === 'same' && sameAttributes(before, after)
  return same ? proofOf(after) : undefined
}

/** A link to the same key is the same link. HeadObject would answer for what it points to. */
async function findLink({ source, target }: CopyTask, ctx: Ctx): Promise<Proof | undefined> {
  const there = await statObject(ctx, target)
  if (there?.type !== 'Symlink') return undefined
  const told = (at: Ref) => ask(ctx, at, (oss, signal) => oss.getSymlink({ at, signal }))
  const [from, to] = await Promise.all([told(source), told(target)])
  return from === to ? { etag: there.etag } : undefined
}

export function sameAttributes(a: Head, b: Head): boolean {
  const told = ({ headers, meta, tagCount }: Head) => JSON.stringify([sorted(headers), sorted(meta), tagCount])
  return told(a) === told(b)
}

export function proofOf({ etag, crc64 }: Pick<Head, 'etag' | 'crc64'>, requestId?: string): Proof {
  return { etag, ...(crc64 && { crc64 }), ...(requestId && { requestId }) }
}

/** A source may only be removed when its copy is proved; a plain copy is content with "not shown to be different". */
export function requireSame(
  task: Pick<CopyTask, 'removeSource' | 'target'>,
  verdict: ReturnType<typeof compareContent>,
) {
  if (verdict === 'different') throw new CopyError('Different', `${task.target.key} is not the same as its source`)
  if (verdict === 'unknown' && task.removeSource)
    throw new CopyError(
      'Unproved',
      `Nothing shows that ${task.target.key} is the same as its source; the source was kept`,
    )
}

export function conflictOr(error: unknown, target: Ref): unknown {
  if (!(error instanceof OssError) || error.code !== 'FileAlreadyExists') return error
  return new CopyError('TargetExists', `${target.key} has come into being since the plan was made`, error)
}

function sorted(record: object): [string, unknown][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1))
}
