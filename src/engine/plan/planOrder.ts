import { compareKeys } from '../../oss/keyOrder.ts'
import type { Ref } from '../../oss/types.ts'
import { isPrefix, parentOf, rebase } from '../keys.ts'
import type { CopyRequest, Request, Source } from '../types.ts'
import { targetKey } from './check.ts'
import { eachOnce } from './eachOnce.ts'

/** A task as far as its place in the plan goes. */
type Placed = { source: Ref; target?: Ref }

/**
 * Where the task of an object stands in the plan of a copy: from the `from`th on, before the `to`th; `compare` tells whether a task stands
 * before it (negative), is it (0), or stands behind it.
 */
export type PlanOrder = { from: number; to?: number; compare: (task: Placed) => number }

/**
 * Objects that were picked come first, in the order of the request, then prefix by prefix what lies below, in the store's order. Undefined: it
 * goes with none of the sources.
 */
export function planOrder(asked: CopyRequest, at: Ref): PlanOrder | undefined {
  const request = eachOnce(asked)
  const isWhole = ({ key }: Ref) => isPrefix(key)
  const objects = request.sources.filter((source) => !isWhole(source))
  const prefixes = request.sources.filter(isWhole)
  const of = sourceOf(request, at)
  const picked = of ? objects.indexOf(of) : -1
  if (!of) return undefined
  if (picked >= 0) return { from: picked, to: picked + 1, compare: () => 0 }
  const placeOf = (task: Placed) => prefixes.findIndex((prefix) => isBelow(prefix, task, request))
  const place = prefixes.indexOf(of)
  return {
    from: objects.length,
    compare: (task) => placeOf(task) - place || compareKeys(task.source.key, at.key),
  }
}

/** The source of a request which an object goes with. */
export function sourceOf({ sources }: Pick<CopyRequest, 'sources'>, { bucket, key }: Ref): Source | undefined {
  const holds = (one: Source) => one.key === key || (isPrefix(one.key) && key.startsWith(one.key))
  return sources.find((one) => one.bucket === bucket && holds(one))
}

/**
 * Whether an object was planned as one below this prefix. Of prefixes inside one another both hold it, but each puts it elsewhere; only its
 * last name may have got a number.
 */
export function isBelow(prefix: Ref, { source, target }: Placed, request: Request): boolean {
  if (!source.key.startsWith(prefix.key)) return false
  if (!target || request.do !== 'copy') return true
  return parentOf(target.key) === parentOf(rebase(source.key, prefix.key, targetKey(prefix, request)))
}
