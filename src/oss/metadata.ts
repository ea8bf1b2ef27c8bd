import {
  type Attributes,
  type Encryption,
  type Head,
  type Headers,
  headerNames,
  type Meta,
  type ObjectType,
  type Restore,
  type StorageClass,
  type Tag,
} from './types.ts'

const metaPrefix = 'x-oss-meta-'
export const storageClasses: StorageClass[] = ['Standard', 'IA', 'Archive', 'ColdArchive', 'DeepColdArchive']

/** What HeadObject told. @see https://help.aliyun.com/zh/oss/developer-reference/headobject */
export function readHead(wire: Record<string, string>): Head {
  return {
    size: Number(wire['content-length'] ?? Number.NaN),
    etag: unquote(wire.etag ?? ''),
    modified: Date.parse(wire['last-modified'] ?? ''),
    type: (wire['x-oss-object-type'] ?? 'Normal') as ObjectType,
    storageClass: storageClass(wire['x-oss-storage-class']),
    headers: readHeaders(wire),
    meta: readMeta(wire),
    tagCount: Number(wire['x-oss-tagging-count'] ?? 0),
    ...given('served', Date.parse(wire.date ?? '') || undefined),
    ...given('crc64', wire['x-oss-hash-crc64ecma']),
    ...given('versionId', wire['x-oss-version-id']),
    ...given('restore', restoreOf(wire['x-oss-restore'])),
    ...given('encryption', encryptionOf(wire)),
  }
}

/**
 * Attributes as request headers. Content-Type is always sent: the SDK would guess one from the key's extension otherwise
 * (docs/oss/copy.md#metadata-and-tags).
 */
export function attributeHeaders(attributes: Attributes): Record<string, string> {
  const { headers = {}, meta = {}, tags, acl, storageClass, encryption } = attributes
  return {
    'Content-Type': 'application/octet-stream',
    ...headers,
    ...Object.fromEntries(Object.entries(meta).map(([name, value]) => [metaPrefix + name, value])),
    ...(tags && { 'x-oss-tagging': tagQuery(tags) }),
    ...(acl && { 'x-oss-object-acl': acl }),
    ...(storageClass && { 'x-oss-storage-class': storageClass }),
    ...(encryption && { 'x-oss-server-side-encryption': encryption.algorithm }),
    ...(encryption?.keyId && { 'x-oss-server-side-encryption-key-id': encryption.keyId }),
  }
}

/** OSS's documents print classes in capitals, its answers don't. */
export function storageClass(word: string | undefined): StorageClass {
  return storageClasses.find((name) => name.toLowerCase() === word?.toLowerCase()) ?? 'Standard'
}

/** `"ABC"` → `ABC` */
export function unquote(etag: string): string {
  return etag.replace(/^"|"$/g, '')
}

/** `ongoing-request="false", expiry-date="Sun, 16 Apr 2017 08:12:33 GMT"` */
export function restoreOf(word: string | undefined): Restore | undefined {
  if (!word) return undefined
  const until = Date.parse(/expiry-date="([^"]+)"/.exec(word)?.[1] ?? '')
  return { ongoing: word.includes('ongoing-request="true"'), ...(Number.isNaN(until) ? {} : { until }) }
}

function encryptionOf(wire: Record<string, string>): Encryption | undefined {
  const algorithm = wire['x-oss-server-side-encryption']
  return algorithm ? { algorithm, ...given('keyId', wire['x-oss-server-side-encryption-key-id']) } : undefined
}

function readHeaders(wire: Record<string, string>): Headers {
  const pairs = headerNames.map((name) => [name, decode(wire[name.toLowerCase()] ?? '')] as const)
  return Object.fromEntries(pairs.filter(([, value]) => value !== ''))
}

function readMeta(wire: Record<string, string>): Meta {
  const pairs = Object.entries(wire).filter(([name]) => name.startsWith(metaPrefix))
  return Object.fromEntries(pairs.map(([name, value]) => [name.slice(metaPrefix.length), decode(value)]))
}

/** Header values arrive as bytes seen as Latin-1; OSS's users write UTF-8. What is not UTF-8 stays as it came. */
function decode(value: string): string {
  try {
    const bytes = Uint8Array.from(value, (character) => character.charCodeAt(0))
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return value
  }
}

function tagQuery(tags: Tag[]): string {
  return tags.map(({ key, value }) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`).join('&')
}

function given<Name extends string, Value>(name: Name, value: Value | undefined): { [K in Name]?: Value } {
  return (value === undefined ? {} : { [name]: value }) as { [K in Name]?: Value }
}
