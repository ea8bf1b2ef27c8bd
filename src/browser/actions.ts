import type { Row } from './rows.ts'

/** What can be done with chosen rows. The first four open a dialog. */
export const actionNames = ['copyTo', 'moveTo', 'rename', 'metadata', 'address'] as const
export type ActionName = (typeof actionNames)[number]

/** Why an action is not possible now; `undefined` when it is. */
export function obstacle(action: ActionName, rows: readonly Row[]): 'none' | 'many' | 'prefix' | undefined {
  const [first, second] = rows
  if (!first) return 'none'
  if (action !== 'rename' && action !== 'metadata') return undefined
  if (second) return 'many'
  return action === 'metadata' && first.is === 'prefix' ? 'prefix' : undefined
}
