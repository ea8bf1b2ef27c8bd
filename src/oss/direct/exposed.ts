import type { Told, WireAnswer } from '../wire.ts'

/**
 * What a page without a gateway sees of an answer: the headers that every browser shows, and those that the bucket's CORS rule names. Which
 * those are it can know because the rule names `Access-Control-Expose-Headers` too. What is not named is unknown, and never taken for absent
 * (docs/decisions/direct-mode.md).
 */
export const neededHeaders = [
  'Access-Control-Expose-Headers',
  'ETag',
  'Date',
  'Content-Disposition',
  'Content-Encoding',
  'x-oss-request-id',
  'x-oss-ec',
  'x-oss-err',
  'x-oss-hash-crc64ecma',
  'x-oss-object-type',
  'x-oss-storage-class',
  'x-oss-restore',
  'x-oss-tagging-count',
  'x-oss-version-id',
  'x-oss-symlink-target',
  'x-oss-server-side-encryption',
  'x-oss-server-side-encryption-key-id',
  'x-oss-server-side-data-encryption',
  'x-oss-qos-delay-time',
]

/**
 * No header, but a word of the person who sets the rule: it names every name of user metadata that is in use in the bucket. A rule takes no
 * wildcard, and nothing that OSS answers says that there are more.
 */
export const allMetadata = 'x-ferry-all-metadata'

/** The refusal to go on with less than all: of the needed headers the page may not see some of an answer with these. */
export function hiddenIn(headers: Record<string, string>, told: Told): WireAnswer['failure'] {
  const exposed = exposedBy(headers)
  const needed = told === 'all' ? [...neededHeaders, allMetadata] : neededHeaders
  const hidden = needed.filter((name) => !exposed.has(name.toLowerCase()))
  if (hidden.length === 0) return undefined
  const code = hidden.join() === allMetadata ? 'MetadataHidden' : 'HeadersHidden'
  return { kind: 'protocol', code, message: hidden.join(', '), cause: undefined }
}

/** The names that an answer exposes, in lower case; none where it does not say. */
function exposedBy(headers: Record<string, string>): Set<string> {
  const names = (headers['access-control-expose-headers'] ?? '').split(',')
  return new Set(names.map((name) => name.trim().toLowerCase()))
}
