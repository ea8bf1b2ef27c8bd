import { OssError } from '../../oss/errors.ts'
import type { Attributes, Copied, Head, Oss, Part, Ref } from '../../oss/types.ts'
import type { Ctx } from '../ctx.ts'
import { writeAsDecided } from '../evidence/beforeWrite.ts'
import { findOurs, hasHead } from '../evidence/evidence.ts'
import { goneError, proved, type WriteResult } from '../evidence/made.ts'
import { unlessRefused } from '../evidence/stillCopied.ts'
import { compareContent } from '../evidence/verify.ts'
import { ask, concernsRequest, withRetry } from '../limits/ask.ts'
import { withLookSignal, write } from '../limits/write.ts'
import { type Range, rangesOf, smallerParts } from '../plan/method.ts'
import { CopyError } from '../problem.ts'
import { aclAt, headIfAny, ifAllowed } from '../stat.ts'
import type { Checkpoint, ExistingObject, Pinned, Proof } from '../types.ts'
import { mayBeOurs, proofOf, refusalOf, requireSame, unverified } from './copyWhole.ts'
import { abortMultipart, beginMultipart, hasTags, isOpen, type OpenMultipart, resumeMultipart } from './multipart.ts'

/** A copy by parts: what is copied, where to, and what the copy is given. */
export type PartsJob = {
  source: Pinned
  head: Head
  target: Ref
  attributes: Attributes
  overwrite: boolean
  /** What is to be written over. */
  there: ExistingObject | undefined
  removeSource: boolean
  checkpoint: Checkpoint | undefined
  partSize: number
  /** How many uploads were begun for it, this one included. */
  begun?: number
  /** How a part gets there, if not by UploadPartCopy. */
  relay?: Relay
  /** Throws CopyError if the source is not what was read when the upload began; asked right before it is completed. */
  requireSource?: () => Promise<void>
}

/** The way of parts through this page. */
export type Relay = {
  send: (uploadId: string, range: Range, ctx: Ctx) => Promise<void>
  /** The CRC64 of all bytes in parts of this size; undefined if some were there before and can't be read again for nothing. */
  passed: (partSize: number) => Promise<string | undefined>
}

const completeTimeout = 300_000

/**
 * Copies by UploadPartCopy: resumes from what the store has, copies the missing parts, checks every part's size, completes, proves. An upload
 * that was given other tags than the source has by now is begun anew. UploadPartCopy carries nothing but bytes, so the attributes are given when the upload begins and the ACL when it ends.
 * @see https://help.aliyun.com/zh/oss/developer-reference/uploadpartcopy
 * @throws OssError; CopyError TargetExists, Protected, SourceChanged, PartMismatch, Different, Unproved
 */
export async function copyParts(job: PartsJob, ctx: Ctx): Promise<Proof> {
  const { checkpoint, target } = job
  const resumed = checkpoint && (await resumeMultipart(checkpoint, target, ctx))
  if (resumed && !hasTags(resumed.checkpoint, job.attributes)) {
    await dropMultipart(job, resumed, ctx)
    return copyParts({ ...job, checkpoint: undefined }, ctx)
  }
  if (checkpoint && !resumed) {
    const finished = await findCompleted(job, checkpoint, ctx)
    if (finished) return finished
    await ctx.save({ checkpoint: undefined })
  }
  const open = resumed ?? (await beginMultipart(job, ctx))
  try {
    await copyMissing(job, open, ctx)
    return await finish(job, open, ctx)
  } catch (error) {
    const again = nextTry(error, job, open)
    if (!again) throw error instanceof SlowPart ? error.cause : error
    await dropMultipart(job, open, ctx)
    return copyParts(again, ctx)
  }
}

/** How often an upload that somebody else aborts is begun again. */
const mostBegun = 3

/** With smaller parts where one was not done in time, and once more where somebody aborted the upload; undefined: neither would help. */
function nextTry(error: unknown, job: PartsJob, { checkpoint }: OpenMultipart): PartsJob | undefined {
  const { begun = 1, relay, source } = job
  const fresh = { ...job, checkpoint: undefined, begun: begun + 1 }
  if (error instanceof SlowPart && !relay) {
    const partSize = smallerParts(checkpoint.partSize, source.size)
    return partSize === undefined ? undefined : { ...fresh, partSize }
  }
  const isAborted = error instanceof OssError && error.code === 'NoSuchUpload'
  return isAborted && begun < mostBegun ? fresh : undefined
}

/** A part that was not done in time would not be the next time either. */
class SlowPart extends Error {}

async function dropMultipart({ target }: PartsJob, { checkpoint }: OpenMultipart, ctx: Ctx) {
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

/** More than the limiter lets through at once, so that it is never idle; the objects beside have their turn. */
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
  const report: Ctx['report'] = (retry) => {
    ctx.report({ is: 'part', number, state: 'retried' })
    ctx.report(retry)
  }
  await withRetry({ ...ctx, report }, async () => {
    const began = ctx.clock.now()
    const started = () => ctx.report({ is: 'part', number, state: 'running' })
    await send(uploadId, range, tellingStart(ctx, started)).catch((error) => {
      // While nothing is answered, no part is slow.
      const isSlow = error instanceof OssError && error.kind === 'timeout' && concernsRequest(error, began, ctx)
      throw isSlow ? new SlowPart('', { cause: error }) : error
    })
  })
  ctx.report({ is: 'part', number, state: 'done' })
}

