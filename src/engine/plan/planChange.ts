import type { PlanWorld } from '../ctx.ts'
import type { ChangeRequest, Pinned } from '../types.ts'
import { changeTask, refusedChange } from './changeTask.ts'
import { lookTogether } from './lookTogether.ts'
import { pin, unreadSource } from './pin.ts'
import type { Planner } from './plan.ts'
import { planEdit } from './planEdit.ts'
import { walkSource } from './walkSource.ts'

/** Plans an edit of objects where they are. */
export function planChange(request: ChangeRequest, world: PlanWorld): Planner {
  const lookAt = lookTogether(world)
  const { edit } = request
  const planOne = async (source: Pinned) =>
    edit ? planEdit(source, { ...request, edit }, world) : changeTask(source, request)
  return {
    async ofObject(source) {
      const listed = await lookAt(source)
      return listed ? planOne(pin(source, listed)) : refusedChange(unreadSource(source), request, 'missing')
    },
    async *ofPrefix(source, after) {
      for await (const page of walkSource(world, source, after))
        yield await Promise.all(page.map((listed) => planOne(pin(source, listed))))
    },
  }
}
