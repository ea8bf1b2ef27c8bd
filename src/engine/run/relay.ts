import { OssError } from '../../oss/errors.ts'
import type { Attributes, Copied, HeadFacts, Ref } from '../../oss/types.ts'
import { type Body, shortBody } from '../../oss/wire.ts'
import type { AskWorld, Ctx } from '../ctx.ts'
import { writeAsDecided } from '../evidence/beforeWrite.ts'
import { type ExpectedTarget, findIfAllowed, findOurs } from '../evidence/evidence.ts'
import { goneError, proved, type WriteResult } from '../evidence/made.ts'
import { compareContent } from '../evidence/verify.ts'
import { ask, withRetry } from '../limits/ask.ts'
import { withLookSignal, write } from '../limits/write.ts'
import { type Bytes, isLocal } from '../localFiles.ts'
import { type Range, rangesOf, relayPartSizeFor } from '../plan/method.ts'
import { CopyError } from '../problem.ts'
import type { Pinned, Proof } from '../types.ts'
import { copyParts, type PartsJob, type Relay } from './copyParts.ts'
import { mayBeOurs, proofOf, refusalOf, requireSame, unverified } from './copyWhole.ts'
import { combine, crc64, type Summed } from './crc64.ts'

/** Milliseconds: what a slow line needs for a usual part, and 100 kB/s for the large parts of huge objects. */
function timeoutFor(bytes: number): number {
  return Math.max(120_000, bytes / 100)
}

/** Where the bytes come from. */
export type Reading = {
  read: (range: Pick<Range, 'from' | 'to'>, ctx: Ctx) => Promise<Bytes>
  /** Of parts that were there before: read once more, which costs nothing where it is no request. */
  isNear: boolean
}

/**
 * Copies what OSS won't, through this page: read pinned to the planned ETag, sent on, and proved by the CRC64 of the bytes that passed
 * against both sides'. Small objects by GetObject and PutObject, larger ones by ranges and UploadPart, resumed like every copy by parts.
 * @throws OssError, CopyError, or the signal's reason when it was stopped.
 */
export function relayCopy(job: PartsJob, ctx: Ctx): Promise<Proof> {
  const relayed = { ...job, attributes: attributesElsewhere(job) }
  return writeTarget(relayed, { read: (range, own) => readObject(job.source, range, own), isNear: false }, ctx)
}

/** Sends what is read to the target, whole or by parts. */
export function writeTarget(job: PartsJob, reading: Reading, ctx: Ctx): Promise<Proof> {
  if (job.source.size <= ctx.settings.relayPart && !job.checkpoint) return relayWhole(job, reading, ctx)
  const partSize = relayPartSizeFor(job.source.size, ctx.settings)
  return copyParts({ ...job, partSize, relay: byParts(job, reading, ctx) }, ctx)
}

/** A KMS key belongs to one account in one region; elsewhere only the algorithm is known. */
function attributesElsewhere({ source, target, attributes }: PartsJob): Attributes {
  const { encryption, ...others } = attributes
  if (!encryption) return attributes
  const sameKeys = source.region === target.region && source.account === target.account
  return { ...others, encryption: sameKeys ? encryption : { algorithm: encryption.algorithm } }
}

function byParts(job: PartsJob, reading: Reading, ctx: Ctx): Relay {
  const sums = new Map<number, Summed>()
  return {
    async send(uploadId, range, own) {
      sums.set(range.number, await relayPart(job, reading, uploadId, range, own))
    },
    async passed(partSize) {
      const missing = rangesOf(job.source.size, partSize).filter(({ number }) => !sums.has(number))
      if (missing.length > 0 && !reading.isNear) return undefined
      for (const range of missing) sums.set(range.number, await sumOf(reading, range, ctx))
      return String(combine([...sums].sort(([a], [b]) => a - b).map(([, sum]) => sum)))
    },
  }
}

function relayPart({ target }: PartsJob, reading: Reading, uploadId: string, range: Range, ctx: Ctx): Promise<Summed> {
  const work = async () => {
    const { body, sum } = await summed(reading, range, ctx)
    const request = { at: target, uploadId, number: range.number, body, timeout: timeoutFor(sum.length) }
    const made = await write(ctx, target, (oss, signal) => oss.uploadPart({ ...request, signal }), sum.length)
    requireArrived(made, sum)
    return sum
  }
  return ctx.memory.hold(range.to - range.from, work, ctx.signal)
}

/** The sum of bytes that are not sent. */
function sumOf(reading: Reading, range: Range, ctx: Ctx): Promise<Summed> {
  return ctx.memory.hold(range.to - range.from, async () => (await summed(reading, range, ctx)).sum, ctx.signal)
}

