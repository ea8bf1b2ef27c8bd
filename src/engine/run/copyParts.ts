import { OssError } from '../../oss/errors.ts'
import type { Attributes, Copied, Head, Oss, Part, Ref } from '../../oss/types.ts'
import { ask, isItsOwn, mayHaveHappened, once, withRetry } from '../limits/ask.ts'
import { type Range, rangesOf, smallerParts } from '../plan/method.ts'
import { CopyError } from '../problem.ts'
import { headIfAny } from '../stat.ts'
import type { Checkpoint, Ctx, Pinned, Proof } from '../types.ts'
import { conflictOr, proofOf, requireSame } from './copyWhole.ts'
import { abortMultipart, beginMultipart, type OpenMultipart, resumeMultipart } from './multipart.ts'
import { requireNothing } from './requireNothing.ts'
import { compareContent } from './verify.ts'

/** A copy by parts: what is copied, where to, and what the copy is given. */
export type PartsJob = {
  source: Pinned
  head: Head
  target: Ref
  attributes: Attributes
  overwrite: boolean
  removeSource: boolean
  checkpoint: Checkpoint | undefined
  partSize: number
  /** How a part gets there, if not by UploadPartCopy. */
  relay?: Relay
}

/** The way of parts through this page. */
export type Relay = {
  send: (uploadId: string, range: Range, ctx: Ctx) => Promise<void>
  /** The CRC64 of all bytes in parts of this size; undefined if some were there before and can't be read again for nothing. */
  passed: (partSize: number) => Promise<string | undefined>
}

const completeTimeout = 300_000

/**
 * Copies by UploadPartCopy: resumes from what the store has, copies the missing parts, checks every part's size, completes, proves.
 * UploadPartCopy carries nothing but bytes, so the attributes are given when the upload begins and the ACL when it ends.
 * @see https://help.aliyun.com/zh/oss/developer-reference/uploadpartcopy
 */
export async function copyParts(job: PartsJob, ctx: Ctx): Promise<Proof> {
  const { checkpoint, target } = job
  const resumed = checkpoint?.id ? await resumeMultipart({ ...checkpoint, id: checkpoint.id }, target, ctx) : undefined
  if (checkpoint?.id && !resumed) {
    const finished = await findCompleted(job, checkpoint, ctx)
    if (finished) return finished
    await ctx.save({ checkpoint: undefined })
  }
  const intent = checkpoint?.id ? undefined : checkpoint
  const open = resumed ?? (await beginMultipart(intent, { ...job, forbidOverwrite: !job.overwrite }, ctx))
  try {
    await copyMissing(job, open, ctx)
  } catch (error) {
    const smaller =
      error instanceof SlowPart && !job.relay ? smallerParts(open.checkpoint.partSize, job.source.size) : undefined
    if (smaller || isChanged(error)) await dropUpload(job, open, ctx)
    if (smaller) return copyParts({ ...job, checkpoint: undefined, partSize: smaller }, ctx)
    throw error instanceof SlowPart ? error.cause : error
  }
  return finish(job, open, ctx)
}

/** A part that was not done in time would not be the next time either. */
class SlowPart extends Error {}

/** A source that changed will never have the ETag of the parts again: nothing is left to resume. */
function isChanged(error: unknown): boolean {
  if (error instanceof CopyError) return error.code === 'SourceChanged'
  return error instanceof OssError && error.status === 412
}

async function dropUpload({ target }: PartsJob, { checkpoint }: OpenMultipart, ctx: Ctx) {
  await abortMultipart(checkpoint, target, ctx)
  await ctx.save({ checkpoint: undefined })
}

async function copyMissing(job: PartsJob, open: OpenMultipart, ctx: Ctx): Promise<void> {
  const { partSize } = open.checkpoint
  const ranges = rangesOf(job.source.size, partSize)
  const there = new Map(open.parts.map((part) => [part.number, part.size]))
  const isThere = ({ number, from, to }: Range) => there.get(number) === to - from
  const missing = ranges.filter((range) => !isThere(range))
  const done = ranges.filter(isThere).map(({ number }) => number)
  ctx.report({ is: 'split', partSize, size: job.source.size, done })
  const send = job.relay?.send ?? ((uploadId, range, part) => copyOne(job, uploadId, range, part))
  await allOrNone(ctx, missing, partsAtOnce, (range, part) => sendOne(send, open.checkpoint.id, range, part))
}

/** More than there are limiter, which go to who came first: no slot is idle, and the objects beside have their turn. */
const partsAtOnce = 64

/** Runs every range, `lanes` at a time; the first failure stops the others, and nothing is in flight when this ends. */
export async function allOrNone(
  ctx: Ctx,
  ranges: Range[],
  lanes: number,
  work: (range: Range, ctx: Ctx) => Promise<void>,
): Promise<void> {
  const stop = new AbortController()
  const part = { ...ctx, signal: AbortSignal.any([ctx.signal, stop.signal]) }
  const left = ranges.values()
  const lane = async () => {
    for (const range of left) await work(range, part)
  }
  const stopAll = (reason: unknown) => stop.abort(reason)
  const all = Array.from({ length: Math.min(lanes, ranges.length) }, () => lane().catch(stopAll))
  await Promise.all(all)
  ctx.signal.throwIfAborted()
  stop.signal.throwIfAborted()
}

