import type { MenuProps } from 'antd'
import { ActionIcon } from './ActionIcon.tsx'
import type { IconName } from './icons.tsx'
import { keyName } from './keys.ts'
import type { BoundAction } from './useActions.ts'

type Items = NonNullable<MenuProps['items']>
export type Submenu = { name: 'menu.openIn' | 'menu.more'; label: string; actions: BoundAction<string>[] }

/** Groups of actions as the items of a menu; what is not possible stays visible and says why. */
export function menuItems(...groups: (BoundAction<string> | Submenu)[][]): Items {
  return groups
    .filter(({ length }) => length > 0)
    .flatMap((group, n) => [...(n > 0 ? [{ type: 'divider' as const, key: `line-${n}` }] : []), ...group.map(itemOf)])
}

function itemOf(entry: BoundAction<string> | Submenu): Items[number] {
  if ('actions' in entry) {
    const { name, label, actions } = entry
    return {
      key: name,
      label,
      icon: <ActionIcon name={name} />,
      popupClassName: 'row-menu',
      children: actions.map(itemOf),
    }
  }
  const { name, label, shortcut, obstacle, run } = entry
  return {
    key: name,
    icon: <ActionIcon name={name as IconName} />,
    label,
    extra: shortcut && keyName(shortcut),
    disabled: obstacle !== undefined,
    title: obstacle ?? '',
    onClick: ({ domEvent }) => {
      domEvent.stopPropagation()
      run()
    },
  }
}
