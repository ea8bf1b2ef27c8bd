import type { MenuProps } from 'antd'
import { useTranslation } from 'react-i18next'
import { menuItems } from './menuItems.tsx'
import type { Action } from './useActions.ts'

const overflow = { adjustX: 1, adjustY: 1, shiftX: true, shiftY: true }
/** A submenu goes to the other side, or over its menu, where there is no room for it. */
const builtinPlacements = {
  rightTop: { points: ['tl', 'tr'], overflow },
  leftTop: { points: ['tr', 'tl'], overflow },
}

/** The menu of rows: the everyday actions, and the rarer ones one step further. */
export function useRowMenu(actions: Action<string>[]): MenuProps {
  const { t } = useTranslation('browser')
  const take = (...names: string[]) => names.flatMap((name) => actions.filter((action) => action.name === name))
  const submenu = (name: 'menu.openIn' | 'menu.more', within: Action<string>[]) =>
    within.length > 0 ? [{ name, label: t(name), actions: within }] : []
  const open = take('open')
  const items = menuItems(
    [
      ...(open.length > 0 ? open : take('preview')),
      ...take('showInFolder'),
      ...submenu('menu.openIn', take('newTab', 'openBeside')),
    ],
    take('copyTo', 'moveTo', 'copyBeside', 'moveBeside', 'rename'),
    take('copy', 'cut', 'paste'),
    [
      ...take('download', 'share'),
      ...submenu(
        'menu.more',
        take('uploadInto', 'duplicate', 'metadata', 'versions', 'restore', 'symlink', 'measure', 'address'),
      ),
    ],
    take('details', 'remove'),
  )
  return { items, builtinPlacements }
}
