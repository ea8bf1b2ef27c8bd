import { OssError } from '../oss/errors.ts'
import type { Problem } from './types.ts'

/**
 * `SourceChanged`: not the object that was planned. `TargetExists`: something came between plan and copy. `Unproved`: the copy is
 * there but nothing shows that it is the same. `Different`: it is not the same. `PartMismatch`: the store holds a part of another size.
 * `NotAsAsked`: the store did not take the metadata. `NotYetFree`: at the target stands an object that the same move has not taken away.
 */
export type CopyErrorCode =
  | 'SourceChanged'
  | 'TargetExists'
  | 'Unproved'
  | 'Different'
  | 'PartMismatch'
  | 'NotAsAsked'
  | 'NotYetFree'

/** What the engine itself finds wrong. */
export class CopyError extends Error {
  readonly code: CopyErrorCode
  constructor(code: CopyErrorCode, message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'CopyError'
    this.code = code
  }
}

const ofTheKey = new Set([
  'InvalidAccessKeyId',
  'SignatureDoesNotMatch',
  'SecurityTokenExpired',
  'InvalidSecurityToken',
  'AccessKeyIdAndSecurityTokenNotMatch',
  'RequestTimeTooSkewed',
  'UserDisable',
])

/** Whether a failure is of the whole job, not of one object: the key, the clock, the account. */
export function stopsJob(error: unknown): boolean {
  return error instanceof OssError && isOfTheKey(error)
}

/** Whether other keys, or the right time, would help. */
export function isOfTheKey({ code }: { code: string }): boolean {
  return ofTheKey.has(code)
}

/** Whether a task has to be tried again when others of its job are done. */
export function isNotYetFree(error: unknown): boolean {
  return error instanceof CopyError && error.code === 'NotYetFree'
}

/** A failure as the journal keeps it: no cause, no headers, no signature text. */
export function problemOf(error: unknown): Problem {
  if (error instanceof CopyError) return { code: error.code, message: error.message }
  if (!(error instanceof OssError)) return { code: 'Unexpected', message: String(error) }
  const { code, message, operation, status, requestId } = error
  return { code, message, operation, ...(status && { status }), ...(requestId && { requestId }) }
}
