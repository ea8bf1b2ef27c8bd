import { OssError } from '../oss/errors.ts'
import type { Attributes, Copied, Ref } from '../oss/types.ts'
import { ask, mayHaveHappened, once, withRetry } from './ask.ts'
import { copyParts, type PartsJob, type Relay } from './copyParts.ts'
import { conflictOr, proofOf, requireSame, sameAttributes } from './copyWhole.ts'
import { combine, crc64, type Summed } from './crc64.ts'
import { headIfAny } from './look.ts'
import { type Range, relayPartSizeFor } from './method.ts'
import { CopyError } from './problem.ts'
import { createRoom } from './room.ts'
import type { Ctx, Proof } from './types.ts'
import { compareContent } from './verify.ts'

/** Milliseconds: what a slow line needs for a usual part, and 100 kB/s for the large parts of huge objects. */
function timeoutFor(bytes: number): number {
  return Math.max(120_000, bytes / 100)
}

/** What all relays of this page together hold in memory: eight usual parts. */
const room = createRoom(64 * 1024 ** 2)

/**
 * Copies what OSS won't, through this page: read pinned to the planned ETag, sent on, and proved by the CRC64 of the bytes that passed
 * against both sides'. Small objects by GetObject and PutObject, larger ones by ranges and UploadPart, resumed like every copy by parts.
 * @throws OssError, CopyError, or the signal's reason when it was stopped.
 */
export function relayCopy(job: PartsJob, ctx: Ctx): Promise<Proof> {
  const relayed = { ...job, attributes: attributesElsewhere(job) }
  if (job.source.size <= ctx.settings.relayPart && !job.upload) return relayWhole(relayed, ctx)
  return copyParts({ ...relayed, partSize: relayPartSizeFor(job.source.size, ctx.settings), relay: byParts(job) }, ctx)
}

/** A KMS key belongs to one account in one region; elsewhere only the algorithm is known. */
function attributesElsewhere({ source, target, attributes }: PartsJob): Attributes {
  const { encryption, ...others } = attributes
  if (!encryption) return attributes
  const sameKeys = source.region === target.region && source.account === target.account
  return { ...others, encryption: sameKeys ? encryption : { algorithm: encryption.algorithm } }
}

function byParts(job: PartsJob): Relay {
  const sums = new Map<number, Summed>()
  return {
    async send(uploadId, range, ctx) {
      sums.set(range.number, await relayPart(job, uploadId, range, ctx))
    },
    passed() {
      const inOrder = [...sums].sort(([a], [b]) => a - b).map(([, sum]) => sum)
      const bytes = inOrder.reduce((total, { length }) => total + length, 0)
      return bytes === job.source.size ? String(combine(inOrder)) : undefined
    },
  }
}

function relayPart({ source, target }: PartsJob, uploadId: string, range: Range, ctx: Ctx): Promise<Summed> {
  const work = async () => {
    const { body, sum } = await read(source, range, ctx)
    const request = { at: target, uploadId, number: range.number, body, timeout: timeoutFor(body.size) }
    const made = await once(ctx, target.account, (oss, signal) => oss.uploadPart({ ...request, signal }))
    requireArrived(made, sum)
    return sum
  }
  return room.hold(range.to - range.from, work, ctx.signal)
}

async function relayWhole(job: PartsJob, ctx: Ctx): Promise<Proof> {
  const { source } = job
  const work = async () => {
    const { body, sum } = await read(source, source.size > 0 ? { from: 0, to: source.size } : undefined, ctx)
    const head = { ...job.head, crc64: job.head.crc64 ?? String(sum.crc) }
    if (head.crc64 !== String(sum.crc)) throw new CopyError('Different', `${source.key} was not read as it is`)
    return withRetry(ctx, () => putOrFind({ ...job, head }, body, ctx))
  }
  return room.hold(source.size, work, ctx.signal)
}

/** One try. After a lost answer, or a conflict that may be our own doing, the target is looked at before anything is decided. */
async function putOrFind(job: PartsJob, body: Blob, ctx: Ctx): Promise<Proof> {
  const { head, target, attributes, overwrite } = job
  const request = { at: target, body, attributes, forbidOverwrite: !overwrite, timeout: timeoutFor(body.size) }
  try {
    const made = await once(ctx, target.account, (oss, signal) => oss.put({ ...request, signal }))
    requireSame(job, compareContent(head, { size: body.size, ...made }))
    return proofOf(made, made.requestId)
  } catch (error) {
    const after = mayHaveHappened(error) ? await headIfAny(ctx, target) : undefined
    if (after && compareContent(head, after) === 'same' && sameAttributes(job.head, after)) return proofOf(after)
    throw conflictOr(error, target)
  }
}

/** Bytes of the source, if it still is what was planned, and their sum. An empty object has no range. */
async function read(source: Ref & { etag: string }, range: Pick<Range, 'from' | 'to'> | undefined, ctx: Ctx) {
  const length = range ? range.to - range.from : 0
  const request = { at: source, ...range, ifMatch: source.etag, stored: true, timeout: timeoutFor(length) }
  const body = await ask(ctx, source.account, (oss, signal) => oss.get({ ...request, signal }))
  if (body.size !== length) throw new CopyError('Different', `${body.size} bytes were read instead of ${length}`)
  return { body, sum: { crc: crc64(new Uint8Array(await body.arrayBuffer())), length } }
}

/** Bytes that were damaged on their way are sent again. */
function requireArrived(made: Pick<Copied, 'crc64'>, { crc }: Summed): void {
  if (!made.crc64 || made.crc64 === String(crc)) return
  const facts = { operation: 'UploadPart', resource: '', message: 'The part arrived with another CRC64' }
  throw new OssError({ kind: 'network', code: 'NetworkError', ...facts })
}
