import type { Listed } from '../../oss/types.ts'
import type { PlanWorld } from '../ctx.ts'
import { chooserOf } from '../scope/scope.ts'
import type { Source } from '../types.ts'
import { skippedTo, walk } from './walk.ts'

/** Every object below a prefix, or those that its scope means, behind the key `after` if there is one, as `walk` tells them. */
export async function* walkSource(world: PlanWorld, at: Source, after?: string): AsyncGenerator<Listed[]> {
  const { scope } = at
  if (!scope) return yield* walk(world, at, after)
  const { holds, isOver, beyond } = chooserOf({ ...at, scope })
  for await (const page of walk(world, at, begun(after, scope.from), beyond)) {
    yield page.filter(holds)
    const last = page.at(-1)
    if (last && isOver(last.key)) return
  }
}

/** Behind which key it begins: what was planned already, or what lies before the first row. */
function begun(after: string | undefined, first: string | undefined): string | undefined {
  if (first === undefined) return after
  return skippedTo(after === undefined ? {} : { after }, first).after
}
