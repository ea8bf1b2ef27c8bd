/**
 * What can go wrong on the wire. `http`: OSS answered with an error. `network`: no answer (down, reset, CORS). `timeout`:
 * no answer in time. `protocol`: an answer that OSS would not give. `gateway`: the gateway could not reach OSS.
 */
export type OssErrorKind = 'http' | 'network' | 'timeout' | 'protocol' | 'gateway'

export type OssErrorFacts = {
  kind: OssErrorKind
  /** OSS's own `<Code>`, or a word of ours for the other kinds. */
  code: string
  message: string
  operation: string
  resource: string
  /** The bucket that was asked about. */
  bucket?: string
  /** Of a copy: what was to be read, as `oss://bucket/key`. */
  copySource?: string
  /** What was to be read, or deleted, was named by its version. */
  isVersion?: true
  /** Of a listing: the prefix that was asked for. */
  prefix?: string
  status?: number
  requestId?: string
  ec?: string
  /** Further elements of the error document, e.g. `Endpoint`, `BucketName`, `StringToSign`. */
  details?: Record<string, string>
  cause?: unknown
}

/** Every failure of a call to OSS. It names the request, never a key or a secret. */
export class OssError extends Error {
  readonly kind: OssErrorKind
  readonly code: string
  readonly operation: string
  readonly resource: string
  readonly bucket: string | undefined
  readonly copySource: string | undefined
  readonly isVersion: boolean
  readonly prefix: string | undefined
  readonly status: number | undefined
  readonly requestId: string | undefined
  readonly ec: string | undefined
  readonly details: Record<string, string>

  constructor(facts: OssErrorFacts) {
    super(facts.message, { cause: facts.cause })
    this.name = 'OssError'
    this.kind = facts.kind
    this.code = facts.code
    this.operation = facts.operation
    this.resource = facts.resource
    this.bucket = facts.bucket
    this.copySource = facts.copySource
    this.isVersion = facts.isVersion ?? false
    this.prefix = facts.prefix
    this.status = facts.status
    this.requestId = facts.requestId
    this.ec = facts.ec
    this.details = facts.details ?? {}
  }
}

/** What came is not what the store has: something on the way changed it. */
export function altered(message: string, facts: Pick<OssErrorFacts, 'operation' | 'resource' | 'requestId'>): OssError {
  return new OssError({ ...facts, kind: 'protocol', code: 'ContentAltered', message })
}

/**
 * Whether OSS's code says that it takes no more for now.
 * @see https://help.aliyun.com/zh/oss/user-guide/limits
 */
export function isBusy(code: string): boolean {
  return code === 'ServiceUnavailable' || code === 'SlowDown' || /(Qps|Request|Rate)Limit(Exceeded)?$/.test(code)
}
