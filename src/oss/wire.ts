import type { OssErrorFacts } from './errors.ts'

/** A Blob is held by another process of the browser: few bytes go as they are. */
export type Body = Blob | Uint8Array<ArrayBuffer> | string

/** A signed request on its way out. `url` is sent byte for byte; header values are byte strings (`headerBytes.ts`). */
export type WireRequest = {
  url: string
  method: string
  headers: Record<string, string>
  body?: Body
  /** The answer is many bytes of an object, or bytes that are to be inflated. */
  reads?: true
  /** ms until the answer must be whole. */
  timeout: number
  signal: AbortSignal
  /** Aborted when the request must not leave any more. What waits comes back as `recalled`; what can't be told from that is cut, and lost. */
  recall?: AbortSignal
}

/**
 * What came back. A failure is returned, not thrown: the SDK between here and the caller would replace an error by one of its
 * own and lose the cause.
 */
export type WireAnswer = {
  status: number
  headers: Record<string, string>
  data: Uint8Array<ArrayBuffer>
  /** What is wrong with it where CORS hides a header that must be seen (`exposed.ts`); absent where all are seen, as behind a gateway and in the command. */
  hides?: (told: Told) => WireAnswer['failure']
  /** The browser has decoded its bytes (`Content-Encoding`): they are not those that were sent. */
  isDecoded?: true
  failure?: Pick<OssErrorFacts, 'kind' | 'code' | 'message' | 'cause'>
}

/** How much of an answer must be seen: all but user metadata, or that too. */
export type Told = 'facts' | 'all'

export type Transport = (request: WireRequest) => Promise<WireAnswer>

/** Bytes that go, or come, on the line of all other requests: more than these are streamed by a request of their own. */
export const shortBody = 256 * 1024

/** The code of a request that never left for OSS, because it was recalled. */
export const recalled = 'TakenBack'

/** It was recalled before it left. */
export function recalledAnswer(): WireAnswer {
  const failure = { kind: 'gateway', code: recalled, message: 'Taken back before it left' } as const
  return { status: 0, headers: {}, data: new Uint8Array(), failure }
}

/** No answer came, or none in time: what was asked may have happened all the same. */
export function lostAnswer(kind: 'network' | 'timeout', cause: unknown): WireAnswer {
  const code = kind === 'timeout' ? 'RequestTimeout' : 'NetworkError'
  const message = cause instanceof Error ? withCode(cause) : String(cause)
  return { status: 0, headers: {}, data: new Uint8Array(), failure: { kind, code, message, cause } }
}

/** Node's code says what went wrong, its message says it in words. */
function withCode({ message, code }: Error & { code?: unknown }): string {
  return typeof code === 'string' && !message.includes(code) ? `${code}: ${message}` : message
}
