/** Keys are bytes to OSS: no function here normalises, trims or cleans one. */

const encoder = new TextEncoder()

/** Length in bytes, as OSS counts it. */
export function keyBytes(key: string): number {
  return encoder.encode(key).length
}

export function isPrefix(key: string): boolean {
  return key === '' || key.endsWith('/')
}

/** Everything up to and with the last `/` before the name: `a/b/c` → `a/b/`, `a/b/` → `a/`. */
export function parentOf(key: string): string {
  return key.slice(0, key.lastIndexOf('/', key.length - 2) + 1)
}

/** The last name, with its `/` if it is a prefix: `a/b/c` → `c`, `a/b/` → `b/`. */
export function nameOf(key: string): string {
  return key.slice(parentOf(key).length)
}

/** `a/b/c` from `a/` to `x/` → `x/b/c` */
export function rebase(key: string, from: string, to: string): string {
  return to + key.slice(from.length)
}

/** `dir/photo.jpg`, 2 → `dir/photo (2).jpg`; `dir/sub/`, 1 → `dir/sub (1)/` */
export function numbered(key: string, n: number): string {
  const [, stem = '', end = ''] = /^(.*?)(\/|\.[^./]+)?$/s.exec(nameOf(key)) ?? []
  return stem ? `${parentOf(key)}${stem} (${n})${end}` : `${key} (${n})`
}

/** The store's order: UTF-8 bytes, which differs from JavaScript's for characters beyond the basic plane. */
export function compareKeys(a: string, b: string): number {
  let at = 0
  while (at < a.length && a[at] === b[at]) at++
  return rank(a.charCodeAt(at)) - rank(b.charCodeAt(at))
}

/** Surrogates sort after all other code units, as their characters do in UTF-8; the end of a key before everything. */
function rank(unit: number): number {
  if (Number.isNaN(unit)) return -1
  return unit >= 0xd800 && unit < 0xe000 ? unit + 0x10000 : unit
}
