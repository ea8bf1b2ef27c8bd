import type { ChangeRequest, Pinned, Planned, Refusal } from '../types.ts'
import { needsNoCopy } from './needsNoCopy.ts'
import { archived, classRefusal } from './pin.ts'
import { restoreOf } from './restore.ts'

/** One object's work, or why there is none. */
export function changeTask(source: Pinned, request: ChangeRequest): Planned {
  const { change, expects } = request
  const refusal = needsNoCopy(change) ? undefined : refusalOf(source, request)
  if (refusal) return refusedChange(source, request, refusal)
  const restore = needsNoCopy(change) ? {} : restoreOf(source, request)
  return { kind: 'change', source, change, ...(expects && { expects }), state: 'waiting', ...restore }
}

export function refusedChange(source: Pinned, { change, expects }: ChangeRequest, refusal: Refusal): Planned {
  return { kind: 'change', source, change, ...(expects && { expects }), state: 'refused', refusal }
}

/** A link's metadata can't be read: HeadObject answers for what it points to. */
function refusalOf(source: Pinned, { restore }: ChangeRequest): Refusal | undefined {
  if (source.type === 'Symlink') return 'symlink'
  return classRefusal(source) ?? (restore ? undefined : archived(source))
}
