import { bytesOf } from '../../oss/headerBytes.ts'
import type { Head } from '../../oss/types.ts'
import type { Ctx } from '../ctx.ts'
import { type Bytes, filesOf, type LocalFiles } from '../localFiles.ts'
import { factsIfAny } from '../stat.ts'
import type { Pinned, Proof, UploadTask } from '../types.ts'
import { byPolicy } from './byPolicy.ts'
import { writeTarget } from './relay.ts'
import { isSameFile } from './sameFile.ts'
import { isUtf8 } from './utf8.ts'

/**
 * Makes an object of a file: whole or by parts, proved by the CRC64 of the bytes that were read. Running it again resumes; a file that
 * changed since it was planned ends the task.
 * @throws OssError, CopyError, or the signal's reason when it was stopped.
 */
export async function runUpload(task: UploadTask, ctx: Ctx): Promise<void> {
  if (await isThere(task, ctx)) return ctx.save({ state: 'skipped' })
  const proof = await byPolicy(task, send, ctx)
  if (!proof) return
  ctx.report({ is: 'bytes', done: task.source.size })
  await ctx.save({ state: 'done', proof, checkpoint: undefined })
}

/** `different` skips what is the same, which only the bytes can tell. */
async function isThere({ source, target, there, conflict }: UploadTask, ctx: Ctx): Promise<boolean> {
  if (conflict !== 'different' || there?.size !== source.size) return false
  const head = await factsIfAny(ctx, target)
  return head?.etag === there.etag && isSameFile(source, head, ctx)
}

async function send(task: UploadTask, ctx: Ctx): Promise<Proof> {
  const { source, target, overwrite, there, checkpoint } = task
  const readRange = readerOf(source, filesOf(ctx))
  const headers = { 'Content-Type': bytesOf(await typeOf(task, readRange)) }
  const { size, etag, modified, storageClass } = source
  const head: Head = { size, etag, modified, type: 'Normal', storageClass, headers, meta: {}, tagCount: 0 }
  const how = { attributes: { headers }, overwrite, there, removeSource: false, checkpoint, partSize: 0 }
  const read = async ({ from, to }: { from: number; to: number }) => readRange(from, to)
  return writeTarget({ source, head, target, ...how }, { read, isNear: true }, ctx)
}

type ReadRange = (from: number, to: number) => Promise<Bytes>

/** Bytes; many may be kept at once. */
const mostKept = 64 * 1024

/** A small file is read once, though a text is looked at before it is sent. */
function readerOf(source: Pinned, local: LocalFiles): ReadRange {
  let whole: Promise<Bytes> | undefined
  return (from, to) => {
    if (source.size > mostKept || from !== 0 || to !== source.size) return local.read(source, from, to)
    whole ??= local.read(source, from, to)
    return whole
  }
}

/** A browser reads text without a charset as that of its own language. */
async function typeOf({ type, source }: UploadTask, read: ReadRange): Promise<string> {
  if (!/^text\/[^;]*$/.test(type)) return type || 'application/octet-stream'
  return (await isUtf8(source.size, read)) ? `${type}; charset=utf-8` : type
}
