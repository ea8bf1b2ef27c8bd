import type { CorsMethod, CorsRule } from '../../types.ts'
import { allMetadata, neededHeaders } from '../exposed.ts'

/** `notKnown`: nothing that a page may look at tells. */
export type Verdict = 'ok' | 'missing' | 'notKnown'

/** What a bucket's CORS rules let a page of one origin do, item by item. */
export type CorsCheck = {
  methods: Record<CorsMethod, Verdict>
  /** Of requests, in lower case. */
  headers: Record<string, Verdict>
  /** Of answers, the word `x-ferry-all-metadata` included. */
  exposed: Record<string, Verdict>
  /** The names of user metadata that are exposed. */
  meta: string[]
  /** The rules let the page in, but not with its signature: a header of it is missing in them, or key or clock are wrong. */
  isKeyInDoubt?: true
}

export const corsMethods: readonly CorsMethod[] = ['GET', 'HEAD', 'PUT', 'POST', 'DELETE']

/** Only with temporary credentials. */
export const tokenHeader = 'x-oss-security-token'
/** What every signed request has. */
export const signedHeaders: readonly string[] = [
  'authorization',
  'x-oss-date',
  'x-oss-content-sha256',
  'x-oss-user-agent',
  tokenHeader,
]

/** What else Ferry sends, with values that OSS takes and that change nothing where they stand on a GET. */
export const furtherHeaders: Readonly<Record<string, string>> = {
  'content-type': 'application/xml',
  'content-md5': '1B2M2Y8AsgTpgAmY7PhCfg==',
  'cache-control': 'no-cache',
  'content-disposition': 'inline',
  'content-encoding': 'identity',
  expires: 'Thu, 01 Dec 1994 16:00:00 GMT',
  range: 'bytes=0-',
  'if-match': '"x"',
  'x-oss-acl': 'private',
  'x-oss-object-acl': 'default',
  'x-oss-copy-source': '/bucket/x',
  'x-oss-copy-source-if-match': '"x"',
  'x-oss-copy-source-if-unmodified-since': 'Thu, 01 Dec 1994 16:00:00 GMT',
  'x-oss-copy-source-range': 'bytes=0-1',
  'x-oss-metadata-directive': 'COPY',
  'x-oss-tagging-directive': 'Copy',
  'x-oss-tagging': 'a=b',
  'x-oss-storage-class': 'Standard',
  'x-oss-forbid-overwrite': 'true',
  'x-oss-symlink-target': 'x',
  'x-oss-request-payer': 'requester',
  'x-oss-server-side-encryption': 'AES256',
  'x-oss-server-side-encryption-key-id': 'x',
  'x-oss-server-side-data-encryption': 'SM4',
  'x-oss-meta-ferry': 'x',
}

const metaPrefix = 'x-oss-meta-'

/** Of what a rule exposes the names of user metadata, without `x-oss-meta-`. */
export function metaNames(exposed: Iterable<string>): string[] {
  const names = [...exposed].map((name) => name.toLowerCase()).filter((name) => name.startsWith(metaPrefix))
  return [...new Set(names.map((name) => name.slice(metaPrefix.length)))]
}

export type Wanted = { origin: string; meta: readonly string[]; isAllMeta: boolean }

/** The rule that a page of this origin needs; `isAllMeta`: a person's word that `meta` are all names in use. */
export function neededRule({ origin, meta, isAllMeta }: Wanted): CorsRule {
  const named = meta.map((name) => metaPrefix + name.toLowerCase().replace(metaPrefix, ''))
  const expose = [...neededHeaders, ...(isAllMeta ? [allMetadata] : []), ...new Set(named)]
  return { origins: [origin], methods: [...corsMethods], headers: ['*'], expose, maxAge: 600 }
}
