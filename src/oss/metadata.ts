import { byteString, bytesOf } from './headerBytes.ts'
import {
  type Acl,
  type AnsweredClass,
  type Attributes,
  type Encryption,
  type HalfSeen,
  type Head,
  type Headers,
  type HeadFacts,
  headerNames,
  type Meta,
  type ObjectType,
  type Restore,
  type StorageClass,
  type Tag,
} from './types.ts'

const metaPrefix = 'x-oss-meta-'
const acls: Acl[] = ['default', 'private', 'public-read', 'public-read-write']
export const storageClasses: StorageClass[] = ['Standard', 'IA', 'Archive', 'ColdArchive', 'DeepColdArchive']

/** What HeadObject told. @see https://help.aliyun.com/zh/oss/developer-reference/headobject */
export function readHead(wire: Record<string, string>): Head {
  return { ...readFacts(wire), meta: readMeta(wire) }
}

/**
 * Which object a head is about, and how large it is: without that it is none.
 * @throws SyntaxError
 */
export function whole<Told extends HeadFacts>(head: Told): Told {
  if (Number.isNaN(head.size)) throw new SyntaxError('The size is missing')
  return named(head)
}

/** The same of an answer that has the bytes themselves. @throws SyntaxError */
export function named<Told extends Pick<HeadFacts, 'etag' | 'modified'>>(head: Told): Told {
  if (head.etag === '' || Number.isNaN(head.modified)) throw new SyntaxError('The ETag or Last-Modified is missing')
  return head
}

/** What is shown of it where some is hidden; a value that is hidden is left out, and not taken for what its absence would mean. */
export function halfSeen(wire: Record<string, string>, hidesFacts: boolean): HalfSeen {
  const { size, modified, headers, meta, ...facts } = readHead(wire)
  if (hidesFacts) return { size, modified, headers, meta }
  return { size, modified, headers, meta, ...facts }
}

/** The same without its user metadata. */
export function readFacts(wire: Record<string, string>): HeadFacts {
  return {
    size: Number(wire['content-length'] ?? Number.NaN),
    etag: unquote(wire.etag ?? ''),
    modified: Date.parse(wire['last-modified'] ?? ''),
    type: (wire['x-oss-object-type'] ?? 'Normal') as ObjectType,
    storageClass: storageClass(wire['x-oss-storage-class']),
    headers: readHeaders(wire),
    tagCount: Number(wire['x-oss-tagging-count'] ?? 0),
    ...given('served', Date.parse(wire.date ?? '') || undefined),
    ...given('crc64', wire['x-oss-hash-crc64ecma']),
    ...given('versionId', wire['x-oss-version-id']),
    ...given('restore', restoreOf(wire['x-oss-restore'])),
    ...given('encryption', encryptionOf(wire)),
  }
}

/**
 * Attributes as request headers, which are bytes. Content-Type is always sent: the SDK would guess one from the key's extension otherwise
 * (docs/oss/copy.md#metadata-and-tags).
 */
export function attributeHeaders(attributes: Attributes): Record<string, string> {
  const { headers = {}, meta = {}, encryption } = attributes
  return {
    'Content-Type': 'application/octet-stream',
    ...headers,
    ...Object.fromEntries(Object.entries(meta).map(([name, value]) => [metaPrefix + name, value])),
    ...placedHeaders(attributes),
    ...(encryption && { 'x-oss-server-side-encryption': bytesOf(encryption.algorithm) }),
    ...(encryption?.keyId && { 'x-oss-server-side-encryption-key-id': bytesOf(encryption.keyId) }),
    ...(encryption?.dataAlgorithm && { 'x-oss-server-side-data-encryption': bytesOf(encryption.dataAlgorithm) }),
  }
}

/** What a link can be given, too. */
export function placedHeaders({ tags, acl, storageClass }: Attributes): Record<string, string> {
  return {
    ...(tags && { 'x-oss-tagging': tagQuery(tags) }),
    ...(acl && { 'x-oss-object-acl': acl }),
    ...(storageClass && { 'x-oss-storage-class': storageClass }),
  }
}

/** OSS's documents print classes in capitals, its answers don't. */
export function storageClass(word: string | undefined): AnsweredClass {
  return storageClasses.find((name) => name.toLowerCase() === word?.toLowerCase()) ?? 'Unknown'
}

/** @throws SyntaxError where an answer names no ACL */
export function aclOf(word: string | undefined): Acl {
  const acl = acls.find((name) => name === word)
  if (!acl) throw new SyntaxError(`The ACL is ${word ?? 'missing'}`)
  return acl
}

/** `"ABC"` → `ABC`. A proxy that compresses puts `W/` before it, of whose bytes the readers judge. */
export function unquote(etag: string): string {
  return etag.replace(/^(?:W\/)?"|"$/g, '')
}

/** `ongoing-request="false", expiry-date="Sun, 16 Apr 2017 08:12:33 GMT"` */
export function restoreOf(word: string | undefined): Restore | undefined {
  if (!word) return undefined
  const until = Date.parse(/expiry-date="([^"]+)"/.exec(word)?.[1] ?? '')
  return { ongoing: word.includes('ongoing-request="true"'), ...(Number.isNaN(until) ? {} : { until }) }
}

function encryptionOf(wire: Record<string, string>): Encryption | undefined {
  const algorithm = wire['x-oss-server-side-encryption']
  if (!algorithm) return undefined
  return {
    algorithm,
    ...given('keyId', wire['x-oss-server-side-encryption-key-id']),
    ...given('dataAlgorithm', wire['x-oss-server-side-data-encryption']),
  }
}

function readHeaders(wire: Record<string, string>): Headers {
  const pairs = headerNames.map((name) => [name, byteString(wire[name.toLowerCase()] ?? '')] as const)
  return Object.fromEntries(pairs.filter(([, value]) => value !== ''))
}

function readMeta(wire: Record<string, string>): Meta {
  const pairs = Object.entries(wire).filter(([name]) => name.startsWith(metaPrefix))
  return Object.fromEntries(pairs.map(([name, value]) => [name.slice(metaPrefix.length), byteString(value)]))
}

function tagQuery(tags: Tag[]): string {
  return tags.map(({ key, value }) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`).join('&')
}

function given<Name extends string, Value>(name: Name, value: Value | undefined): { [K in Name]?: Value } {
  return (value === undefined ? {} : { [name]: value }) as { [K in Name]?: Value }
}
