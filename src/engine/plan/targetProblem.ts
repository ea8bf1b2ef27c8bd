import { isPrefix } from '../keys.ts'
import { chooserOf } from '../scope/scope.ts'
import type { CopyRequest, Source } from '../types.ts'
import { targetKey } from './check.ts'

/** What can be said of a copy before any request is made. */
export function targetProblem(request: CopyRequest): 'sameObject' | 'intoItself' | 'otherRegion' | undefined {
  for (const source of request.sources) {
    const problem = pairProblem(source, request)
    if (problem) return problem
  }
  return undefined
}

function pairProblem(source: Source, request: CopyRequest) {
  const { target, conflict, removeSource, relay, placement } = request
  if (source.region !== target.region) return relay ? undefined : 'otherRegion'
  // Two accounts may see one bucket: a name is that of one bucket only.
  if (source.bucket !== target.bucket) return undefined
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
