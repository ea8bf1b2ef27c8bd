/** Looks at the versions of one key, on which a write or a delete of one depends. */
import type { Ref, Version, VersionMark } from '../../oss/types.ts'
import type { PlanWorld } from '../ctx.ts'
import { ask } from '../limits/ask.ts'

export type Content = Extract<Version, { is: 'version' }>

/** All versions and delete markers of one key, newest first. Other keys may begin with the same characters. */
export async function versionsOf(at: Ref, world: PlanWorld): Promise<Version[]> {
  const all: Version[] = []
  let from: VersionMark | undefined
  do {
    const start = from && { from }
    const page = await ask(world, at, (oss, signal) => oss.listVersions({ at, ...start, signal }))
    all.push(...page.versions.filter(({ key }) => key === at.key))
    from = page.next?.key === at.key ? page.next : undefined
  } while (from)
  return all
}

/** A deleted object: its newest content, and the delete markers over it, newest first. */
export type Deleted = { content?: Content | undefined; markers: Version[] }

/** `versions`: all of one key, newest first. Without a marker the object is there. */
export function deletedOf(versions: readonly Version[]): Deleted {
  const at = versions.findIndex(isContent)
  const content = versions.find(isContent)
  return { content, markers: versions.slice(0, at < 0 ? versions.length : at) }
}

const isContent = (version: Version): version is Content => version.is === 'version'

/** The content with the ID `null` that is not current; `versions`: all of one key. */
export function oldNullOf(versions: readonly Version[]): Content | undefined {
  return versions.filter(isContent).find(({ versionId, isLatest }) => versionId === 'null' && !isLatest)
}

/** Versions of many keys, key by key. */
export function byKey(versions: readonly Version[]): Version[][] {
  const keys: Version[][] = []
  for (const version of versions) {
    const last = keys.at(-1)
    if (last?.[0]?.key === version.key) last.push(version)
    else keys.push([version])
  }
  return keys
}

/** The same version, unchanged. The id `null` names a slot, in which one content takes the place of the other. */
export function isSameVersion(a: Version | undefined, b: Version | undefined): boolean {
  if (!a || !b) return a === b
  const isSameSlot = a.versionId === b.versionId && a.is === b.is && a.modified === b.modified
  return isSameSlot && (a.is === 'marker' || (b.is === 'version' && a.etag === b.etag && a.type === b.type))
}

/** What a write to a key meets: what is current, and what will be in no version any more. */
export type CurrentVersion = { current?: Version | undefined; lost?: Content | undefined }

/**
 * What stands at a key. Unless versioning is on, a write takes the place of the version with the id `null`, current or not; for a key that
 * may not ask whether it is on, it may.
 * @throws OssError
 */
export async function currentVersionAt(at: Ref, world: PlanWorld): Promise<CurrentVersion> {
  const [versions, facts] = [await versionsOf(at, world), await world.buckets(at)]
  const lost = versions.filter(isContent).find(({ versionId }) => versionId === 'null')
  return {
    current: versions.find(({ isLatest }) => isLatest),
    lost: facts?.versioning === 'Enabled' ? undefined : lost,
  }
}

/** Whether a write meets what it was decided about. */
export function isSameCurrentVersion(a: CurrentVersion, b: CurrentVersion): boolean {
  return isSameVersion(a.current, b.current) && isSameVersion(a.lost, b.lost)
}
