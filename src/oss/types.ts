import type { Progress } from './paging.ts'
import type { Body } from './wire.ts'

/** The nouns of the wire. Everything that the rest of Ferry knows of OSS is said in these types. */

/** A place in OSS. A key that is empty or ends in `/` is a prefix. Region as in V4 scopes: `cn-hangzhou`. */
export type Ref = { account: string; region: string; bucket: string; key: string }

export type StorageClass = 'Standard' | 'IA' | 'Archive' | 'ColdArchive' | 'DeepColdArchive'
/** `Unknown`: an answer names none, or one that is not known here. It is never taken for one of the others, nor sent. */
export type AnsweredClass = StorageClass | 'Unknown'
export type ObjectType = 'Normal' | 'Multipart' | 'Appendable' | 'Symlink'
export type Acl = 'default' | 'private' | 'public-read' | 'public-read-write'
/** A bucket has no one to inherit from. */
export type BucketAcl = Exclude<Acl, 'default'>

/** Who signs. It lives in memory and in the wrapped store of `session/`, never in a URL, a plan or the journal. */
export type Account = {
  /** Opaque and stable for one key at one endpoint, so that a job finds its account again after a new sign-in. */
  id: string
  name: string
  accessKeyId: string
  accessKeySecret: string
  stsToken?: string
  /** The region that the endpoint below belongs to. */
  region: string
  /** By which it is told from others on the screen: 1 to 6. */
  colour?: number
  /** Service endpoint with scheme, no path: `https://oss-cn-hangzhou.aliyuncs.com`. */
  endpoint: string
  /** The endpoint is a custom domain (CNAME) bound to this bucket, and reaches no other. */
  cname?: string
  /** Buckets are named in the path, for a private cloud whose hosts have no names for them. At an address they always are. */
  pathStyle?: true
  /** `oss://bucket/prefix/` for keys that may not list buckets. */
  start?: { bucket: string; prefix: string }
  /** Nothing that writes is sent with these keys. */
  isReadOnly?: true
  /** When temporary keys end, ms since 1970, where that is known. */
  expires?: number
  /** Names of buckets whose owner lets requesters pay, and for which this account does. */
  paysFor?: string[]
}

export type Bucket = { name: string; region: string; created: number; storageClass: AnsweredClass }

/** `acl`: absent where the answer did not tell. `blocksPublic`: ACLs that let everybody read or write are refused. */
export type BucketInfo = Bucket & {
  acl?: BucketAcl
  versioning?: 'Enabled' | 'Suspended'
  encryption?: Encryption
  blocksPublic?: true
}

/** One row of a listing. Sizes in bytes, times in ms since 1970. */
export type Listed = {
  key: string
  size: number
  etag: string
  modified: number
  type: ObjectType
  storageClass: AnsweredClass
  /** Of an archived object: being restored, or readable until `restored.until`. */
  restore?: Restore
}
export type RestoreTier = 'Expedited' | 'Standard' | 'Bulk'
export type Restore = { ongoing: boolean; until?: number }

/**
 * `asked`: a moment before it was asked for, by OSS's clock (ms): nothing that was written earlier is missing from it. Absent where OSS does not
 * tell its time.
 */
export type ListPage = { objects: Listed[]; prefixes: string[]; next?: ListPosition; asked?: number }
/** Where a listing goes on; each page is held against it, so that every listing ends (`paging.ts`). */
export type ListPosition = Progress & { token: string }

export const headerNames = [
  'Content-Type',
  'Cache-Control',
  'Content-Disposition',
  'Content-Encoding',
  'Content-Language',
  'Expires',
] as const
export type HeaderName = (typeof headerNames)[number]
declare const bytes: unique symbol
/** The value of a header as it is on the wire, one character a byte (`headerBytes.ts`): no text, and not always UTF-8. */
export type HeaderBytes = string & { readonly [bytes]: true }
export type Headers = Partial<Record<HeaderName, HeaderBytes>>

/** User metadata: names without `x-oss-meta-`, in lower case. */
export type Meta = Record<string, HeaderBytes>
export type Tag = { key: string; value: string }
/** `dataAlgorithm`: of KMS, where the bytes are not AES256. */
export type Encryption = { algorithm: string; keyId?: string; dataAlgorithm?: string }

