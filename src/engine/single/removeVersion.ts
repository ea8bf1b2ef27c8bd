import type { Ref, Version } from '../../oss/types.ts'
import type { PlanWorld } from '../ctx.ts'
import { CopyError } from '../problem.ts'
import { deletedOf, isSameVersion, versionsOf } from './versions.ts'
import type { SingleWorld } from './world.ts'
import { writeSingle } from './write.ts'

/**
 * Deletes one version, or a delete marker, for good.
 * @see https://help.aliyun.com/zh/oss/developer-reference/deleteobject
 * @throws CopyError SourceChanged where that id is another content now; OssError
 */
export async function removeVersion(at: Ref, version: Version, world: SingleWorld): Promise<void> {
  const { versionId } = version
  const isGone = async () => {
    const now = (await versionsOf(at, world)).find((each) => each.versionId === versionId)
    if (now && !isSameVersion(version, now)) throw changed(at)
    return now ? undefined : true
  }
  await writeSingle(
    {
      at,
      // What is gone needs no delete, so each try begins with that look.
      mayBeMade: true,
      find: isGone,
      check: async () => {},
      send: (oss, signal) => oss.remove({ at, versionId, signal }),
      made: () => true,
    },
    world,
  )
}

/**
 * Takes away the delete markers that lie over the newest content of a key, so that it is current again.
 * @throws CopyError CopyGone where no content lies below them: then nothing was deleted; SourceChanged where that content is gone, or it is
 * deleted again, meanwhile; OssError
 */
export async function undelete(at: Ref, world: SingleWorld): Promise<void> {
  const { content, markers } = deletedOf(await versionsOf(at, world))
  if (!content) throw new CopyError('CopyGone', `${at.key} has no version left`)
  for (const [n, marker] of markers.entries()) {
    await requireOver(markers.slice(n), content, at, world)
    await removeVersion(at, marker, world)
  }
  await requireOver([], content, at, world)
}

/** Else another content would come back. */
async function requireOver(markers: Version[], content: Version, at: Ref, world: PlanWorld): Promise<void> {
  const now = deletedOf(await versionsOf(at, world))
  const known = new Set(markers.map(({ versionId }) => versionId))
  if (!isSameVersion(content, now.content) || now.markers.some(({ versionId }) => !known.has(versionId)))
    throw changed(at)
}

function changed({ key }: Ref): CopyError {
  return new CopyError('SourceChanged', `${key} has changed since it was looked at`)
}
