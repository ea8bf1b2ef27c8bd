import { OssError } from '../../oss/errors.ts'
import type { PlanWorld } from '../ctx.ts'
import { type Edited, edited, isAsAsked, type ObjectProperties } from '../edit/edited.ts'
import { holds } from '../edit/holds.ts'
import { SlowPattern } from '../edit/match.ts'
import { firstBytesOf, needsBytes, needsHead, readProperties } from '../edit/readProperties.ts'
import { Uneditable } from '../edit/uneditable.ts'
import type { ChangeRequest, Edit, Pinned, Planned, Refusal } from '../types.ts'
import { changeTask, refusedChange } from './changeTask.ts'
import { archived } from './pin.ts'

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
  const is = await readProperties(source, request, world)
  if (!is) return 'missing'
  try {
    if (request.when && !holds(request.when, is)) return undefined
    const own = edited(request.edit, { ...is, first: await firstFor(source, request.edit, is, world) })
    // No time shows that tags have changed since, and with them whether the condition holds.
    return request.when?.tags ? { ...own, expects: { ...own.expects, tags: is.tags ?? [] } } : own
  } catch (error) {
    const refusal = refusalOf(error)
    if (!refusal) throw error
    return refusal
  }
}

/** The first bytes, where they decide. @throws Uneditable where nobody can read them; OssError */
async function firstFor(source: Pinned, edit: Edit, is: ObjectProperties, world: PlanWorld) {
  if (!needsBytes(edit, is)) return undefined
  const refusal = archived(source)
  if (refusal) throw new Uneditable(refusal)
  return firstBytesOf(source, world)
}

function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof SlowPattern) return 'slowPattern'
  if (error instanceof Uneditable) return error.refusal
  if (!(error instanceof OssError)) return undefined
  if (error.status === 412) return 'cameLater'
  return error.status === 404 ? 'missing' : undefined
}
