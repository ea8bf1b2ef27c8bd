import type { MenuProps } from 'antd'
import type { Action } from './useActions.tsx'

type Items = NonNullable<MenuProps['items']>

/** Groups of actions as the items of a menu; what is not possible stays visible and says why. */
export function menuItems(...groups: Action<string>[][]): Items {
  return groups
    .filter(({ length }) => length > 0)
    .flatMap((group, n) => [...(n > 0 ? [{ type: 'divider' as const, key: `line-${n}` }] : []), ...group.map(itemOf)])
}

function itemOf({ name, label, icon, shortcut, obstacle, run }: Action<string>): Items[number] {
  return {
    key: name,
    icon,
    label,
    extra: shortcut,
    disabled: obstacle !== undefined,
    title: obstacle ?? '',
    onClick: ({ domEvent }) => {
      domEvent.stopPropagation()
      run()
    },
  }
}
