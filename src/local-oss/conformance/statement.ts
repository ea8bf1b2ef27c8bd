/** How a request is signed: a key that nobody has is `unknown`, a signature of another secret `wrong`. */
export type Signing =
  | 'v4'
  | 'v4 date'
  | 'v4 date in ISO'
  | 'v4 url'
  | 'v4 url with a header'
  | 'v4 url without its header'
  | 'v1'
  | 'v1 url'
  | 'none'
  | 'unknown'
  | 'wrong'

/**
 * One raw request. `{bucket}`, `{prefix}`, `{other}` (a bucket that is not there) and what earlier requests of the area kept stand for their
 * values in key, query, headers and body.
 */
export type Ask = {
  method: string
  /** Below the prefix of the run; absent: the bucket. */
  key?: string
  /** As it is sent. A V1 signature covers all of it. */
  query?: string
  /** Values as bytes (latin1). */
  headers?: Record<string, string>
  body?: string | Buffer
  sign?: Signing
  /** `service`: the endpoint itself; `absent`: a bucket that is not there. */
  at?: 'service' | 'absent'
}

/** What the answer must be; what is not named is not looked at. */
export type Expected = {
  status: number
  code?: string
  ec?: string
  message?: string
  /** `null`: the header must not be there. */
  headers?: Record<string, string | RegExp | null>
  /** Texts that must be in the body; those of `lacks` must not. */
  has?: string[]
  lacks?: string[]
}

export type Statement = {
  says: string
  /** The page of the documentation: the end of its address. */
  page: string
  ask: Ask
  expected: Expected
  /** Elements or headers of the answer that later requests need: the name in braces, and where its value stands. */
  keep?: Record<string, string>
}

/** Statements that are asked in their order, after requests that must succeed. */
export type Area = {
  name: string
  before?: (Ask & { keep?: Record<string, string> })[]
  statements: Statement[]
  /** Why this area is only asked of a local OSS: it changes the bucket, or costs money. */
  onlyLocal?: string
}

/** A line of the table: what it says, the request, the answer. */
export function states(
  page: string,
  says: string,
  ask: Ask,
  expected: Expected | number,
  keep?: Statement['keep'],
): Statement {
  return {
    page,
    says,
    ask,
    expected: typeof expected === 'number' ? { status: expected } : expected,
    ...(keep && { keep }),
  }
}
