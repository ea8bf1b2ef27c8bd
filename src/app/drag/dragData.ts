import type { Source } from '../../engine/types.ts'
import type { Ref } from '../../oss/types.ts'
import { type CheckedRequest, type DragKeys, dropRequest } from '../requests/requests.ts'

/** What is being dragged. */
export type DragData = { is: 'rows'; sources: Source[] }
/** Where it may land; `label` names the place in the ghost's words. */
export type DropTarget = { is: 'place'; target: Ref; label: string }

type Data = Record<string | symbol, unknown>

export function dragDataOf(data: Data): DragData | undefined {
  return data.is === 'rows' ? (data as DragData) : undefined
}

/** The innermost target under the pointer, and what a drop there would do. */
export function dropTargetOf(source: Data, targets: readonly { data: Data }[], keys: DragKeys) {
  const load = dragDataOf(source)
  const data = targets[0]?.data
  if (!load || data?.is !== 'place') return undefined
  const landing = data as DropTarget
  const drop: CheckedRequest = dropRequest(load.sources, landing.target, keys)
  return { load, landing, drop }
}
