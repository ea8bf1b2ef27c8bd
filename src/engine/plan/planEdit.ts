import type { PlanWorld } from '../ctx.ts'
import { type Edited, edited, isAsAsked } from '../edit/edited.ts'
import { holds } from '../edit/holds.ts'
import { SlowPattern } from '../edit/match.ts'
import { needsHead, presentOf } from '../edit/presentOf.ts'
import { Uneditable } from '../edit/uneditable.ts'
import type { ChangeRequest, Edit, Pinned, Planned, Refusal } from '../types.ts'
import { changeTask, refusedChange } from './changeTask.ts'

type EditRequest = ChangeRequest & { edit: Edit }

/** What an edit makes of one object, read now: its own change, with what it was; nothing where all is as asked. */
export async function planEdit(source: Pinned, request: EditRequest, world: PlanWorld): Promise<Planned> {
  if (source.type === 'Symlink' && needsHead(request.edit, request.when))
    return refusedChange(source, request, 'symlink')
  const own = await ownChange(source, request, world)
  if (typeof own === 'string') return refusedChange(source, request, own)
  if (own === undefined) return { kind: 'change', state: 'skipped', source, change: {}, isOutside: true }
  if (isAsAsked(own)) return { kind: 'change', state: 'skipped', source, change: {} }
  if (own.change.encryption === null && (await world.buckets(source))?.encryption)
    return refusedChange(source, request, 'bucketEncrypts')
  return changeTask(source, { ...request, ...own })
}

/** Undefined: the condition does not hold for it. */
async function ownChange(
  source: Pinned,
  request: EditRequest,
  world: PlanWorld,
): Promise<Edited | Refusal | undefined> {
  const is = await presentOf(source, request, world)
  if (!is) return 'missing'
  try {
    return request.when && !holds(request.when, is) ? undefined : edited(request.edit, is)
  } catch (error) {
    if (error instanceof SlowPattern) return 'slowPattern'
    if (error instanceof Uneditable) return error.refusal
    throw error
  }
}
