const written = new Map([
  ['↑', 'ArrowUp'],
  ['↓', 'ArrowDown'],
  ['Esc', 'Escape'],
])

type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/** Whether these are the keys that an action is written with, as in `Ctrl Shift F`. `Ctrl` is a Mac's ⌘, too; `Meta` is nothing else. A sign such as `?` needs Shift on many keyboards. */
export function isPressed(keys: string, { key, ctrlKey, metaKey, altKey, shiftKey }: Press): boolean {
  const parts = keys.split(' ')
  const last = parts.at(-1) ?? ''
  const isKey = key.toLowerCase() === (written.get(last) ?? last).toLowerCase()
  const isCtrl = parts.includes('Meta') ? metaKey && !ctrlKey : parts.includes('Ctrl') === (ctrlKey || metaKey)
  const isShift = parts.includes('Shift') === shiftKey || !/^[a-z]|^F\d/i.test(last)
  return isKey && isCtrl && isShift && parts.includes('Alt') === altKey
}
