import type { Row } from './rows.ts'

/** What can be done with chosen rows. All but the address open a dialog. */
export const actionNames = [
  'copyTo',
  'download',
  'uploadInto',
  'moveTo',
  'rename',
  'metadata',
  'preview',
  'share',
  'restore',
  'versions',
  'symlink',
  'address',
  'remove',
] as const
export type ActionName = (typeof actionNames)[number]

/** Why an action is not possible now; `undefined` when it is. */
export function obstacle(
  action: ActionName,
  rows: readonly Row[],
): 'none' | 'many' | 'object' | 'folder' | 'link' | 'warm' | undefined {
  const [first, second] = rows
  if (!first) return 'none'
  if (action === 'restore') return rows.some(canHoldArchived) ? undefined : 'warm'
  if (!forOne.has(action)) return undefined
  if (second) return 'many'
  if (action === 'uploadInto') return first.is === 'prefix' ? undefined : 'folder'
  if (!forObject.has(action) || first.is === 'object') return isLinkToLink(action, first) ? 'link' : undefined
  return 'object'
}

const forOne: ReadonlySet<ActionName> = new Set(['uploadInto', 'rename', 'preview', 'versions', 'symlink'])
const forObject: ReadonlySet<ActionName> = new Set(['preview', 'symlink'])

/** Below a prefix there may be anything. */
function canHoldArchived(row: Row): boolean {
  return row.is === 'prefix' || row.storageClass.endsWith('Archive')
}

/** OSS follows no link from a link. */
function isLinkToLink(action: ActionName, row: Row): boolean {
  return action === 'symlink' && row.is === 'object' && row.type === 'Symlink'
}
