/** What the keys of the actions are called on this computer. */
const isMac = /Mac/.test(navigator.userAgent)

/** Where a Mac has another key, or the browser another one for the same. */
const onMac = new Map([
  ['Backspace', '⌫'],
  ['Delete', '⌘ ⌫'],
  ['Alt ↑', '⌘ ↑'],
  ['Alt ←', '⌘ ['],
  ['Alt →', '⌘ ]'],
  ['Ctrl Shift PgUp', '⌃ ⇧ PgUp'],
  ['Ctrl Shift PgDn', '⌃ ⇧ PgDn'],
])

/** A key as it is called on this computer: on a Mac `Ctrl` is ⌘ and `Alt` ⌥. */
export function keyName(keys: string): string {
  if (!isMac) return keys
  return onMac.get(keys) ?? keys.replace('Ctrl', '⌘').replace('Alt', '⌥').replace('Shift', '⇧')
}

/** The key that makes a drag copy (`Ctrl`) or move (`Shift`): as in the Finder on a Mac. */
export function dragKey(key: 'Ctrl' | 'Shift'): string {
  if (!isMac) return key
  return key === 'Ctrl' ? '⌥' : '⌘'
}
