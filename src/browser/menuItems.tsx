import type { MenuProps } from 'antd'
import { ActionIcon } from './ActionIcon.tsx'
import { keyName } from './keyName.ts'
import type { Action } from './useActions.ts'

type Items = NonNullable<MenuProps['items']>

type Submenu = { name: string; label: string; actions: Action<string>[] }

/** Groups of actions as the items of a menu; what is not possible stays visible and says why. */
export function menuItems(...groups: (Action<string> | Submenu)[][]): Items {
  return groups
    .filter(({ length }) => length > 0)
    .flatMap((group, n) => [...(n > 0 ? [{ type: 'divider' as const, key: `line-${n}` }] : []), ...group.map(itemOf)])
}

function itemOf(entry: Action<string> | Submenu): Items[number] {
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
    icon: <ActionIcon name={name} />,
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
