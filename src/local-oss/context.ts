import type { AccessKey } from './access/accessKeys.ts'
import type { Address } from './http/address.ts'
import type { Query } from './http/query.ts'
import type { Store } from './store/store.ts'
import type { BucketRecord } from './store/types.ts'

/** What can be changed while the local OSS runs. */
export type Settings = {
  /** Bytes per second of one copy request that has to copy bytes (other bucket, other class or encryption, a part); 0: no limit. */
  copySpeed: number
  /**
   * CopyObject inside a bucket that changes neither class nor encryption: `free` moves a reference (the current page), `refused` answers
   * EntityTooLarge above 1 GiB (the older pages), `slow` copies at `copySpeed`.
   */
  referenceCopy: 'free' | 'refused' | 'slow'
  /** Whether a new bucket blocks public access, as OSS's do since October 2025, account by account. */
  blockPublicAccess: boolean
  /** Copying append-type objects: the editions of the pages disagree. A self copy for metadata is always allowed. */
  appendCopy: 'refused' | 'allowed'
  /** How long a restore takes, in milliseconds; absent: as documented (1 minute for Archive, hours for the colder classes). */
  restoreMilliseconds?: number
  /** Custom domains by their host name without a port, each bound to one bucket: a request to one names no bucket. */
  cnames?: Record<string, string>
  /** Further endpoints by their host name without a port, each of one region: PrivateLink, a private cloud. */
  endpoints?: Record<string, string>
  /** Buckets for which transfer acceleration is enabled. */
  accelerated?: string[]
  /** Milliseconds that the server's clock is ahead. */
  clockOffset: number
  /** No answer leaves before this many milliseconds have passed since its request came: a store that is far away. */
  latency: number
}

/** The state behind all requests. */
export type Oss = {
  store: Store
  keys: AccessKey[]
  settings: Settings
  /** Milliseconds since 1970 by the server's clock. */
  now(): number
  /** Waits as long as copying this many bytes takes, at `copySpeed` or the request's own limit (bytes/s). Rejects when the server closes. */
  copyBytes(size: number, limit: number | undefined): Promise<void>
}

/** Who asks. `key` is absent for an anonymous request. */
export type Caller = { key?: AccessKey }

export type ServiceContext = {
  oss: Oss
  query: Query
  /** Names in lower case, values as raw bytes in latin1; those that came twice are joined with a comma. */
  headers: ReadonlyMap<string, string>
  body: AsyncIterable<Buffer>
  caller: Caller
  address: Address
  requestId: string
  host: string
}

export type BucketContext = ServiceContext & { bucket: BucketRecord }

export type ObjectContext = BucketContext & { key: string }

/** The account that owns every bucket of a local OSS. */
export const OWNER = { id: '1000000000000001', name: '1000000000000001' }
