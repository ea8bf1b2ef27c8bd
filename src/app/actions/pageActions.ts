/** What can be done where rows are shown, whatever is chosen. */

import { useDetails } from '../details/detailsStore.ts'
import { setLayout } from '../listing/view.ts'
import { go } from '../places/usePlace.ts'
import type { Action, PaneHandlers } from './action.ts'

export const pageActions = {
  selectAll: { words: 'selectAll', keys: { own: ['Ctrl A'] }, run: (_, { selectAll }) => selectAll() },
  clearSelection: { words: 'clearSelection', keys: { own: ['Esc'] }, run: (_, { clearSelection }) => clearSelection() },
  search: {
    words: 'searchBelow',
    deedHere: ['browse', 'place', 'oss:ListObjects'],
    keys: { page: ['Ctrl Shift F'] },
    run: (_, { search }) => search(),
  },
  up: {
    words: 'up',
    keys: { page: ['Alt ↑', 'Meta ↑'], rows: ['Backspace'] },
    run: (_, { up }) => up(),
  },
  details: { words: 'place.details', keys: { rows: ['I'] }, run: () => useDetails.getState().toggle() },
  list: { words: 'view.list', run: ({ pane }) => setLayout(pane, 'list') },
  tiles: { words: 'view.tiles', run: ({ pane }) => setLayout(pane, 'tiles') },
  allBuckets: { words: 'allBuckets', run: ({ pane }) => go(null, pane) },
} satisfies Record<string, Action<PaneHandlers>>
