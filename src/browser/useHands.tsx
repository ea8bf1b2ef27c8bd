import { type RefObject, use } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../oss/types.ts'
import { ActionIcon } from './ActionIcon.tsx'
import { useDetails } from './details/detailsStore.ts'
import { measure } from './measure/measures.ts'
import { PaneContext } from './panes/pane.ts'
import type { Place } from './place.ts'
import { type Home, refsOf } from './requests.ts'
import type { Row } from './rows.ts'
import { showInFolder } from './showInFolder.ts'
import { openTab } from './tabs/tabs.ts'
import type { Action } from './useActions.tsx'
import { takeBy } from './useClipboard.ts'
import { openBeside } from './usePlace.ts'

type Hands = {
  account: Account
  home: Home
  place: Place
  open: (row: Row) => void
  selected: readonly Row[]
  /** The rows are of many places, as a search has found them. */
  isDeep: boolean
  grid: RefObject<HTMLElement | null>
  clipboard: { paste: () => void; duplicate: () => void }
}

/** What the hands do without a dialog: the twins of keys and drags for menus and the palette. */
export function useHands({
  account,
  home,
  place,
  open: openRow,
  selected,
  isDeep,
  grid,
  clipboard,
}: Hands): Action<string>[] {
  const { t } = useTranslation('browser')
  const { pane } = use(PaneContext)
  const nothing = selected.length === 0 ? t('why.none') : undefined
  const many = isDeep && selected.length > 1 ? t('why.many') : undefined
  const [first, second] = selected
  const folder = first?.is === 'prefix' && !second ? { bucket: home.bucket, prefix: first.key } : undefined
  const open: Action<string>[] = folder
    ? [
        {
          name: 'open',
          label: t('open'),
          icon: <ActionIcon name="open" />,
          shortcut: '↵',
          obstacle: undefined,
          run: () => first && openRow(first),
        },
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
  const found: Action<string>[] =
    isDeep && first && !second
      ? [
          {
            name: 'showInFolder',
            label: t('showInFolder'),
            icon: <ActionIcon name="showInFolder" />,
            obstacle: undefined,
            run: () => showInFolder(home.bucket, first.key, pane),
          },
        ]
      : []
  const prefixes = selected.filter(({ is }) => is === 'prefix')
  const count = () => {
    useDetails.setState({ isOpen: true })
    void measure(account, refsOf(home, first ? prefixes : [{ key: place.prefix }]))
  }
  return [
    ...open,
    ...found,
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
    {
      name: 'measure',
      label: t('measure'),
      icon: <ActionIcon name="measure" />,
      obstacle: first && prefixes.length === 0 ? t('why.noPrefix') : undefined,
      run: count,
    },
    {
      name: 'details',
      label: t('here.details'),
      icon: <ActionIcon name="details" />,
      shortcut: 'I',
      obstacle: undefined,
      run: useDetails.getState().toggle,
    },
  ]
}
