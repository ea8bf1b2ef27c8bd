import type { Head } from '../../oss/types.ts'
import { filesOf } from '../localFiles.ts'
import { headIfAny } from '../stat.ts'
import type { Ctx, Proof, UploadTask } from '../types.ts'
import { byPolicy } from './byPolicy.ts'
import { sendOn } from './relay.ts'
import { isSameFile } from './sameFile.ts'

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
  const head = await headIfAny(ctx, target)
  return head?.etag === there.etag && isSameFile(source, head, ctx)
}

function send({ source, target, overwrite, there, type, checkpoint }: UploadTask, ctx: Ctx): Promise<Proof> {
  const headers = { 'Content-Type': type || 'application/octet-stream' }
  const { size, etag, modified, storageClass } = source
  const head: Head = { size, etag, modified, type: 'Normal', storageClass, headers, meta: {}, tagCount: 0 }
  const job = {
    source,
    head,
    target,
    attributes: { headers },
    overwrite,
    there,
    removeSource: false,
    checkpoint,
    partSize: 0,
  }
  const read = async ({ from, to }: { from: number; to: number }) => (await filesOf(ctx)).read(source, from, to)
  return sendOn(job, { read, isNear: true }, ctx)
}
