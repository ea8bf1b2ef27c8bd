import type { HeadFacts } from '../../oss/types.ts'
import type { Ctx } from '../ctx.ts'
import { isPrefix } from '../keys.ts'
import { filesOf } from '../localFiles.ts'
import { rangesOf } from '../plan/method.ts'
import type { DownloadTask, Pinned, Proof } from '../types.ts'
import { proofOf } from './copyWhole.ts'
import { crc64, type Summed } from './crc64.ts'
import { readRange, readWhole, requireWhole } from './ranges.ts'
import { headNow } from './runDownload.ts'

/** Ranges of an object that are read side by side. */
const ahead = 4

/**
 * Makes an entry of a zip of an object. What fails before its first bytes are there fails alone; later the zip is broken, since what is
 * written of an entry can't be taken back.
 * @throws OssError, CopyError, or the signal's reason when it was stopped.
 */
export async function runEntry(task: DownloadTask, ctx: Ctx): Promise<void> {
  const { source, target } = task
  const { path, proof } = isPrefix(target.key) ? await addFolder(task, ctx) : await addObject(task, ctx)
  ctx.report({ is: 'bytes', done: source.size })
  await ctx.save({ state: 'done', proof, target: { ...target, key: path } })
}

type Added = { path: string; proof: Proof }

async function addFolder(task: DownloadTask, ctx: Ctx): Promise<Added> {
  return { path: await add(task, inOrder([]), ctx), proof: proofOf(task.source) }
}

/** Where a link leads only its head tells. */
function addObject(task: DownloadTask, ctx: Ctx): Promise<Added> {
  const isOne = task.source.type !== 'Symlink' && task.source.size <= ctx.settings.relayPart
  return isOne ? addSmall(task, ctx) : addLarge(task, ctx)
}

/** Its head comes with its bytes, which are checked before its entry is begun. */
function addSmall(task: DownloadTask, ctx: Ctx): Promise<Added> {
  const { source } = task
  const reading = async () => {
    const { head, bytes } = await readWhole(source, ctx)
    return { path: await add(task, inOrder([bytes]), ctx), proof: proofOf(head) }
  }
  return ctx.memory.hold(source.size, reading, ctx.signal)
}

async function addLarge(task: DownloadTask, ctx: Ctx): Promise<Added> {
  const head = await headNow(task.source, ctx)
  const source = { ...task.source, size: head.size, etag: head.etag }
  const ranges = rangesOf(source.size, ctx.settings.relayPart)
  const held = Math.min(source.size, ahead * ctx.settings.relayPart)
  const reading = async () => add(task, await (ranges.length > 1 ? large : small)(source, head, ctx), ctx)
  // It holds all the memory it needs before it waits for its turn: nobody who holds up others waits for memory.
  return { path: await ctx.memory.hold(held, reading, ctx.signal), proof: proofOf(head) }
}

async function add({ source, target }: DownloadTask, bytes: AsyncIterable<Uint8Array>, ctx: Ctx): Promise<string> {
  return filesOf(ctx).zip.add({ path: target.key, modified: source.modified }, bytes)
}

/** Checked before its entry is begun. */
async function small(source: Pinned, head: HeadFacts, ctx: Ctx): Promise<AsyncIterable<Uint8Array>> {
  const all = await Promise.all(rangesOf(source.size, source.size).map((range) => readRange(source, range, ctx)))
  requireWhole(head, all.map(summed), source)
  return inOrder(all)
}

/** Resolves when its first bytes are there; they say whether it may be read. */
async function large(source: Pinned, head: HeadFacts, ctx: Ctx): Promise<AsyncIterable<Uint8Array>> {
  const partSize = ctx.settings.relayPart
  const waiting = rangesOf(source.size, partSize)
  ctx.report({ is: 'split', partSize, size: source.size, done: [] })
  const begin = () => {
    const bytes = waiting.splice(0, 1).map((range) => readRange(source, range, ctx))
    // Whoever takes it hears of its failure.
    for (const one of bytes) one.catch(() => {})
    return bytes
  }
  const begun = Array.from({ length: ahead }, begin).flat()
  await begun[0]
  return checked(begun, begin, { source, head, ctx })
}

type Bytes = Promise<Uint8Array<ArrayBuffer>>
type Checking = { source: Pinned; head: HeadFacts; ctx: Ctx }

async function* checked(begun: Bytes[], begin: () => Bytes[], { source, head, ctx }: Checking) {
  const sums: Summed[] = []
  for (let next = begun.shift(); next; next = begun.shift()) {
    const bytes = await next
    sums.push(summed(bytes))
    yield bytes
    ctx.report({ is: 'part', number: sums.length, state: 'done' })
    begun.push(...begin())
  }
  requireWhole(head, sums, source)
}

const summed = (bytes: Uint8Array): Summed => ({ crc: crc64(bytes), length: bytes.length })

async function* inOrder(all: Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* all
}
