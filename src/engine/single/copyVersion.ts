import { OssError } from '../../oss/errors.ts'
import type { Attributes, Copied, Head, Ref } from '../../oss/types.ts'
import type { PlanWorld } from '../ctx.ts'
import { type ExpectedTarget, findIfAllowed, findOurs } from '../evidence/evidence.ts'
import { knownClass } from '../knownClass.ts'
import { ask } from '../limits/ask.ts'
import { withLookSignal } from '../limits/write.ts'
import { CopyError } from '../problem.ts'
import { refusalOf } from '../run/copyWhole.ts'
import { statObject } from '../stat.ts'
import type { Proof } from '../types.ts'
import { type Content, type CurrentVersion, currentVersionAt, isSameCurrentVersion } from './versions.ts'
import type { SingleWorld } from './world.ts'
import { writeSingle } from './write.ts'

/** A version becomes the current one of its own key, or of another. `over`: what the person saw there and wants to be replaced. */
export type VersionCopy = { source: Ref; version: Content; target: Ref; over: CurrentVersion }

/** ms; a copy is silent until it is done. */
const copyTimeout = 300_000

/**
 * Copies a version, pinned to its ETag and time: onto its own key that is how it becomes the current one. All that it has is sent, its own
 * ACL included, since a bucket whose versioning is suspended forgets the rest (docs/oss/copy.md#self-copy).
 * @see https://help.aliyun.com/zh/oss/developer-reference/copyobject
 * @throws CopyError TargetExists where something else stands at the target than the person saw; SourceChanged; CopyGone; OssError, also
 * where tags or ACL of the version may not be read: then nothing was written.
 */
export async function copyVersion(copy: VersionCopy, world: SingleWorld): Promise<Proof> {
  const { source, version, target } = copy
  const facts = await factsOf(copy, world)
  const { versionId, etag: ifMatch, modified, type } = version
  const isLink = type === 'Symlink'
  const request = {
    at: target,
    source,
    sourceVersion: versionId,
    ifMatch,
    // What a link points to has a time of its own.
    ...(!isLink && { ifUnmodifiedSince: modified }),
    replace: !isLink,
    attributes: facts.attributes,
    ...(!copy.over.current && { forbidOverwrite: true }),
    timeout: copyTimeout,
  }
  const find = (over: CurrentVersion) =>
    findOurs(async () => ({ ...facts, there: markOf(over) }), withLookSignal(world))
  return writeSingle<Proof, Copied>(
    {
      at: target,
      check: () => requireStanding(copy, world),
      send: (oss, signal) => oss.copyObject({ ...request, signal }),
      find: () => find(copy.over),
      made: (copied) => provedBy(copy, copied, facts, withLookSignal(world)),
    },
    world,
  ).catch((error) => {
    throw refusalOf(error, { target, overwrite: copy.over.current !== undefined })
  })
}

/** All that the copy is to be. */
async function factsOf(
  { source, version, target }: VersionCopy,
  world: PlanWorld,
): Promise<Omit<ExpectedTarget, 'there'>> {
  const [at, { versionId }] = [source, version]
  const [tags, acl] = await Promise.all([
    ask(world, at, (oss, signal) => oss.getTags({ at, versionId, signal })),
    ask(world, at, (oss, signal) => oss.getAcl({ at, versionId, signal })),
  ])
  const own = { ...(tags.length > 0 && { tags }), ...(acl !== 'default' && { acl }) }
  if (version.type === 'Symlink')
    return {
      target,
      content: { link: await ask(world, at, (oss, signal) => oss.getSymlink({ at, versionId, signal })) },
      attributes: own,
    }
  const head = await ask(world, at, (oss, signal) => oss.head({ at, versionId, signal }))
  return { target, content: head, attributes: { ...attributesOf(at, head), ...own } }
}

function attributesOf({ key }: Ref, { headers, meta, storageClass, encryption }: Head): Attributes {
  return { headers, meta, storageClass: knownClass(storageClass, key), ...(encryption && { encryption }) }
}

function markOf({ current }: CurrentVersion): ExpectedTarget['there'] {
  if (current?.is !== 'version') return undefined
  const { etag, modified, type } = current
  return { etag, modified, type }
}

async function requireStanding({ target, over }: VersionCopy, world: PlanWorld): Promise<void> {
  if (isSameCurrentVersion(over, await currentVersionAt(target, world))) return
  throw new CopyError('TargetExists', `${target.key} is not what it was when it was looked at`)
}

/** OSS said that it made the copy: what stands there now shows all that it was to be, or a key may not look at all of it. */
async function provedBy(
  { target, version }: VersionCopy,
  { etag }: Copied,
  facts: Omit<ExpectedTarget, 'there'>,
  world: PlanWorld,
): Promise<Proof> {
  const found = await findIfAllowed(async () => ({ ...facts, there: undefined }), world)
  const isRefused = found instanceof OssError
  if (found && !isRefused) return found
  const now = await statObject(world, target)
  if (now?.etag !== etag) throw new CopyError('CopyGone', `${target.key} is another object right after it was written`)
  if (version.type === 'Normal' && !isRefused)
    throw new CopyError('NotAsAsked', `${target.key} did not take everything that was asked`)
  return { etag, modified: now.modified, unverified: true }
}
