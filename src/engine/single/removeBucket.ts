import { OssError } from '../../oss/errors.ts'
import type { Oss, Ref } from '../../oss/types.ts'
import { unlessRefused } from '../evidence/stillCopied.ts'
import { ask } from '../limits/ask.ts'
import { write } from '../limits/write.ts'
import type { SingleWorld } from './world.ts'

/** What keeps a bucket from being deleted: the first of each kind. */
export type InTheWay = { is: 'objects' | 'versions' | 'uploads'; name: string }

/**
 * Deletes a bucket, which OSS does only where it is empty; `at` is the bucket, its key is empty. Resolves with what is in the way, as far as
 * the key may see it.
 * @see https://help.aliyun.com/zh/oss/developer-reference/deletebucket
 * @throws OssError, BucketNotEmpty where nothing is seen in it
 */
export async function removeBucket(at: Ref, world: SingleWorld): Promise<InTheWay[]> {
  try {
    await write(world, at, (oss, signal) => oss.removeBucket({ bucket: at, signal }))
    return []
  } catch (error) {
    const ways = error instanceof OssError && error.code === 'BucketNotEmpty' ? await inTheWay(at, world) : []
    if (ways.length === 0) throw error
    return ways
  }
}

async function inTheWay(at: Ref, world: SingleWorld): Promise<InTheWay[]> {
  const look = <T>(send: (oss: Oss, signal: AbortSignal) => Promise<T>) => unlessRefused(ask(world, at, send))
  const [listed, kept, uploads] = await Promise.all([
    look((oss, signal) => oss.list({ at, limit: 1, signal })),
    look((oss, signal) => oss.listVersions({ at, limit: 10, signal })),
    look((oss, signal) => oss.listUploads({ at, signal })),
  ])
  const object = listed?.objects[0]
  const old = kept?.versions.find(({ is, isLatest }) => is === 'marker' || !isLatest)
  const upload = uploads?.[0]
  return [
    ...(object ? [{ is: 'objects' as const, name: object.key }] : []),
    ...(old ? [{ is: 'versions' as const, name: old.key }] : []),
    ...(upload ? [{ is: 'uploads' as const, name: upload.key }] : []),
  ]
}
