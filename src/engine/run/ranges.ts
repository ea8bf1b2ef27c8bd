/** The bytes of an object: read by ranges side by side, written one behind the other, and summed up. */
import { OssError } from '../../oss/errors.ts'
import type { HeadFacts } from '../../oss/types.ts'
import type { Ctx } from '../ctx.ts'
import type { Sink } from '../localFiles.ts'
import { type Range, rangesOf } from '../plan/method.ts'
import { CopyError } from '../problem.ts'
import { sourceChanged } from '../stat.ts'
import type { Pinned } from '../types.ts'
import { allOrNone } from './copyParts.ts'
import { combine, crc64, type Summed } from './crc64.ts'
import { readObject, readWithHead } from './relay.ts'
import { sumsOf } from './sameFile.ts'

/** @throws CopyError Different where the bytes are not the object's */
export function requireWhole({ crc64 }: Pick<HeadFacts, 'crc64'>, sums: Summed[], { key }: Pinned): void {
  if (crc64 && String(combine(sums)) !== crc64)
    throw new CopyError('Different', `What was read of ${key} has another CRC64 than the object`)
}

/** As many as a browser opens connections to a host. */
const rangesAtOnce = 6

/** Ranges are read side by side and written one behind the other; resolves with the sums of all. */
export async function writeAll(source: Pinned, sink: Sink, ctx: Ctx): Promise<Summed[]> {
  const partSize = ctx.settings.relayPart
  const ranges = rangesOf(source.size, partSize)
  const done = ranges.filter(({ to }) => to <= sink.size)
  const kept = done.at(-1)?.to ?? 0
  const sums = await sumsOf(kept, sink.read, ctx)
  if (ranges.length > 1)
    ctx.report({ is: 'split', partSize, size: source.size, done: done.map(({ number }) => number) })
  const append = appendTo(sink, kept, ctx)
  let last: Promise<unknown> = Promise.resolve()
  await allOrNone(ctx, ranges.slice(done.length), rangesAtOnce, (range, own) => {
    const before = last
    const work = async () => {
      const bytes = await readRange(source, range, own)
      await before
      await append(bytes, range)
      sums.push({ crc: crc64(bytes), length: bytes.length })
    }
    // Who came first holds its memory first, so nobody waits for a range that can't be read.
    const written = ctx.memory.hold(range.to - range.from, work, own.signal)
    last = written
    return written
  })
  return sums
}

/**
 * All of a small object, by one request.
 * @throws CopyError SourceChanged where it is not the planned one, Different where the bytes are not the object's; OssError
 */
export async function readWhole(
  source: Pinned,
  ctx: Ctx,
): Promise<{ head: HeadFacts; bytes: Uint8Array<ArrayBuffer> }> {
  ctx.report({ is: 'part', number: 1, state: 'running' })
  const { head, bytes } = await readWithHead(source, ctx).catch((error: unknown) => {
    throw error instanceof OssError && error.status === 412 ? sourceChanged(source, error) : error
  })
  if (head.etag !== source.etag || head.modified !== source.modified) throw sourceChanged(source)
  if (bytes.length !== source.size)
    throw new CopyError('Different', `${bytes.length} bytes were read instead of ${source.size}`)
  requireWhole(head, [{ crc: crc64(bytes), length: bytes.length }], source)
  return { head: { ...head, size: bytes.length }, bytes }
}

/** Bytes of an object, as many as were asked for. */
export async function readRange(source: Pinned, range: Range, ctx: Ctx): Promise<Uint8Array<ArrayBuffer>> {
  ctx.report({ is: 'part', number: range.number, state: 'running' })
  const bytes = await readObject(source, range, ctx)
  if (bytes.length === range.to - range.from) return bytes
  throw new CopyError('Different', `${bytes.length} bytes were read instead of ${range.to - range.from}`)
}

/** To keep what is written, a browser copies it: at each doubling, that is one copy of the whole at most. */
function appendTo(sink: Sink, from: number, { settings, report }: Ctx) {
  let kept = from
  return async (bytes: Uint8Array<ArrayBuffer>, range: Range) => {
    await sink.write(range.from, new Blob([bytes]))
    report({ is: 'part', number: range.number, state: 'done' })
    if (range.to - kept < Math.max(kept, settings.keepEvery)) return
    await sink.keep()
    kept = range.to
  }
}
