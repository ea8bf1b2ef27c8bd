import { type RefObject, use } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../oss/types.ts'
import { useDetails } from './details/detailsStore.ts'
import { measure } from './measure/measures.ts'
import { PaneContext } from './panes/pane.ts'
import type { Place } from './place.ts'
import { type Home, refsOf } from './requests.ts'
import type { Row } from './rows.ts'
import { showInFolder } from './showInFolder.ts'
import { openTab } from './tabs/tabs.ts'
import type { Action } from './useActions.ts'
import { takeBy } from './useClipboard.ts'
import { openBeside } from './usePlace.ts'

type Hands = {
  account: Account
  home: Home
  place: Place
  open: (row: Row) => void
  selected: readonly Row[]
  grid: RefObject<HTMLElement | null>
  clipboard: { paste: () => void; duplicate: () => void }
}

/** What the hands do without a dialog: the twins of keys and drags for menus and the palette. */
export function useHands({ account, home, place, open, selected, grid, clipboard }: Hands): Action<string>[] {
  const { t } = useTranslation('browser')
  const nothing = selected.length === 0 ? t('why.none') : undefined
  // Of many places, as a search has found them.
  const isDeep = place.isFlat === true || place.search !== undefined
  const many = isDeep && selected.length > 1 ? t('why.many') : undefined
  const prefixes = selected.filter(({ is }) => is === 'prefix')
  const count = () => {
    useDetails.setState({ isOpen: true })
    measure(account, refsOf(home, selected.length > 0 ? prefixes : [{ key: place.prefix }]))
  }
  const noPrefix = selected.length > 0 && prefixes.length === 0 ? t('why.noPrefix') : undefined
  const take = (how: 'copy' | 'cut') => () => takeBy(how, grid.current)
  return [
    ...useWaysIn({ home, selected, isDeep, open }),
    { name: 'copy', label: t('key.copy'), shortcut: 'Ctrl C', obstacle: nothing, run: take('copy') },
    { name: 'cut', label: t('key.cut'), shortcut: 'Ctrl X', obstacle: nothing, run: take('cut') },
    { name: 'paste', label: t('key.paste'), shortcut: 'Ctrl V', run: clipboard.paste },
    {
      name: 'duplicate',
      label: t('duplicate'),
      shortcut: 'Ctrl D',
      obstacle: nothing ?? many,
      run: clipboard.duplicate,
    },
    { name: 'measure', label: t('measure'), obstacle: noPrefix, run: count },
    { name: 'details', label: t('here.details'), shortcut: 'I', run: useDetails.getState().toggle },
  ]
}

type OneRow = Pick<Hands, 'home' | 'selected' | 'open'> & { isDeep: boolean }

/** Where a row that is chosen alone leads. */
function useWaysIn({ home: { bucket }, selected, isDeep, open }: OneRow): Action<string>[] {
  const { t } = useTranslation('browser')
  const { pane } = use(PaneContext)
  const [row, second] = selected
  if (!row || second) return []
  const inside = { bucket, prefix: row.key }
  const ofPrefix = [
    { name: 'open', label: t('open'), shortcut: '↵', run: () => open(row) },
    { name: 'newTab', label: t('tab.open'), shortcut: 'Ctrl ↵', run: () => openTab(inside) },
    { name: 'openBeside', label: t('pane.open'), run: () => openBeside(inside) },
  ]
  const found = { name: 'showInFolder', label: t('showInFolder'), run: () => showInFolder(bucket, row.key, pane) }
  return [...(row.is === 'prefix' ? ofPrefix : []), ...(isDeep ? [found] : [])]
}