async function relayWhole(job: PartsJob, reading: Reading, ctx: Ctx): Promise<Proof> {
  const { source } = job
  const work = async () => {
    const { body, sum } = await summed(reading, { from: 0, to: source.size }, ctx)
    const head = { ...job.head, crc64: job.head.crc64 ?? String(sum.crc) }
    if (head.crc64 !== String(sum.crc)) throw new CopyError('Different', `${source.key} was not read as it is`)
    const sent = { ...job, head }
    return { sent, written: await withRetry(ctx, () => putOnce(sent, body, ctx)) }
  }
  const { sent, written } = await ctx.memory.hold(source.size, work, ctx.signal)
  const proof = await proved(job, written, (answer) => proveSent(sent, answer, withLookSignal(ctx)), ctx)
  if (!proof) throw await goneError(job.target, ctx)
  return proof
}

/** One try. After a lost answer, or where something stands in the way, the target is looked at before anything is decided. */
async function putOnce(job: PartsJob, body: Sendable, ctx: Ctx): Promise<WriteResult<Copied, Proof | undefined>> {
  const { target, attributes, overwrite } = job
  const { size } = job.source
  const request = { at: target, body, attributes, forbidOverwrite: !overwrite, timeout: timeoutFor(size) }
  try {
    const send = (own: Ctx) => write(own, target, (oss, signal) => oss.put({ ...request, signal }), size)
    return { answer: await writeAsDecided(job, ctx, send) }
  } catch (error) {
    const ours = mayBeOurs(error) ? await findOurs(async () => askedOf(job), withLookSignal(ctx)) : undefined
    if (ours) return { found: ours }
    throw refusalOf(error, job)
  }
}

function askedOf({ target, overwrite, there, attributes, head }: PartsJob): ExpectedTarget {
  return { target, there: overwrite ? there : undefined, attributes, content: head }
}

/**
 * PutObject tells no time, and a look for it may find another object of the same bytes: it must be all that was sent. Undefined where it is
 * not: nothing shows that this is ours.
 */
async function proveSent(job: PartsJob, made: Copied, ctx: Ctx): Promise<Proof | undefined> {
  const { head, source } = job
  requireSame(job, compareContent(head, { size: head.size, ...made }))
  if (isLocal(source)) return proofOf(made, made.requestId)
  const found = await findIfAllowed(async () => askedOf(job), ctx)
  if (!(found instanceof OssError)) return found && { ...found, requestId: made.requestId }
  requireSame(job, 'unknown', found)
  return { ...proofOf(made, made.requestId), ...unverified }
}

type Sendable = Exclude<Body, string>

/** What goes by a message is left where it is; what is streamed is given to the browser, which keeps it outside this thread. */
const sendable = (bytes: Bytes): Sendable => (bytes.length > shortBody ? new Blob([bytes]) : bytes)

/** Bytes and their sum: what is sent is what was summed up, also if a file changes now. */
async function summed({ read }: Reading, range: Pick<Range, 'from' | 'to'>, ctx: Ctx) {
  const length = range.to - range.from
  const bytes = await read(range, ctx)
  if (bytes.length !== length) throw new CopyError('Different', `${bytes.length} bytes were read instead of ${length}`)
  return { body: sendable(bytes), sum: { crc: crc64(bytes), length } }
}

/** Bytes of an object, if it still is what was planned. */
export function readObject(
  source: Ref & { etag: string },
  range: Pick<Range, 'from' | 'to'>,
  ctx: AskWorld,
): Promise<Bytes> {
  const request = readingOf(source, range)
  return ask(ctx, source, (oss, signal) => oss.getBytes({ ...request, signal }), range.to - range.from)
}

/** All bytes of an object with its head, by one request, if it still is what was planned. */
export function readWithHead(source: Pinned, ctx: Ctx): Promise<{ head: HeadFacts; bytes: Bytes }> {
  const request = readingOf(source, { from: 0, to: source.size })
  return ask(ctx, source, (oss, signal) => oss.getWithHead({ ...request, signal }), source.size)
}

/** An empty object has no range. */
function readingOf(source: Ref & { etag: string }, { from, to }: Pick<Range, 'from' | 'to'>) {
  const range = to > from ? { from, to } : {}
  return { at: source, ...range, ifMatch: source.etag, stored: true, timeout: timeoutFor(to - from) }
}

/** Bytes that were damaged on their way are sent again. */
function requireArrived(made: Pick<Copied, 'crc64'>, { crc }: Summed): void {
  if (!made.crc64 || made.crc64 === String(crc)) return
  const facts = { operation: 'UploadPart', resource: '', message: 'The part arrived with another CRC64' }
  throw new OssError({ kind: 'network', code: 'NetworkError', ...facts })
}
