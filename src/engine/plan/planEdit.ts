import type { PlanWorld } from '../ctx.ts'
import { type Edited, edited, isAsAsked } from '../edit/edited.ts'
import { needsHead, presentOf } from '../edit/presentOf.ts'
import { Uneditable } from '../edit/uneditable.ts'
import type { ChangeRequest, Edit, Pinned, Planned, Refusal } from '../types.ts'
import { changeTask, refusedChange } from './changeTask.ts'

type EditRequest = ChangeRequest & { edit: Edit }

/** What an edit makes of one object, read now: its own change, with what it was; nothing where all is as asked. */
export async function planEdit(source: Pinned, request: EditRequest, world: PlanWorld): Promise<Planned> {
  if (source.type === 'Symlink' && needsHead(request.edit)) return refusedChange(source, request, 'symlink')
  const own = await ownChange(source, request, world)
  if (typeof own === 'string') return refusedChange(source, request, own)
  if (isAsAsked(own)) return { kind: 'change', state: 'skipped', source, change: {} }
  if (own.change.encryption === null && (await world.buckets(source))?.encryption)
    return refusedChange(source, request, 'bucketEncrypts')
  return changeTask(source, { ...request, ...own })
}

async function ownChange(source: Pinned, { edit }: EditRequest, world: PlanWorld): Promise<Edited | Refusal> {
  const is = await presentOf(source, edit, world)
  if (!is) return 'missing'
  try {
    return edited(edit, is)
  } catch (error) {
    if (error instanceof Uneditable) return error.refusal
    throw error
  }
}
