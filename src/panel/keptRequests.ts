import type { JobView } from '../engine/jobs/types.ts'

/** What keeping each object's own ACL costs: one request a copy. */
export function aclRequests({ request, methods }: Pick<JobView, 'request' | 'methods'>): number {
  if (request.do !== 'copy' || !request.keepAcl) return 0
  return Object.values(methods).reduce((sum, { count }) => sum + count, 0)
}
