import type { MenuProps } from 'antd'
import type { Action } from './useActions.tsx'

const keys: Partial<Record<Action['name'], string>> = { rename: 'F2', remove: 'Delete' }

/** Actions as the items of a menu; what is not possible stays visible and says why. */
export function menuItems(actions: Action[]): NonNullable<MenuProps['items']> {
  return actions.map(({ name, label, icon, obstacle, run }) => ({
    key: name,
    icon,
    label,
    extra: keys[name],
    disabled: obstacle !== undefined,
    title: obstacle ?? '',
    onClick: ({ domEvent }) => {
      domEvent.stopPropagation()
      run()
    },
  }))
}
