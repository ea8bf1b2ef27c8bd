import { CopyError } from '../../engine/problem.ts'
import type { Copied, Head, Oss, Ref } from '../../oss/types.ts'

/**
 * Puts a new content in the place of the one that was read. PutObject takes no If-Match, so the object is looked at right before: one
 * with another ETag is not touched. Headers, metadata, tags, ACL, class and encryption are sent again; a put forgets them.
 * @throws CopyError SourceChanged, OssError
 */
export async function saveText(oss: Oss, { at, read, text }: { at: Ref; read: Head; text: string }): Promise<Copied> {
  const { signal } = new AbortController()
  const [tags, acl] = await Promise.all([
    read.tagCount > 0 ? oss.getTags({ at, signal }) : undefined,
    oss.getAcl({ at, signal }),
  ])
  const now = await oss.head({ at, signal })
  if (now.etag !== read.etag) throw new CopyError('SourceChanged', `${at.key} has changed since it was read`)
  const { headers, meta, storageClass, encryption } = now
  const attributes = { headers, meta, storageClass, acl, ...(tags && { tags }), ...(encryption && { encryption }) }
  // A Blob, since a text would be signed with an MD5 that the browser has to compute first.
  return oss.put({ at, body: new Blob([text]), attributes, signal, timeout: 300_000 })
}
