import type { OssError } from './errors.ts'
import { ramAction } from './ramActions.ts'

/**
 * What a key must be allowed: RAM's name of the action, the resource as a policy writes it, and of a listing the prefix that was asked for.
 * `isDenied`: a Deny refused it, which outweighs whatever would allow it.
 */
export type Right = { action: string; resource: string; prefix?: string; isDenied?: true }

const requesterPays = /requester pay bucket/i
/** Denied for another reason than a right, which the message alone tells. */
const otherReasons = [/difference between the request time/i, /addressed using the specified endpoint/i, requesterPays]

type Denial = Pick<OssError, 'code' | 'message'>

/** Whether the bucket wants its requests to be paid by who makes them. */
export function asksToPay({ code, message }: Denial): boolean {
  return code === 'AccessDenied' && requesterPays.test(message)
}

/** Whether rights would help. */
export function lacksRights({ code, message }: Denial): boolean {
  return code === 'AccessDenied' && !otherReasons.some((reason) => reason.test(message))
}

/**
 * The rights that a refused request needs, each for its own resource: a copy reads its source and writes its target. Where OSS named the
 * action that is missing (`AuthAction`), that one alone.
 * @see https://help.aliyun.com/en/oss/user-guide/0003-00000201
 */
export function rightsOf(error: OssError): Right[] {
  const needed = neededBy(error).map((right) => ({ ...right, ...(isByDeny(error) && { isDenied: true as const }) }))
  const missing = error.details.AuthAction
  if (!missing) return needed
  const named = needed.filter(({ action }) => action === missing)
  return named.length > 0 ? named : concerned(needed, missing).map((right) => ({ ...right, action: missing }))
}

/** A Deny of RAM, of both RAM and the bucket's policy, or of a batch. */
const ofDeny = new Set(['0003-00000201', '0003-00000203', '0003-00000204'])

function isByDeny({ details, ec = '' }: OssError): boolean {
  return details.NoPermissionType ? details.NoPermissionType === 'ExplicitDeny' : ofDeny.has(ec)
}

/** Of a copy what reads its source, which comes first, or what writes its target. */
function concerned(needed: Right[], action: string): Right[] {
  return action.startsWith('oss:Get') ? needed.slice(0, 1) : needed.slice(-1)
}

function neededBy({ operation, resource, bucket, copySource, prefix, isVersion }: OssError): Right[] {
  const action = ramAction(operation, isVersion && !copySource)
  const lists = operation === 'ListObjectsV2' && prefix
  const right = { action, resource: bucket ? arn(resource, operation) : 'acs:oss:*:*:*', ...(lists && { prefix }) }
  if (!copySource) return [right]
  return [{ action: ramAction('GetObject', isVersion), resource: arn(copySource, operation) }, right]
}

/** `oss://bucket/key` as a policy writes it; many objects at once are of the whole bucket. */
function arn(address: string, operation: string): string {
  const path = address.slice('oss://'.length)
  if (operation === 'DeleteMultipleObjects') return `acs:oss:*:*:${path}*`
  const isBucket = path.indexOf('/') === path.length - 1
  return `acs:oss:*:*:${isBucket ? path.slice(0, -1) : path}`
}
