/** Whether an answer is the object that was asked for. */
import { type Asked, factsOf } from './call.ts'
import { altered, OssError } from './errors.ts'
import { unquote } from './metadata.ts'
import type { WireAnswer } from './wire.ts'

/**
 * Nothing signs If-Match: a proxy that takes it away makes OSS answer with whatever stands there.
 * @throws OssError PreconditionFailed, as OSS would have answered
 */
export function requirePinned(answer: WireAnswer, params: Asked, etag: string): void {
  const { etag: told } = answer.headers
  if (told === undefined || unquote(told) === etag) return
  const message = `${params.operation} was answered with another object than was asked for`
  throw new OssError({ ...factsOf(answer, params), kind: 'http', status: 412, code: 'PreconditionFailed', message })
}

/**
 * Bytes that were asked for as they are stored, and come encoded: something between here and OSS did that. What the browser has decoded is as it was before.
 * @throws OssError ContentAltered
 */
export function requireStored(answer: WireAnswer, params: Asked): void {
  const encoding = answer.headers['content-encoding'] ?? 'identity'
  if (answer.isDecoded || encoding.toLowerCase() === 'identity') return
  throw altered(`${params.operation} was answered with bytes that are encoded as ${encoding}`, factsOf(answer, params))
}
