import { BlockOutlined, CopyOutlined, ScissorOutlined, SnippetsOutlined } from '@ant-design/icons'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { Row } from './rows.ts'
import type { Action } from './useActions.tsx'
import { takeBy } from './useClipboard.ts'

type Hands = {
  selected: readonly Row[]
  /** The rows are of many places, as a search has found them. */
  isDeep: boolean
  grid: RefObject<HTMLElement | null>
  clipboard: { paste: () => void; duplicate: () => void }
}

/** What the hands do without a dialog: the twins of keys and drags for menus and the palette. */
export function useHands({ selected, isDeep, grid, clipboard }: Hands): Action<string>[] {
  const { t } = useTranslation('browser')
  const nothing = selected.length === 0 ? t('why.none') : undefined
  const many = isDeep && selected.length > 1 ? t('why.many') : undefined
  return [
    {
      name: 'copy',
      label: t('key.copy'),
      icon: <CopyOutlined />,
      shortcut: 'Ctrl C',
      obstacle: nothing,
      run: () => takeBy('copy', grid.current),
    },
    {
      name: 'cut',
      label: t('key.cut'),
      icon: <ScissorOutlined />,
      shortcut: 'Ctrl X',
      obstacle: nothing,
      run: () => takeBy('cut', grid.current),
    },
    {
      name: 'paste',
      label: t('key.paste'),
      icon: <SnippetsOutlined />,
      shortcut: 'Ctrl V',
      obstacle: undefined,
      run: clipboard.paste,
    },
    {
      name: 'duplicate',
      label: t('duplicate'),
      icon: <BlockOutlined />,
      shortcut: 'Ctrl D',
      obstacle: nothing ?? many,
      run: clipboard.duplicate,
    },
  ]
}
