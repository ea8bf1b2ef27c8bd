import { OssError, ossError } from '../errors.ts'
import type { Answer } from './answer.ts'
import { errorXml } from './errorXml.ts'
import type { RequestHead } from './requestHead.ts'

/** Not answers: the connection is cut, or left open without a word. */
export const CUT: Answer = { status: 0 }
export const SILENT: Answer = { status: 0 }

/** What answers a request that failed: the error's XML; for HEAD the same in `x-oss-err`. What is no OssError is reported as InternalError. */
export function errorAnswer({ request, requestId, host }: RequestHead, thrown: unknown): Answer {
  // The client hung up while its body came in: there is nobody to tell.
  if ((request.destroyed && !request.complete) || isHangUp(thrown)) return CUT
  // The server closes: a copy that was under way is cut off.
  if (thrown instanceof Error && thrown.name === 'AbortError') return CUT
  if (!(thrown instanceof OssError)) report(thrown)
  const error = thrown instanceof OssError ? thrown : ossError('InternalError')
  const { status, code } = error
  if (status === 304) return { status, code, headers: error.headers }
  const body = errorXml(error, { requestId, hostId: host })
  const headers = { 'content-type': 'application/xml', 'x-oss-ec': error.ec, ...error.headers }
  if (request.method !== 'HEAD') return { status, code, headers, body }
  return { status, code, headers: { ...headers, 'x-oss-err': Buffer.from(body).toString('base64') } }
}

function isHangUp(thrown: unknown): boolean {
  return thrown instanceof Error && (thrown as NodeJS.ErrnoException).code === 'ECONNRESET'
}

/** Tells the operator of something that must not happen. */
export function report(thrown: unknown): void {
  const text = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
  process.stderr.write(`local OSS: ${text}\n`)
}
