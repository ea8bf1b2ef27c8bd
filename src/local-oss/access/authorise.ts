import { isSwitchedOn } from '../bucketSwitches.ts'
import { type Caller, type Oss, OWNER } from '../context.ts'
import { ossError } from '../errors.ts'
import type { BucketRecord } from '../store/types.ts'
import type { Statement } from './accessKeys.ts'

/** `inside`: the operation calls `authorise` itself, for what its body says. */
export type Access = 'read' | 'write' | 'owner' | 'inside'

export type Permission = {
  /** RAM's name: `oss:GetObject`. */
  action: string
  access: Access
  bucket?: BucketRecord
  /** Of a bucket that is to be made. */
  newBucket?: string
  key?: string
  /** The prefix that a listing asks for. */
  prefix?: string
}

/**
 * Throws AccessDenied unless the caller may do this: anonymous requests by the object's ACL (else the bucket's), keys with a policy by
 * its statements (Deny wins, what is not allowed is denied), other keys always. A key is told which action it lacks.
 * @see https://www.alibabacloud.com/help/en/oss/support/0003-00000201
 */
export function authorise(oss: Oss, caller: Caller, permission: Permission): void {
  if (isAllowed(oss, caller, permission)) return
  if (!caller.key) throw ossError('AccessDenied')
  const isForbidden = concerning(caller.key.policy ?? [], permission).some(({ effect }) => effect === 'Deny')
  throw ossError('AccessDenied', {
    message: "Access denied by authorizer's policy.",
    ...(isForbidden && { ec: '0003-00000201' }),
    extra: {
      AccessDeniedDetail: {
        PolicyType: 'AccountLevelIdentityBasedPolicy',
        AuthPrincipalOwnerId: OWNER.id,
        AuthPrincipalType: 'SubUser',
        AuthPrincipalDisplayName: caller.key.id,
        NoPermissionType: isForbidden ? 'ExplicitDeny' : 'ImplicitDeny',
        AuthAction: permission.action,
      },
    },
  })
}

/** Versions of objects have actions of their own. */
export function actionOn(action: string, isVersion: boolean): string {
  const isOfObject = /^oss:(Get|Put|Delete|Restore)Object(Acl|Tagging)?$/.test(action)
  return isVersion && isOfObject ? action.replace('Object', 'ObjectVersion') : action
}

/** Whether the caller may do this. */
export function isAllowed(oss: Oss, { key: accessKey }: Caller, permission: Permission): boolean {
  if (permission.access === 'inside') return true
  if (!accessKey) return isPublic(oss, permission)
  return !accessKey.policy || allows(accessKey.policy, permission)
}

function isPublic(oss: Oss, { access, bucket, key }: Permission): boolean {
  if (!bucket || access === 'owner' || isSwitchedOn(bucket, 'publicAccessBlock')) return false
  const own = key === undefined ? undefined : oss.store.find(bucket.name, key)?.record.acl
  const acl = own === undefined || own === 'default' ? bucket.acl : own
  return acl === 'public-read-write' || (acl === 'public-read' && access === 'read')
}

function concerning(policy: Statement[], permission: Permission): Statement[] {
  return policy.filter((statement) => concerns(statement, permission))
}

function allows(policy: Statement[], permission: Permission): boolean {
  const relevant = concerning(policy, permission)
  return relevant.some(({ effect }) => effect === 'Allow') && !relevant.some(({ effect }) => effect === 'Deny')
}

function concerns({ actions, resources, prefixes }: Statement, permission: Permission): boolean {
  const { action, bucket, newBucket = '', key, prefix = '' } = permission
  const resource = [bucket?.name ?? newBucket, ...(key === undefined ? [] : [key])].join('/')
  return (
    actions.some((pattern) => matches(pattern, action)) &&
    resources.some((pattern) => matches(pattern, resource)) &&
    (prefixes === undefined || key !== undefined || prefixes.some((allowed) => prefix.startsWith(allowed)))
  )
}

function matches(pattern: string, text: string): boolean {
  const source = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${source.join('[^]*')}$`).test(text)
}
