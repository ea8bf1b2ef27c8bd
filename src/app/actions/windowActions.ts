/** What can be done whatever is shown: rows, or the buckets. */
import { typeAddress } from '../places/AddressField.tsx'
import { openTab } from '../places/tabs/tabs.ts'
import { hashIn, toggleSplit } from '../places/usePlace.ts'
import type { Action, ActionLocation, WindowHandlers } from './action.ts'

export const windowActions = {
  filter: { words: 'filter', keys: { rows: ['/'] }, run: (_, { filter }) => filter() },
  refresh: { words: 'refresh', run: (_, { read }) => read() },
  undo: { words: 'undo', keys: { page: ['Ctrl Z'] }, run: (_, { undo }) => undo() },
  split: { words: 'pane.split', keys: { own: ['Ctrl \\'] }, run: () => toggleSplit() },
  openTab: { words: 'tab.new', keys: { own: ['Alt T'] }, run: ({ account, place }) => openTab(hashIn(account, place)) },
  typeAddress: { words: 'address.type', keys: { page: ['Ctrl L'] }, run: () => typeAddress(true) },
  palette: { words: 'palette', keys: { page: ['Ctrl K'] }, run: (_, { show }) => show('palette') },
  keys: { words: 'keys', keys: { rows: ['?'] }, run: (_, { show }) => show('keys') },
} satisfies Record<string, Action<WindowHandlers, ActionLocation>>