async function sendOne(send: Relay['send'], uploadId: string, range: Range, ctx: Ctx): Promise<void> {
  const { number } = range
  const retried = { ...ctx, report: () => ctx.report({ is: 'part', number, state: 'retried' }) }
  await withRetry(retried, async () => {
    ctx.report({ is: 'part', number, state: 'running' })
    const began = ctx.clock.now()
    await send(uploadId, range, ctx).catch((error) => {
      // While nothing is answered, no part is slow.
      const isSlow = error instanceof OssError && error.kind === 'timeout' && isItsOwn(error, began, ctx)
      throw isSlow ? new SlowPart('', { cause: error }) : error
    })
  })
  ctx.report({ is: 'part', number, state: 'done' })
}

async function copyOne({ source, target }: PartsJob, uploadId: string, { number, from, to }: Range, ctx: Ctx) {
  const request = {
    at: target,
    uploadId,
    number,
    source,
    ifMatch: source.etag,
    from,
    to,
    timeout: ctx.settings.partTimeout,
  }
  const bytes = to - from
  const send = async (oss: Oss, signal: AbortSignal) => {
    const began = ctx.clock.now()
    await oss.copyPart({ ...request, signal })
    ctx.pace.note(target.bucket, { bytes, took: ctx.clock.now() - began })
  }
  await once(ctx, target, send, bytes)
}

async function finish(job: PartsJob, { checkpoint }: OpenMultipart, ctx: Ctx): Promise<Proof> {
  const { target, source, attributes, overwrite } = job
  const parts = await ask(ctx, target, (oss, signal) => oss.listParts({ at: target, uploadId: checkpoint.id, signal }))
  requireParts(parts, rangesOf(source.size, checkpoint.partSize))
  const before = { ...job, head: await summedHead(job, checkpoint) }
  const request = { at: target, uploadId: checkpoint.id, parts, forbidOverwrite: !overwrite, timeout: completeTimeout }
  const acl = attributes.acl ? { acl: attributes.acl } : {}
  return withRetry(ctx, async () => {
    try {
      if (!overwrite) await requireNothing(target, ctx)
      const made = await once(ctx, target, (oss, signal) => oss.complete({ ...request, ...acl, signal }))
      return await prove(before, made, ctx)
    } catch (error) {
      // While the upload is there it was not completed: equal bytes at the target are somebody else's.
      const isOver = mayHaveHappened(error) && !(await resumeMultipart(checkpoint, target, ctx))
      const found = isOver ? await findCompleted(before, checkpoint, ctx) : undefined
      if (found) return found
      throw conflictOr(error, target)
    }
  })
}

/** An invalid range silently copies the whole object: sizes are looked at before anything is put together. */
function requireParts(parts: Part[], ranges: Range[]): void {
  const sizes = new Map(parts.map((part) => [part.number, part.size]))
  const wrong = ranges.find((range) => sizes.get(range.number) !== range.to - range.from)
  if (wrong) throw new CopyError('PartMismatch', `Part ${wrong.number} has ${sizes.get(wrong.number) ?? 0} bytes`)
  if (parts.length !== ranges.length)
    throw new CopyError('PartMismatch', `${parts.length} parts instead of ${ranges.length}`)
}

/** The source's head, with the CRC64 of what passed if it has none. Bytes that were not the source's are never put together. */
async function summedHead({ head, source, relay }: PartsJob, { partSize }: Checkpoint): Promise<Head> {
  const passed = await relay?.passed(partSize)
  if (passed && head.crc64 && passed !== head.crc64)
    throw new CopyError('Different', `What was read of ${source.key} has another CRC64 than the object`)
  return passed ? { ...head, crc64: passed } : head
}

async function prove(job: PartsJob, made: Copied, ctx: Ctx): Promise<Proof> {
  const after = await headIfAny(ctx, job.target)
  requireSame(job, after ? compareContent(job.head, after) : 'different')
  return proofOf(after ?? made, made.requestId)
}

/** The result of an earlier Complete whose answer was lost: there, another object than the source, and the same bytes. */
async function findCompleted(job: PartsJob, checkpoint: Checkpoint, ctx: Ctx): Promise<Proof | undefined> {
  const { source, target } = job
  const after = await headIfAny(ctx, target)
  const rewritten =
    after && (target.key !== source.key || target.bucket !== source.bucket || after.etag !== source.etag)
  if (!rewritten || after.size !== source.size) return undefined
  const before = job.head.crc64 ? job.head : await summedHead(job, checkpoint)
  return compareContent(before, after) === 'same' ? proofOf(after) : undefined
}
