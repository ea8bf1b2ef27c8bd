import type { PlanWorld } from '../ctx.ts'
import type { CopyRequest } from '../types.ts'

/**
 * Whether buckets of one name, asked for by two accounts, are two: a name is that of one bucket only, but two clouds may each have one. Only what
 * the buckets say of themselves tells; where that is not to be had they are taken for one, so that nothing is copied onto itself.
 */
export async function areApart({ sources, target }: CopyRequest, { buckets }: PlanWorld): Promise<boolean> {
  const twin = sources.find(({ account, bucket }) => account !== target.account && bucket === target.bucket)
  if (!twin) return false
  const [one, other] = await Promise.all([buckets(twin), buckets(target)])
  const created = [one?.created, other?.created]
  return created.every(Number.isFinite) && created[0] !== created[1]
}
