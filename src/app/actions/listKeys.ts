import '../../i18n/keysHelp.ts'

/** Keys of the list that are no action of their own, for the page of keys; `words` are keys of `i18n/browser.ts` and `i18n/keysHelp.ts`. */
export const listKeys = [
  { keys: ['↑', '↓', 'Home', 'End', 'PgUp', 'PgDn'], words: 'key.walk' },
  { keys: ['Shift', 'Ctrl', 'Space'], words: 'key.choose' },
  { keys: ['A … Z'], words: 'key.find' },
  { keys: ['Alt ←', 'Alt →'], words: 'key.history' },
  { keys: ['Alt W'], words: 'tab.close' },
  { keys: ['Alt 1 … 9'], words: 'key.toTab' },
  { keys: ['Ctrl Shift PgUp', 'Ctrl Shift PgDn'], words: 'key.moveTab' },
  { keys: ['F8'], words: 'pane.other' },
] as const
