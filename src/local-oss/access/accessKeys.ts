/** One rule of a policy in RAM's manner; `*` is the wildcard. */
export type Statement = {
  effect: 'Allow' | 'Deny'
  /** `oss:GetObject`, `oss:*`. */
  actions: string[]
  /** `bucket`, `bucket/prefix/*`, `*`. */
  resources: string[]
  /** Listings only: the request's `prefix` must begin with one of these. */
  prefixes?: string[]
}

/** A key that the local OSS knows. Without a policy it may do everything. */
export type AccessKey = {
  id: string
  secret: string
  name?: string
  /** STS: requests must carry this token, until `expires` (ms since 1970). */
  token?: string
  expires?: number
  disabled?: boolean
  /** Of an account that owns none of the buckets: where requesters pay, it has to say that it does. */
  isStranger?: boolean
  policy?: Statement[]
}
