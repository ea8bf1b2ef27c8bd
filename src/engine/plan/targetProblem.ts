import { isPrefix } from '../keys.ts'
import { chooserOf } from '../scope/scope.ts'
import type { CopyRequest, Source } from '../types.ts'
import { targetKey } from './check.ts'

/**
 * What can be said of a copy before any request is made. `isApart`: whether a bucket of the target's name is another one; between two accounts
 * that is only known once the buckets were asked (`apart.ts`), and the plan then refuses.
 */
export function targetProblem(
  request: CopyRequest,
  isApart = (source: Source) => source.account !== request.target.account,
): 'sameObject' | 'intoItself' | 'otherRegion' | undefined {
  for (const source of request.sources) {
    const problem = pairProblem(source, request, isApart(source))
    if (problem) return problem
  }
  return undefined
}

function pairProblem(source: Source, request: CopyRequest, isApart: boolean) {
  const { target, conflict, removeSource, relay, placement } = request
  if (source.region !== target.region) return relay ? undefined : 'otherRegion'
  if (source.bucket !== target.bucket || isApart) return undefined
  const key = targetKey(source, request)
  const duplicate = conflict === 'keepBoth' && !removeSource
  if (key === source.key && !duplicate) return 'sameObject'
  // An exact place below itself is a longer name (`a/` to `a/b/`), which every object can have.
  const isInside = placement === 'into' && isPrefix(source.key) && key !== source.key && key.startsWith(source.key)
  return isInside && isMeant(source, key) ? 'intoItself' : undefined
}

/** Whether all that lies below a prefix is a part of the source. */
function isMeant({ scope, ...at }: Source, below: string): boolean {
  return scope === undefined || chooserOf({ ...at, scope }).holdsBelow(below)
}
