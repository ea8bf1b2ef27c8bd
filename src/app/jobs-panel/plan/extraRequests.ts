import type { JobView } from '../../../engine/jobs/types.ts'

/** What keeping each object's own ACL costs: one request a copy. */
export function aclRequests({ request, methods }: Pick<JobView, 'request' | 'methods'>): number {
  if (request.do !== 'copy' || !request.keepAcl) return 0
  return Object.values(methods).reduce((sum, { count }) => sum + count, 0)
}

/** The same for its encryption; what goes by parts or through the page is read anyway. */
export function encryptionRequests({ keepEncryption, methods }: Pick<JobView, 'keepEncryption' | 'methods'>): number {
  return keepEncryption ? (methods.whole?.count ?? 0) + (methods.reference?.count ?? 0) : 0
}