export type Head = {
  size: number
  etag: string
  modified: number
  type: ObjectType
  storageClass: AnsweredClass
  /** Decimal text; absent on very old and on some copied objects. */
  crc64?: string
  headers: Headers
  meta: Meta
  tagCount: number
  restore?: Restore
  encryption?: Encryption
  versionId?: string
  /** When OSS answered, by its own clock: an object that changed in that same second may change again in it, and nothing would show it. */
  served?: number
}

/** All but the user metadata, which CORS may hide from a page without a gateway. */
export type HeadFacts = Omit<Head, 'meta'>

/**
 * What may be looked at of an object where CORS hides some of it. `hidden`: the names that are not shown; what they would say is unknown. Nothing is
 * written from this.
 */
type SeenHead = (Head & { hidden?: undefined }) | (HalfSeen & { hidden: string[] })
export type HalfSeen = Pick<Head, 'size' | 'modified' | 'headers' | 'meta'> &
  Partial<Pick<Head, 'etag' | 'type' | 'storageClass' | 'crc64' | 'restore' | 'encryption'>>

/** One version of an object, or the marker that a delete left. The version of an unversioned bucket has the id `null`. */
export type Version =
  | ({ is: 'version' } & VersionFacts & Pick<Listed, 'size' | 'etag' | 'type' | 'storageClass'>)
  | ({ is: 'marker' } & VersionFacts)
type VersionFacts = { key: string; versionId: string; isLatest: boolean; modified: number }
export type VersionMark = Progress & { key: string; versionId: string }
export type VersionPage = { versions: Version[]; prefixes: string[]; next?: VersionMark }

export type CorsMethod = 'GET' | 'PUT' | 'DELETE' | 'POST' | 'HEAD'
/** All of a bucket's CORS configuration. `rest`: the XML of elements that are not known here, to be sent again as they are. */
export type Cors = { rules: CorsRule[]; rest?: string }
/** `maxAge` in seconds. `rest`: as in `Cors`. */
export type CorsRule = {
  rest?: string
  origins: string[]
  methods: CorsMethod[]
  headers: string[]
  expose: string[]
  maxAge?: number
}

export type ClassStat = { size: number; objects: number }
/** What a bucket holds, in bytes; counted by OSS at `counted`, ms since 1970. */
export type BucketStat = ClassStat & {
  uploads: number
  deleteMarkers: number
  counted: number
  classes: Record<StorageClass, ClassStat>
}

export type Upload = { key: string; uploadId: string; initiated: number }
export type Part = { number: number; size: number; etag: string }

/** What a target is given: all of it is sent, what is absent is not set. */
export type Attributes = {
  headers?: Headers
  meta?: Meta
  tags?: Tag[]
  acl?: Acl
  storageClass?: StorageClass
  encryption?: Encryption
}

/** What a write made. `modified`: told by CopyObject alone. */
export type Copied = { etag: string; crc64?: string; versionId?: string; requestId: string; modified?: number }

type Call = { signal: AbortSignal /** ms until the call counts as lost */; timeout?: number }
type At = Call & { at: Ref }
type InBucket = Call & { bucket: Pick<Ref, 'region' | 'bucket'> }

type Asked = At & { from?: number; to?: number; ifMatch?: string; versionId?: string; stored?: boolean }

/**
 * OSS, one object argument per call. Every call rejects with `OssError`, or with the signal's reason when it was stopped.
 * Nothing is retried here: `copy/` decides that.
 */
