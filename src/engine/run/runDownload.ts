import type { Head, Ref } from '../../oss/types.ts'
import { isPrefix } from '../keys.ts'
import { ask } from '../limits/ask.ts'
import { filesOf, type LocalFiles, type Sink } from '../localFiles.ts'
import { type Range, rangesOf } from '../plan/method.ts'
import { CopyError } from '../problem.ts'
import { headOf } from '../stat.ts'
import type { Ctx, DownloadTask, Pinned, Proof, There } from '../types.ts'
import { byPolicy } from './byPolicy.ts'
import { allOrNone } from './copyParts.ts'
import { proofOf } from './copyWhole.ts'
import { combine, crc64, type Summed } from './crc64.ts'
import { readObject } from './relay.ts'
import { isSameFile, sumsOf } from './sameFile.ts'

/**
 * Makes a file of an object, read by ranges that are pinned to its ETag, proved by the CRC64 of what was written. Running it again goes
 * on behind what is on the disk.
 * @throws OssError, CopyError, or the signal's reason when it was stopped.
 */
export async function runDownload(task: DownloadTask, ctx: Ctx): Promise<void> {
  const local = await filesOf(ctx)
  if (isPrefix(task.target.key)) await local.makeFolder(task.target.key)
  const look = (at: Ref) => thereOnDisk(local, at)
  const proof = isPrefix(task.target.key) ? proofOf(task.source) : await byPolicy(task, fetchOne, ctx, look)
  if (!proof) return
  ctx.report({ is: 'bytes', done: task.source.size })
  await ctx.save({ state: 'done', proof, checkpoint: undefined })
}

/** What is at a path, in the words of a conflict. A folder is in nobody's way. */
export async function thereOnDisk(local: LocalFiles, { key }: Pick<Ref, 'key'>): Promise<There | undefined> {
  const file = isPrefix(key) ? undefined : await local.look(key)
  return file && { size: file.size, etag: '', modified: file.modified, storageClass: 'Standard', type: 'Normal' }
}

async function fetchOne(task: DownloadTask, ctx: Ctx): Promise<Proof> {
  const { target, checkpoint, conflict, overwrite } = task
  const local = await filesOf(ctx)
  const head = await headNow(task.source, ctx)
  const source = { ...task.source, size: head.size, etag: head.etag }
  if (!overwrite || conflict === 'different') {
    const there = await thereOnDisk(local, target)
    // The same bytes are ours from before a crash, or as good; a file that was only begun is empty.
    if (there && (await isSameFile({ ...target, ...there }, head, ctx))) return proofOf(head)
    const isBegun = checkpoint !== undefined && there?.size === 0
    if (there && !overwrite && !isBegun)
      throw new CopyError('TargetExists', `${target.key} has come into being since the plan was made`)
  }
  const { keepEvery, relayPart } = ctx.settings
  const isLong = source.size > keepEvery
  if (!checkpoint) await ctx.save({ checkpoint: { id: target.key, partSize: relayPart } })
  const sink = await local.create(target.key, { size: source.size, isLong, resumes: checkpoint !== undefined })
  await write({ source, head, sink, path: target.key }, ctx)
  return proofOf(head)
}

/** What is read: a link gives what it points to, which the listing did not show. */
export function headNow(source: Pinned, ctx: Ctx): Promise<Head> {
  if (source.type !== 'Symlink') return headOf(ctx, source)
  return ask(ctx, source.account, (oss, signal) => oss.head({ at: source, signal }))
}

type Writing = { source: Pinned; head: Head; sink: Sink; path: string }

async function write({ source, head, sink, path }: Writing, ctx: Ctx): Promise<void> {
  try {
    requireWhole(head, await writeAll(source, sink, ctx), source)
  } catch (error) {
    await sink.leave()
    // What is on the disk is of no use.
    if (error instanceof CopyError && error.code === 'Different') await (await filesOf(ctx)).discard(path)
    throw error
  }
  await sink.finish()
}

/** @throws CopyError Different where the bytes are not the object's */
export function requireWhole({ crc64 }: Head, sums: Summed[], { key }: Pinned): void {
  if (crc64 && String(combine(sums)) !== crc64)
    throw new CopyError('Different', `What was read of ${key} has another CRC64 than the object`)
}

/** As many as a browser opens connections to a host. */
const rangesAtOnce = 6

/** Ranges are read side by side and written one behind the other; resolves with the sums of all. */
async function writeAll(source: Pinned, sink: Sink, ctx: Ctx): Promise<Summed[]> {
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
