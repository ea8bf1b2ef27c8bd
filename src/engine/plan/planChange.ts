import type { PlanWorld } from '../ctx.ts'
import type { ChangeRequest, Pinned, Planned, Refusal } from '../types.ts'
import { isLight } from './isLight.ts'
import { lookTogether } from './lookTogether.ts'
import { archived, pin, unnamed, unseen } from './pin.ts'
import type { Planner } from './plan.ts'
import { restoreOf } from './restore.ts'
import { walkSource } from './walkSource.ts'

/** Plans an edit of objects where they are. */
export function planChange(request: ChangeRequest, world: PlanWorld): Planner {
  const { change } = request
  const lookAt = lookTogether(world)
  return {
    async ofObject(source) {
      const listed = await lookAt(source)
      if (listed) return changeTask(pin(source, listed), request)
      return { kind: 'change', state: 'refused', refusal: 'missing', source: unseen(source), change }
    },
    async *ofPrefix(source, after) {
      for await (const page of walkSource(world, source, after))
        yield page.map((listed) => changeTask(pin(source, listed), request))
    },
  }
}

function changeTask(source: Pinned, request: ChangeRequest): Planned {
  const { change, expects } = request
  const refusal = isLight(change) ? undefined : refusalOf(source, request)
  const restore = isLight(change) ? {} : restoreOf(source, request)
  return {
    kind: 'change',
    source,
    change,
    ...(expects && { expects }),
    state: refusal ? 'refused' : 'waiting',
    ...restore,
    ...(refusal && { refusal }),
  }
}

/** A link's metadata can't be read: HeadObject answers for what it points to. */
function refusalOf(source: Pinned, { restore }: ChangeRequest): Refusal | undefined {
  if (source.type === 'Symlink') return 'symlink'
  return unnamed(source) ?? (restore ? undefined : archived(source))
}