export type Oss = {
  listBuckets(call: Call): Promise<Bucket[]>
  bucketInfo(call: InBucket): Promise<BucketInfo>
  /** Creates a bucket in the region of the endpoint. */
  putBucket(call: InBucket & { acl?: BucketAcl; storageClass?: StorageClass }): Promise<void>
  removeBucket(call: InBucket): Promise<void>
  putBucketAcl(call: InBucket & { acl: BucketAcl }): Promise<void>
  putPublicBlock(call: InBucket & { blocks: boolean }): Promise<void>
  getCors(call: InBucket): Promise<Cors>
  /** Replaces all of it. */
  putCors(call: InBucket & { cors: Cors }): Promise<void>
  putVersioning(call: InBucket & { status: 'Enabled' | 'Suspended' }): Promise<void>
  bucketStat(call: InBucket): Promise<BucketStat>
  /** One page in UTF-8 byte order; `token` is the former page's `next`, `after` a key to start behind, `limit` at most 1000. */
  list(call: At & { delimiter?: '/'; token?: ListPosition; after?: string; limit?: number }): Promise<ListPage>
  /** One page of versions and delete markers, newest first for each key; `from` is the former page's `next`, `after` a key to start behind. */
  listVersions(call: At & { delimiter?: '/'; from?: VersionMark; after?: string; limit?: number }): Promise<VersionPage>
  /** Rejects where CORS hides anything of it, user metadata included: what is not seen would be lost. */
  head(call: At & { versionId?: string }): Promise<Head>
  headFacts(call: At): Promise<HeadFacts>
  /** Only to be shown: it says what CORS hides of it, and does not reject for that. */
  headSeen(call: At): Promise<SeenHead>
  getTags(call: At & { versionId?: string }): Promise<Tag[]>
  putTags(call: At & { tags: Tag[] }): Promise<void>
  getAcl(call: At & { versionId?: string }): Promise<Acl>
  putAcl(call: At & { acl: Acl }): Promise<void>
  /** `replace` sends `attributes` instead of the source's headers and metadata; tags, ACL, class, encryption are sent when given. */
  copyObject(
    call: At & {
      source: Ref
      sourceVersion?: string
      ifMatch: string
      /** ms: only if the source has not been changed since; an edit of its metadata leaves the ETag. */
      ifUnmodifiedSince?: number
      replace: boolean
      attributes: Attributes
      forbidOverwrite?: boolean
    },
  ): Promise<Copied>
  initiate(call: At & { attributes: Attributes; forbidOverwrite?: boolean }): Promise<string>
  /** Copies bytes `from` (inclusive) to `to` (exclusive) of the source as one part; resolves with the part's ETag. */
  copyPart(
    call: At & {
      uploadId: string
      number: number
      source: Ref
      ifMatch: string
      ifUnmodifiedSince?: number
      from: number
      to: number
    },
  ): Promise<string>
  /** Sends bytes as one part; resolves with the part's ETag and what the store summed up. */
  uploadPart(
    call: At & { uploadId: string; number: number; body: Exclude<Body, string> },
  ): Promise<Pick<Copied, 'etag' | 'crc64'>>
  /** All pages. */
  listParts(call: At & { uploadId: string }): Promise<Part[]>
  complete(call: At & { uploadId: string; parts: Part[]; acl?: Acl; forbidOverwrite?: boolean }): Promise<Copied>
  abort(call: At & { uploadId: string }): Promise<void>
  /** All unfinished uploads below the prefix `at.key`. */
  listUploads(call: At): Promise<Upload[]>
  remove(call: At & { versionId?: string }): Promise<void>
  /** At most 1000 keys of one bucket; resolves with the keys that the store says are gone. */
  removeMany(call: InBucket & { keys: string[] }): Promise<string[]>
  put(call: At & { body: Body; attributes: Attributes; forbidOverwrite?: boolean }): Promise<Copied>
  /** The whole object, or bytes `from` (inclusive) to `to` (exclusive). `stored`: never decoded by the browser, whatever its Content-Encoding. */
  get(call: Asked): Promise<Blob>
  /** The same in memory: a Blob is copied to another process of the browser. */
  getBytes(call: Asked): Promise<Uint8Array<ArrayBuffer>>
  /** The same with its head, in one request: of a range, the head says the size of the range. */
  getWithHead(call: Asked): Promise<{ head: HeadFacts; bytes: Uint8Array<ArrayBuffer> }>
  restore(call: At & { versionId?: string; days: number; tier?: RestoreTier }): Promise<void>
  /** The key, in the same bucket, that a symlink stands for; it need not exist. */
  getSymlink(call: At & { versionId?: string }): Promise<string>
  putSymlink(
    call: At & {
      target: string
      attributes?: Pick<Attributes, 'tags' | 'acl' | 'storageClass'>
      forbidOverwrite?: boolean
    },
  ): Promise<void>
  /** A URL that reads the object for `seconds` (at most 7 days) with the rights of this account; `download` names the file. */
  signUrl(call: { at: Ref; seconds: number; versionId?: string; download?: string }): Promise<string>
  publicUrl(call: { at: Ref }): string
  /** How far the store's time is ahead of this computer's, in ms; 0 until the store refused a request for its time. */
  clockOffset(): number
  /** The region in which the bucket answered; the one that is given, as long as none other is known. */
  regionOf(at: Pick<Ref, 'region' | 'bucket'>): string
}
