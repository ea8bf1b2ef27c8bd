// What the store keeps. Times are milliseconds since 1970, sizes are bytes, header values are the raw bytes as a latin1 string.

export type StorageClass = 'Standard' | 'IA' | 'Archive' | 'ColdArchive' | 'DeepColdArchive'
export type BucketAcl = 'private' | 'public-read' | 'public-read-write'
export type ObjectAcl = BucketAcl | 'default'
export type ObjectType = 'Normal' | 'Multipart' | 'Appendable' | 'Symlink'
type Versioning = 'Enabled' | 'Suspended'

export type CorsRule = {
  origins: string[]
  methods: string[]
  headers: string[]
  expose: string[]
  maxAgeSeconds?: number
}

export type BucketRecord = {
  name: string
  /** Region id without the prefix `oss-`: `cn-hangzhou`. */
  region: string
  created: number
  acl: BucketAcl
  storageClass: StorageClass
  redundancy: 'LRS' | 'ZRS'
  versioning?: Versioning
  cors?: { rules: CorsRule[]; responseVary?: boolean }
  /** The other configurations by sub-resource name (`tagging`, `lifecycle`, …): the XML as it was put. */
  configs?: Record<string, string>
}

/** A run of bytes of one blob. */
export type Extent = { blob: number; offset: number; length: number }

/** Immutable bytes. `table` blobs have their CRC prefixes, one per MiB, in a table of their own. */
export type BlobRecord = {
  kind: 'bytes' | 'file' | 'zeros' | 'pattern'
  size: number
  /** How many records (objects, versions, parts) name this blob. */
  references: number
  crc: bigint
  seed?: number
}

export type Encryption = { algorithm: string; keyId?: string; dataAlgorithm?: string }

export type Restore = { requested: number; ready: number; expires: number; tier: string }

/** One version of an object; in an unversioned bucket the only one. */
export type ObjectRecord = {
  type: ObjectType
  size: number
  /** Without quotes. */
  etag: string
  crc: bigint
  /** Last-Modified. */
  modified: number
  storageClass: StorageClass
  /** Content-Type, Cache-Control, …: names in lower case. */
  headers: Record<string, string>
  /** User metadata: names in lower case, without `x-oss-meta-`. */
  meta: Record<string, string>
  extents: Extent[]
  tags?: [key: string, value: string][]
  acl?: ObjectAcl
  encryption?: Encryption
  restore?: Restore
  /** The key that a symbolic link points to. */
  target?: string
  sealed?: number
  /** Orders the versions of one key; the version id is made of it. */
  sequence: number
  /** `null` in buckets that never had versioning. */
  versionId: string
  deleteMarker?: true
}

/** What Initiate fixed for the object that Complete makes. */
export type UploadRecord = {
  uploadId: string
  initiated: number
  storageClass: StorageClass
  headers: Record<string, string>
  meta: Record<string, string>
  tags?: [key: string, value: string][]
  encryption?: Encryption
}

export type PartRecord = {
  number: number
  size: number
  etag: string
  crc: bigint
  modified: number
  extents: Extent[]
}