/** A part that waits for its place is not under way: what is drawn as running is what the store is doing. */
function tellingStart(ctx: Ctx, started: () => void): Ctx {
  let tell: (() => void) | undefined = started
  const take: Ctx['limiter']['take'] = (work, signal, kind) =>
    ctx.limiter.take(
      () => {
        tell?.()
        tell = undefined
        return work()
      },
      signal,
      kind,
    )
  return { ...ctx, limiter: { ...ctx.limiter, take } }
}

async function copyOne({ source, target }: PartsJob, uploadId: string, { number, from, to }: Range, ctx: Ctx) {
  const request = {
    at: target,
    uploadId,
    number,
    source,
    ifMatch: source.etag,
    ifUnmodifiedSince: source.modified,
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
  await write(ctx, target, send, bytes)
}

async function finish(job: PartsJob, { checkpoint }: OpenMultipart, ctx: Ctx): Promise<Proof> {
  const { target, source } = job
  const parts = await ask(ctx, target, (oss, signal) => oss.listParts({ at: target, uploadId: checkpoint.id, signal }))
  requireParts(parts, rangesOf(source.size, checkpoint.partSize))
  const summed = { ...job, head: await summedHead(job, checkpoint) }
  const written = await withRetry(ctx, () => completeOnce(summed, parts, checkpoint, ctx))
  const proof = await proved(job, written, (made) => prove(summed, made, withLookSignal(ctx)), ctx)
  if (!proof) throw await goneError(target, ctx)
  return proof
}

/** One try. After an answer that was lost, or says that something is there, the target is looked at: only an upload that is over can be it. */
async function completeOnce(
  job: PartsJob,
  parts: Part[],
  checkpoint: Checkpoint,
  ctx: Ctx,
): Promise<WriteResult<Copied, Proof | undefined>> {
  const { target, attributes, overwrite } = job
  const acl = attributes.acl ? { acl: attributes.acl } : {}
  const request = { at: target, uploadId: checkpoint.id, parts, forbidOverwrite: !overwrite, timeout: completeTimeout }
  try {
    const send = (own: Ctx) => write(own, target, (oss, signal) => oss.complete({ ...request, ...acl, signal }))
    return { answer: await writeAsDecided(job, ctx, send) }
  } catch (error) {
    if (!mayBeCompleted(error) || (await isOpen(checkpoint, target, ctx))) throw refusalOf(error, job)
    const found = await findCompleted(job, checkpoint, ctx)
    if (found) return { found }
    throw refusalOf(error, job)
  }
}

function mayBeCompleted(error: unknown): boolean {
  return mayBeOurs(error) || (error instanceof OssError && error.code === 'NoSuchUpload')
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

/** Undefined: somebody has changed it since. Complete tells no time by which that would be seen when the source is to go. */
async function prove(job: PartsJob, made: Copied, ctx: Ctx): Promise<Proof | undefined> {
  const after = await ifAllowed(headIfAny(ctx, job.target))
  if (after instanceof OssError) return proveUnseen(job, made, after)
  const verdict = after?.etag === made.etag ? compareContent(job.head, after) : 'different'
  requireSame(job, verdict)
  if (after && !hasHead(after, job.attributes))
    throw new CopyError('NotAsAsked', `${job.target.key} did not take everything that was asked`)
  if (job.removeSource && !(await hasItsAcl(job, ctx))) return undefined
  return { ...proofOf({ ...made, ...after }, made.requestId), ...(verdict === 'unknown' && unverified) }
}

/** Read behind the head, whose time then tells of every later change. A key that may not read it does without. */
async function hasItsAcl({ target, attributes }: PartsJob, ctx: Ctx): Promise<boolean> {
  const acl = await unlessRefused(aclAt(target, ctx))
  return acl === undefined || acl === (attributes.acl ?? 'default')
}

/** Where the target may not be read, the answer's CRC64 tells of its bytes, and nothing of its attributes: no source goes for that. */
function proveUnseen(job: PartsJob, made: Copied, refusal: OssError): Proof {
  const { size, crc64 } = job.head
  const isDifferent = compareContent({ size, ...(crc64 && { crc64 }) }, made) === 'different'
  requireSame(job, isDifferent ? 'different' : 'unknown', refusal)
  return { ...proofOf(made, made.requestId), ...unverified }
}

/** The result of a Complete whose answer was lost. */
async function findCompleted(job: PartsJob, checkpoint: Checkpoint, ctx: Ctx): Promise<Proof | undefined> {
  const { target, attributes, overwrite } = job
  const there = overwrite ? job.there : undefined
  const content = async () => (job.head.crc64 ? job.head : await summedHead(job, checkpoint))
  return findOurs(async () => ({ target, there, attributes, content: await content() }), withLookSignal(ctx))
}
