/** Unfinished uploads of a bucket that a person wants gone; `at` is the bucket, its key is empty. */
import { OssError } from '../../oss/errors.ts'
import type { Oss, Part, Ref, Upload } from '../../oss/types.ts'
import type { PlanWorld } from '../ctx.ts'
import { ask } from '../limits/ask.ts'
import { someAtOnce } from './someAtOnce.ts'
import type { SingleWorld } from './world.ts'
import { writeSingle } from './write.ts'

/** What each upload held when a person was asked about it, by its id; absent: it was gone. */
export type UploadParts = ReadonlyMap<string, Part[]>

type Uploads = { at: Ref; uploads: readonly Upload[] }

/** Looks at what uploads hold, until nobody wants to know any more. @throws OssError */
export async function partsOf({ at, uploads }: Uploads, world: PlanWorld, stop?: AbortSignal): Promise<UploadParts> {
  const found = new Map<string, Part[]>()
  const look = async (upload: Upload) => {
    const parts = await partsIn(at, upload, world)
    if (parts) found.set(upload.uploadId, parts)
  }
  await someAtOnce(uploads, look, stop)
  return found
}

/** Aborts uploads that hold what they held; resolves with those that somebody went on with, which are left. @throws as `abortUpload` */
export async function abortUploads(
  { at, uploads, seen }: Uploads & { seen: UploadParts },
  worldOf: () => SingleWorld,
): Promise<Upload[]> {
  const inUse: Upload[] = []
  await someAtOnce(uploads, async (upload) => {
    if (!(await abortUpload({ at, upload, seen }, worldOf()))) inUse.push(upload)
  })
  return inUse
}

/**
 * Aborts an upload that holds what it held. Resolves with false where somebody went on with it: then it is left. One that is gone needs
 * nothing.
 * @see https://help.aliyun.com/zh/oss/developer-reference/abortmultipartupload
 * @throws OssError
 */
export function abortUpload(
  { at: home, upload, seen }: { at: Ref; upload: Upload; seen: UploadParts },
  world: SingleWorld,
): Promise<boolean> {
  const { key, uploadId } = upload
  const at = { ...home, key }
  let isLeft = true
  // What is gone needs no abort, and what is in use gets none.
  const look = async () => {
    const parts = await partsIn(home, upload, world)
    if (parts && !isSame(parts, seen.get(uploadId))) throw new InUse()
    isLeft = parts !== undefined
  }
  const find = () => look().then(() => (isLeft ? undefined : true))
  const send = async (oss: Oss, signal: AbortSignal) => {
    if (isLeft) await oss.abort({ at, uploadId, signal })
  }
  return writeSingle({ at, check: look, find, send, made: () => true }, world).catch((error) => {
    if (error instanceof InUse) return false
    throw error
  })
}

/** Somebody went on with an upload. */
class InUse extends Error {}

async function partsIn(home: Ref, { key, uploadId }: Upload, world: PlanWorld): Promise<Part[] | undefined> {
  const at = { ...home, key }
  try {
    return await ask(world, at, (oss, signal) => oss.listParts({ at, uploadId, signal }))
  } catch (error) {
    if (error instanceof OssError && error.code === 'NoSuchUpload') return undefined
    throw error
  }
}

function isSame(now: Part[], before: Part[] | undefined): boolean {
  return JSON.stringify(now) === JSON.stringify(before)
}
