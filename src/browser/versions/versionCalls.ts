import type { Attributes, Oss, Ref, Version } from '../../oss/types.ts'

type Content = Extract<Version, { is: 'version' }>

type VersionCopy = { home: Ref; version: Content; target: Ref /** Another object there is replaced. */; over?: boolean }

/**
 * Copies a version to `target`, pinned to its ETag: onto its own key that is how it becomes the current one. All that is known of it is
 * sent, since a bucket whose versioning is suspended forgets the rest (docs/oss/copy.md#self-copy); tags come along by themselves. An old
 * version's own ACL can't be told apart: the current object's is kept.
 * @throws OssError
 */
export async function copyVersion(oss: Oss, { home, version, target, over = false }: VersionCopy) {
  const { signal } = new AbortController()
  const at = { ...home, key: version.key }
  const { headers, meta, encryption } = await oss.head({ at, versionId: version.versionId, signal })
  const acl = await aclOf(oss, at)
  const attributes: Attributes = {
    headers,
    meta,
    storageClass: version.storageClass,
    ...(encryption && { encryption }),
    ...(acl && { acl }),
  }
  return oss.copyObject({
    at: target,
    source: at,
    sourceVersion: version.versionId,
    ifMatch: version.etag,
    replace: true,
    attributes,
    ...(target.key !== at.key && !over && { forbidOverwrite: true }),
    signal,
    timeout: 300_000,
  })
}

/**
 * Whether there is an object. It has to be asked: a bucket that keeps versions takes no notice of `x-oss-forbid-overwrite`.
 * @throws OssError
 */
export async function isTaken(oss: Oss, at: Ref): Promise<boolean> {
  const { signal } = new AbortController()
  return oss.head({ at, signal }).then(
    () => true,
    (error) => {
      if (error.status === 404) return false
      throw error
    },
  )
}

/** A deleted object has none to read. */
async function aclOf(oss: Oss, at: Ref) {
  const { signal } = new AbortController()
  return oss.getAcl({ at, signal }).catch((error) => {
    if (error.status === 404) return undefined
    throw error
  })
}
