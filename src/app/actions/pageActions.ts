/** What can be done where rows are shown, whatever is chosen. */

import { useDetails } from '../details/detailsStore.ts'
import { setLayout } from '../listing/view.ts'
import { typeAddress } from '../places/AddressField.tsx'
import { toggleSplit } from '../places/panes/usePaneKeys.ts'
import { openTab } from '../places/tabs/tabs.ts'
import { go } from '../places/usePlace.ts'
import type { Action, PaneHands } from './action.ts'

export const pageActions = {
  selectAll: { words: 'selectAll', keys: { own: ['Ctrl A'] }, run: (_, { selectAll }) => selectAll() },
  clearSelection: { words: 'clearSelection', keys: { own: ['Esc'] }, run: (_, { clearSelection }) => clearSelection() },
  filter: { words: 'filter', keys: { rows: ['/'] }, run: (_, { filter }) => filter() },
  search: { words: 'searchBelow', keys: { page: ['Ctrl Shift F'] }, run: (_, { search }) => search() },
  up: {
    words: 'up',
    keys: { page: ['Alt ↑', 'Meta ↑'], rows: ['Backspace'] },
    run: (_, { up }) => up(),
  },
  refresh: { words: 'refresh', run: (_, { read }) => read() },
  undo: { words: 'undo', keys: { page: ['Ctrl Z'] }, run: (_, { undo }) => undo() },
  details: { words: 'here.details', keys: { rows: ['I'] }, run: () => useDetails.getState().toggle() },
  list: { words: 'view.list', run: ({ pane }) => setLayout(pane, 'list') },
  tiles: { words: 'view.tiles', run: ({ pane }) => setLayout(pane, 'tiles') },
  split: { words: 'pane.split', keys: { own: ['Ctrl \\'] }, run: () => toggleSplit() },
  openTab: { words: 'tab.new', keys: { own: ['Alt T'] }, run: ({ place }) => openTab(place) },
  typeAddress: { words: 'address.type', keys: { page: ['Ctrl L'] }, run: () => typeAddress(true) },
  allBuckets: { words: 'allBuckets', run: ({ pane }) => go(null, pane) },
  palette: { words: 'palette', keys: { page: ['Ctrl K'] }, run: (_, { show }) => show('palette') },
  keys: { words: 'keys', keys: { rows: ['?'] }, run: (_, { show }) => show('keys') },
} satisfies Record<string, Action<PaneHands>>
