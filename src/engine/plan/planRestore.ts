import type { Listed } from '../../oss/types.ts'
import type { PlanWorld } from '../ctx.ts'
import { isPrefix } from '../keys.ts'
import { chooserOf } from '../scope/scope.ts'
import type { Pinned, Planned, Refusal, RestoreRequest } from '../types.ts'
import { among } from './check.ts'
import { lookTogether } from './lookTogether.ts'
import { pin, unreadSource } from './pin.ts'
import type { Planner } from './plan.ts'
import { isCold, restoreFor } from './restore.ts'
import { walkSource } from './walkSource.ts'

/**
 * Plans restores. An object that was picked itself may get more days although it can be read; below a prefix, what can be read
 * and was not picked is skipped.
 */
export function planRestore({ restore, sources }: RestoreRequest, world: PlanWorld): Planner {
  const isAmongThem = among(sources.filter(({ key }) => !isPrefix(key)))
  const lookAt = lookTogether(world)
  const restored = (source: Pinned): Planned => ({
    kind: 'restore',
    state: 'waiting',
    source,
    restore: restoreFor(source, restore),
  })
  return {
    async ofObject(at) {
      const listed = await lookAt(at)
      if (!listed) return left('refused', 'missing', unreadSource(at))
      const source = pin(at, listed)
      const needless = isCold(listed.storageClass) ? undefined : notArchived(listed)
      return needless ? left('refused', needless, source) : restored(source)
    },
    async *ofPrefix(at, after) {
      const isRow = at.scope ? chooserOf({ ...at, scope: at.scope }).isRow : () => false
      for await (const page of walkSource(world, at, after))
        yield page.map((listed) => {
          const source = pin(at, listed)
          const needless = needlessWhy(listed, isAmongThem(source) || isRow(listed))
          return needless ? left('skipped', needless, source) : restored(source)
        })
    },
  }
}

function needlessWhy({ storageClass, restore }: Listed, isPicked: boolean): Refusal | undefined {
  if (!isCold(storageClass)) return notArchived({ storageClass })
  return restore && !restore.ongoing && !isPicked ? 'readable' : undefined
}

function left(state: 'refused' | 'skipped', refusal: Refusal, source: Pinned): Planned {
  return { kind: 'restore', state, refusal, source }
}

function notArchived({ storageClass }: Pick<Listed, 'storageClass'>): Refusal {
  return storageClass === 'Unknown' ? 'unknownClass' : 'notArchived'
}
