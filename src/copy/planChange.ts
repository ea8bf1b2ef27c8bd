import { lookAt } from './look.ts'
import { archived, pin, unseen } from './pin.ts'
import type { Planner } from './plan.ts'
import type { Change, ChangeRequest, Pinned, Planned, PlanWorld } from './types.ts'
import { walk } from './walk.ts'

/** Plans an edit of objects where they are. */
export function planChange({ change }: ChangeRequest, world: PlanWorld): Planner {
  return {
    async ofObject(source) {
      const listed = await lookAt(world, source)
      if (listed) return changeTask(pin(source, listed), change)
      return { kind: 'change', state: 'refused', refusal: 'missing', source: unseen(source), change }
    },
    async *ofPrefix(source, after) {
      for await (const page of walk(world, source, after))
        yield page.map((listed) => changeTask(pin(source, listed), change))
    },
  }
}

function changeTask(source: Pinned, change: ChangeRequest['change']): Planned {
  // A link's metadata can't be read: HeadObject answers for what it points to.
  const refusal = isLight(change) ? undefined : source.type === 'Symlink' ? 'symlink' : archived(source)
  return { kind: 'change', source, change, state: refusal ? 'refused' : 'waiting', ...(refusal && { refusal }) }
}

/** A change of tags or ACL alone needs no self copy. */
export function isLight({ headers, meta, storageClass, encryption }: Change): boolean {
  return !headers && !meta && !storageClass && !encryption
}
