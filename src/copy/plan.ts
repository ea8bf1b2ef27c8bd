import type { Ref } from '../oss/types.ts'
import { isPrefix } from './keys.ts'
import { planChange } from './planChange.ts'
import { planCopy } from './planCopy.ts'
import { planRemove } from './planRemove.ts'
import type { Planned, PlanWorld, Request } from './types.ts'

/** Objects that were picked one by one are looked up this many at a time. */
const chunk = 100

/**
 * Turns a request into tasks, a listing page at a time, without a side effect. What can't be done comes out as a refused task, what
 * needn't be done as a skipped one.
 * @throws OssError when a listing fails for good.
 */
export async function* plan(request: Request, world: PlanWorld): AsyncGenerator<Planned[]> {
  const { ofObject, ofPrefix } = plannerOf(request, world)
  const objects = request.sources.filter((source) => !isPrefix(source.key))
  for (let from = 0; from < objects.length; from += chunk)
    yield await Promise.all(objects.slice(from, from + chunk).map(ofObject))
  for (const source of request.sources) if (isPrefix(source.key)) yield* ofPrefix(source)
}

function plannerOf(request: Request, world: PlanWorld): Planner {
  if (request.do === 'copy') return planCopy(request, world)
  return request.do === 'change' ? planChange(request, world) : planRemove(world)
}

/** How one kind of request is planned. */
export type Planner = {
  ofObject: (source: Ref) => Promise<Planned>
  ofPrefix: (source: Ref) => AsyncGenerator<Planned[]>
}
