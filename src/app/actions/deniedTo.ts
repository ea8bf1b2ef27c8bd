import { parentOf } from '../../engine/keys.ts'
import { type Need, needs } from '../../engine/needs.ts'
import type { Row } from '../listing/rows.ts'
import { deniedAt, type Spot } from '../rights/denials.ts'
import type { Action, ActionContext, ActionLocation, Permitted } from './action.ts'

/** The right that an action lacks here, as far as it is known: every row that is chosen was refused it, or the place was. */
export function deniedTo(
  { deed, deedHere }: Pick<Action<never>, 'deed' | 'deedHere'>,
  at: ActionLocation,
): string | undefined {
  if (!at.place) return undefined
  const { bucket, prefix } = at.place
  const rows = deed && 'rows' in at ? (at as ActionContext).rows : []
  const here = { bucket, place: prefix }
  const lackedBy = (asked: Permitted | undefined, of: (row: Row) => Spot) =>
    asked && deniedAt(at.account, needsOf(asked), rows.length > 0 ? each(rows, of) : [here])
  return (
    lackedBy(deed, (row) => spotOf(row, bucket)) ?? lackedBy(deedHere, ({ key }) => ({ bucket, place: parentOf(key) }))
  )
}

function* each(rows: readonly Row[], of: (row: Row) => Spot): Generator<Spot> {
  for (const row of rows) yield of(row)
}

function needsOf([name, side, only]: Permitted): Need[] {
  return needs[name].filter((need: Need) => (!side || need.on === side) && (!only || need.action === only))
}

function spotOf({ is, key }: Row, bucket: string): Spot {
  return is === 'object' ? { bucket, place: parentOf(key), object: key } : { bucket, place: key }
}
