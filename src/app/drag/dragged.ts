import type { Source } from '../../engine/types.ts'
import type { Ref } from '../../oss/types.ts'
import { type DragKeys, type Drop, dropOf } from '../requests/requests.ts'

/** What is being dragged. */
export type Load = { is: 'rows'; sources: Source[] }
/** Where it may land; `label` names the place in the ghost's words. */
export type Landing = { is: 'place'; target: Ref; label: string }

type Data = Record<string | symbol, unknown>

export function loadOf(data: Data): Load | undefined {
  return data.is === 'rows' ? (data as Load) : undefined
}

/** The innermost target under the pointer, and what a drop there would do. */
export function landingOf(source: Data, targets: readonly { data: Data }[], keys: DragKeys) {
  const load = loadOf(source)
  const data = targets[0]?.data
  if (!load || data?.is !== 'place') return undefined
  const landing = data as Landing
  const drop: Drop = dropOf(load.sources, landing.target, keys)
  return { load, landing, drop }
}
