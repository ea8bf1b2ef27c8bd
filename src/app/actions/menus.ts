import type { MenuProps } from 'antd'
import { useTranslation } from 'react-i18next'
import { menuItems, type Submenu } from './menuItems.tsx'
import type { ActionName, BoundAction, PlaceActionName } from './useActions.ts'

type Entry<Name> = Name | { more: 'menu.openIn' | 'menu.more'; of: readonly Name[] }
/** A menu in groups, with the rarer actions one step further. */
export type MenuLayout<Name> = readonly (readonly Entry<Name>[])[]

export const rowMenu: MenuLayout<ActionName> = [
  ['open', 'preview', 'showInFolder', { more: 'menu.openIn', of: ['newTab', 'openInOtherPane'] }],
  ['copyTo', 'moveTo', 'copyBeside', 'moveBeside', 'rename', 'metadata'],
  ['copy', 'cut', 'paste'],
  [
    'download',
    'share',
    {
      more: 'menu.more',
      of: ['uploadInto', 'duplicate', 'versions', 'undelete', 'restore', 'rulesBelow', 'symlink', 'measure', 'address'],
    },
  ],
  ['details', 'remove'],
]

/** Beside the rows, and where there are none. */
export const emptyMenu: MenuLayout<ActionName> = [
  ['upload', 'newFolder', 'paste'],
  ['selectAll', 'refresh', 'search'],
  ['placeAddress', 'favourite', 'measure'],
  ['rules', 'versionsHere', 'undeleteHere', 'uploads', 'mayDo', 'payer', 'corsCheck', 'bucketSettings'],
]

/** Of a bucket, a level of the path, a line of the side bar. */
export const placeMenu: MenuLayout<PlaceActionName> = [
  ['openPlace', 'newTab', 'openInOtherPane'],
  ['upload', 'newFolder'],
  ['placeAddress', 'favourite'],
  ['rules', 'versionsHere', 'undeleteHere', 'uploads', 'mayDo', 'payer', 'corsCheck', 'bucketSettings'],
  ['dropBucket'],
]

export const tabMenu: MenuLayout<PlaceActionName> = [
  ['newTab', 'closeTab', 'closeOtherTabs'],
  ['placeAddress', 'favourite'],
]

/** What has a button of its own in the bar of the rows, where there is less room, and where there is more. */
export const narrowBarActions: readonly ActionName[] = ['copyTo', 'moveTo', 'rename', 'metadata']
export const barActions: readonly ActionName[] = ['download', ...narrowBarActions]

const overflow = { adjustX: 1, adjustY: 1, shiftX: true, shiftY: true }
/** A submenu goes to the other side, or over its menu, where there is no room for it. */
const builtinPlacements = {
  rightTop: { points: ['tl', 'tr'], overflow },
  leftTop: { points: ['tr', 'tl'], overflow },
}

/** Draws a menu of what is offered. */
export function useMenu(): <Name extends string>(
  layout: MenuLayout<Name>,
  bound: (name: Name) => BoundAction<Name>,
) => MenuProps {
  const { t } = useTranslation('browser')
  return (layout, bound) => {
    const offered = (names: readonly Parameters<typeof bound>[0][]) =>
      names.map(bound).filter(({ isOffered }) => isOffered)
    const groups = layout.map((group) =>
      group.flatMap((entry): (BoundAction<string> | Submenu)[] => {
        if (typeof entry === 'string') return offered([entry])
        const actions = offered(entry.of)
        return actions.length > 0 ? [{ name: entry.more, label: t(entry.more), actions }] : []
      }),
    )
    return { items: menuItems(...groups), builtinPlacements }
  }
}
