import type { Oss, Ref, Version } from '../../oss/types.ts'
import { CopyError } from '../problem.ts'
import { deletedOf, isSameVersion, versionsOf } from './versions.ts'
import type { SingleWorld } from './world.ts'
import { writeSingle } from './write.ts'

/**
 * Deletes one version, or a delete marker, for good.
 * @see https://help.aliyun.com/zh/oss/developer-reference/deleteobject
 * @throws CopyError SourceChanged where that id is another content now; OssError
 */
export function removeVersion(at: Ref, version: Version, world: SingleWorld): Promise<void> {
  return removeWhile(at, version, () => true, world)
}

/**
 * Takes away the delete markers that lie over the newest content of a key, so that it is current again.
 * @throws CopyError CopyGone where no content lies below them: then nothing was deleted; SourceChanged where that content is gone, or it is
 * deleted again, meanwhile; OssError
 */
export async function undelete(at: Ref, world: SingleWorld): Promise<void> {
  const { content, markers } = deletedOf(await versionsOf(at, world))
  if (!content) throw new CopyError('CopyGone', `${at.key} has no version left`)
  for (const [n, marker] of markers.entries())
    await removeWhile(at, marker, (now) => areOver(markers.slice(n), content, now), world)
  if (!areOver([], content, await versionsOf(at, world))) throw changed(at)
}

/** `holds`: of all versions of the key, in the look that the delete is decided by. What is gone needs no delete. */
async function removeWhile(
  at: Ref,
  version: Version,
  holds: (versions: Version[]) => boolean,
  world: SingleWorld,
): Promise<void> {
  const { versionId } = version
  let isLeft = true
  const look = async () => {
    const versions = await versionsOf(at, world)
    const now = versions.find((each) => each.versionId === versionId)
    if (!holds(versions) || (now && !isSameVersion(version, now))) throw changed(at)
    isLeft = now !== undefined
  }
  const find = () => look().then(() => (isLeft ? undefined : true))
  const send = async (oss: Oss, signal: AbortSignal) => {
    if (isLeft) await oss.remove({ at, versionId, signal })
  }
  await writeSingle({ at, check: look, find, send, made: () => true }, world)
}

/** Else another content would come back. */
function areOver(markers: Version[], content: Version, versions: Version[]): boolean {
  const now = deletedOf(versions)
  const known = new Set(markers.map(({ versionId }) => versionId))
  return isSameVersion(content, now.content) && now.markers.every(({ versionId }) => known.has(versionId))
}

function changed({ key }: Ref): CopyError {
  return new CopyError('SourceChanged', `${key} has changed since it was looked at`)
}
