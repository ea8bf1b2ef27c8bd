import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { ActionIcon } from './ActionIcon.tsx'
import type { Home } from './requests.ts'
import type { Row } from './rows.ts'
import { openTab } from './tabs/tabs.ts'
import type { Action } from './useActions.tsx'
import { takeBy } from './useClipboard.ts'
import { openBeside } from './usePlace.ts'

type Hands = {
  home: Home
  selected: readonly Row[]
  /** The rows are of many places, as a search has found them. */
  isDeep: boolean
  grid: RefObject<HTMLElement | null>
  clipboard: { paste: () => void; duplicate: () => void }
}

/** What the hands do without a dialog: the twins of keys and drags for menus and the palette. */
export function useHands({ home, selected, isDeep, grid, clipboard }: Hands): Action<string>[] {
  const { t } = useTranslation('browser')
  const nothing = selected.length === 0 ? t('why.none') : undefined
  const many = isDeep && selected.length > 1 ? t('why.many') : undefined
  const [first, second] = selected
  const folder = first?.is === 'prefix' && !second ? { bucket: home.bucket, prefix: first.key } : undefined
  const open: Action<string>[] = folder
    ? [
        {
          name: 'newTab',
          label: t('tab.open'),
          icon: <ActionIcon name="newTab" />,
          shortcut: 'Ctrl ↵',
          obstacle: undefined,
          run: () => openTab(folder),
        },
        {
          name: 'openBeside',
          label: t('pane.open'),
          icon: <ActionIcon name="openBeside" />,
          obstacle: undefined,
          run: () => openBeside(folder),
        },
      ]
    : []
  return [
    ...open,
    {
      name: 'copy',
      label: t('key.copy'),
      icon: <ActionIcon name="copy" />,
      shortcut: 'Ctrl C',
      obstacle: nothing,
      run: () => takeBy('copy', grid.current),
    },
    {
      name: 'cut',
      label: t('key.cut'),
      icon: <ActionIcon name="cut" />,
      shortcut: 'Ctrl X',
      obstacle: nothing,
      run: () => takeBy('cut', grid.current),
    },
    {
      name: 'paste',
      label: t('key.paste'),
      icon: <ActionIcon name="paste" />,
      shortcut: 'Ctrl V',
      obstacle: undefined,
      run: clipboard.paste,
    },
    {
      name: 'duplicate',
      label: t('duplicate'),
      icon: <ActionIcon name="duplicate" />,
      shortcut: 'Ctrl D',
      obstacle: nothing ?? many,
      run: clipboard.duplicate,
    },
  ]
}
