import type { OssError } from './errors.ts'
import { ramAction } from './ramActions.ts'

/** What a key must be allowed: RAM's name of the action, the resource as a policy writes it, and of a listing the prefix that was asked for. */
export type Right = { action: string; resource: string; prefix?: string }

/**
 * The rights that a refused request needs, each for its own resource: a copy reads its source and writes its target. Where OSS named the
 * action that is missing (`AuthAction`), that one alone.
 * @see https://help.aliyun.com/en/oss/user-guide/0003-00000201
 */
export function rightsOf(error: OssError, prefix = ''): Right[] {
  const needed = neededBy(error, prefix)
  const missing = error.details.AuthAction
  if (!missing) return needed
  const named = needed.filter(({ action }) => action === missing)
  return named.length > 0 ? named : needed.slice(-1).map((right) => ({ ...right, action: missing }))
}

function neededBy({ operation, resource, bucket, copySource }: OssError, prefix: string): Right[] {
  const action = ramAction(operation)
  const lists = operation === 'ListObjectsV2' && prefix !== ''
  const right = { action, resource: bucket ? arn(resource, operation) : 'acs:oss:*:*:*', ...(lists && { prefix }) }
  return copySource ? [{ action: 'oss:GetObject', resource: arn(copySource, operation) }, right] : [right]
}

/** `oss://bucket/key` as a policy writes it; many objects at once are of the whole bucket. */
function arn(address: string, operation: string): string {
  const path = address.slice('oss://'.length)
  if (operation === 'DeleteMultipleObjects') return `acs:oss:*:*:${path}*`
  const isBucket = path.indexOf('/') === path.length - 1
  return `acs:oss:*:*:${isBucket ? path.slice(0, -1) : path}`
}

/** The statements that allow them, as RAM takes them. */
export function policyOf(rights: readonly Right[]): string {
  const statements = rights.map(({ action, resource, prefix }) => ({
    Effect: 'Allow',
    Action: [action],
    Resource: [resource],
    ...(prefix !== undefined && { Condition: { StringLike: { 'oss:Prefix': [`${prefix}*`] } } }),
  }))
  return JSON.stringify({ Version: '1', Statement: statements }, null, 2)
}
