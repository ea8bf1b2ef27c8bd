import { OssError } from '../../oss/errors.ts'
import type { HeadFacts, Ref } from '../../oss/types.ts'
import type { Ctx } from '../ctx.ts'
import { isPrefix, nameOf, parentOf } from '../keys.ts'
import { ask } from '../limits/ask.ts'
import { filesOf, type LocalFiles, type Sink } from '../localFiles.ts'
import { partName } from '../localPath.ts'
import { CopyError } from '../problem.ts'
import { factsOf } from '../stat.ts'
import type { DownloadTask, ExistingObject, Pinned, Proof } from '../types.ts'
import { byPolicy } from './byPolicy.ts'
import { proofOf } from './copyWhole.ts'
import { requireWhole, writeAll } from './ranges.ts'
import { isSameFile } from './sameFile.ts'

/**
 * Makes a file of an object, read by ranges that are pinned to its ETag, proved by the CRC64 of what was written. Running it again goes
 * on behind what is on the disk.
 * @throws OssError, CopyError, or the signal's reason when it was stopped.
 */
export async function runDownload(task: DownloadTask, ctx: Ctx): Promise<void> {
  const local = filesOf(ctx)
  const proof = isPrefix(task.target.key) ? await makeFolder(task, local) : await makeFile(task, local, ctx)
  if (!proof) return
  ctx.report({ is: 'bytes', done: task.source.size })
  await ctx.save({ state: 'done', proof, checkpoint: undefined })
}

/** Clears away what a download has begun. @throws CopyError */
export async function discardDownload({ checkpoint, target, there, isPicked }: DownloadTask, ctx: Ctx): Promise<void> {
  const local = filesOf(ctx)
  if (checkpoint?.id) await local.discard(checkpoint.id)
  const mayBeEmpty = !isPicked && (checkpoint?.isFresh || !there)
  const now = mayBeEmpty ? await existingFile(local, target) : undefined
  if (isPicked || now?.size === 0) await local.discard(target.key)
}

/** What is at a path, in the words of a conflict. A folder is in nobody's way. */
export async function existingFile(local: LocalFiles, { key }: Pick<Ref, 'key'>): Promise<ExistingObject | undefined> {
  const file = isPrefix(key) ? undefined : await local.look(key)
  return file && { size: file.size, etag: '', modified: file.modified, storageClass: 'Standard', type: 'Normal' }
}

async function makeFolder({ source, target }: DownloadTask, local: LocalFiles): Promise<Proof> {
  await local.makeFolder(target.key)
  return proofOf(source)
}

function makeFile(task: DownloadTask, local: LocalFiles, ctx: Ctx): Promise<Proof | undefined> {
  return byPolicy(
    task,
    (now, own) => fetchOne(now, local, own),
    ctx,
    (at) => existingFile(local, at),
  )
}

async function fetchOne(task: DownloadTask, local: LocalFiles, ctx: Ctx): Promise<Proof> {
  const head = await orDrop(task, ctx, () => headNow(task.source, ctx))
  const source = { ...task.source, size: head.size, etag: head.etag }
  if (await isThere(task, head, local, ctx)) {
    if (task.checkpoint?.id) await local.discard(task.checkpoint.id)
    return proofOf(head)
  }
  await requireAsPlanned(task, local)
  const begun = task.checkpoint ?? (await begin({ ...task, source }, local, ctx))
  const how = { size: source.size, part: begun.id || undefined, resumes: task.checkpoint !== undefined }
  const sink = await local.create(task.target.key, how)
  const begunTask = { ...task, source, checkpoint: begun }
  await orDrop(begunTask, ctx, () => write({ task: begunTask, head, sink, local }, ctx))
  return proofOf(head)
}

/** The same bytes are ours from before a crash, or as good. What the plan saw there is read only if the policy is about its bytes. */
async function isThere(task: DownloadTask, head: HeadFacts, local: LocalFiles, ctx: Ctx): Promise<boolean> {
  if (task.isPicked) return false
  const { target, conflict } = task
  const now = await existingFile(local, target)
  if (!now || (isAsPlanned(task, now) && conflict !== 'different')) return false
  return isSameFile({ ...target, ...now }, head, ctx)
}

/** A long file gets a name of its own until it is whole, which is written down before there is such a file. */
async function begin({ source, target, job, n, isPicked }: DownloadTask, local: LocalFiles, ctx: Ctx) {
  const { keepEvery, relayPart } = ctx.settings
  const isLong = source.size > keepEvery && !isPicked
  const id = isLong ? await freePart(target.key, `${job}-${n}`, local) : ''
  const isFresh = !(await existingFile(local, target))
  const checkpoint = { id, partSize: relayPart, ...(isFresh && { isFresh: true as const }) }
  await ctx.save({ checkpoint })
  return checkpoint
}

async function freePart(path: string, id: string, local: LocalFiles): Promise<string> {
  for (let n = 0; ; n++) {
    const name = partName(nameOf(path), n === 0 ? id : `${id}-${n}`)
    if (!(await local.look(parentOf(path) + name))) return parentOf(path) + name
  }
}

/** @throws CopyError TargetExists where something else stands than the plan saw */
async function requireAsPlanned(task: DownloadTask, local: LocalFiles): Promise<void> {
  const now = task.isPicked ? undefined : await existingFile(local, task.target)
  // A file that was begun at its place has no bytes.
  const isBegun = task.checkpoint !== undefined && now?.size === 0
  if (!now || isBegun || (task.overwrite && isAsPlanned(task, now))) return
  throw new CopyError('TargetExists', `${task.target.key} is not what it was when the plan was made`)
}

function isAsPlanned({ there }: DownloadTask, now: ExistingObject): boolean {
  return there?.size === now.size && there.modified === now.modified
}

/** What is read: a link gives what it points to, which the listing did not show. */
export function headNow(source: Pinned, ctx: Ctx): Promise<HeadFacts> {
  if (source.type !== 'Symlink') return factsOf(ctx, source)
  return ask(ctx, source, (oss, signal) => oss.headFacts({ at: source, signal }))
}

type Writing = { task: DownloadTask; head: HeadFacts; sink: Sink; local: LocalFiles }

async function write({ task, head, sink, local }: Writing, ctx: Ctx): Promise<void> {
  try {
    requireWhole(head, await writeAll(task.source, sink, ctx), task.source)
    // A browser writes over whatever has the name by now.
    await requireAsPlanned(task, local)
  } catch (error) {
    await sink.leave()
    throw error
  }
  await sink.finish()
}

/** What is on the disk is cleared away where it is of no use any more. */
async function orDrop<T>(task: DownloadTask, ctx: Ctx, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (task.checkpoint && isUseless(error)) {
      await discardDownload(task, ctx)
      await ctx.save({ checkpoint: undefined })
    }
    throw error
  }
}

/** What is on the disk is not the object, or of another one than there is now. */
function isUseless(error: unknown): boolean {
  if (error instanceof CopyError) return error.code === 'Different' || error.code === 'SourceChanged'
  return error instanceof OssError && (error.status === 412 || error.status === 404)
}
