import type { PlanWorld } from '../ctx.ts'
import type { Pinned, Planned } from '../types.ts'
import { lookTogether } from './lookTogether.ts'
import { pin, unreadSource } from './pin.ts'
import type { Planner } from './plan.ts'
import { walkSource } from './walkSource.ts'

/** Plans the removal of objects, each pinned to what the listing showed. */
export function planRemove(world: PlanWorld): Planner {
  const lookAt = lookTogether(world)
  return {
    async ofObject(source) {
      const listed = await lookAt(source)
      if (listed) return removeTask(pin(source, listed))
      return { kind: 'remove', state: 'refused', refusal: 'missing', source: unreadSource(source) }
    },
    async *ofPrefix(source, after) {
      for await (const page of walkSource(world, source, after))
        yield page.map((listed) => removeTask(pin(source, listed)))
    },
  }
}

function removeTask(source: Pinned): Planned {
  return { kind: 'remove', state: 'waiting', source }
}
