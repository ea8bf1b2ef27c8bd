/** Keys are bytes to OSS: no function here normalises, trims or cleans one. */

const encoder = new TextEncoder()

/** Bytes of a key. @see https://help.aliyun.com/zh/oss/product-overview/limits */
export const longestKey = 1023

/** Length in bytes, as OSS counts it. */
export function keyBytes(key: string): number {
  return encoder.encode(key).length
}

export function isPrefix(key: string): boolean {
  return key === '' || key.endsWith('/')
}

/** Everything up to and with the last `/` before the name: `a/b/c` → `a/b/`, `a/b/` → `a/`. */
export function parentOf(key: string): string {
  // From before its beginning a search would begin at it.
  return key.length < 2 ? '' : key.slice(0, key.lastIndexOf('/', key.length - 2) + 1)
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

/**
 * A key that sorts just before, to begin a listing with this one: listings start behind a key. Nothing can lie between but keys that
 * begin with the same characters up to the last one less.
 */
export function justBefore(key: string): string {
  const last = key.codePointAt(key.length - 1) ?? 0
  const low = last >= 0xdc00 && last < 0xe000
  const at = low ? key.length - 2 : key.length - 1
  const point = key.codePointAt(at) ?? 0
  const less = point === 0xe000 ? 0xd7ff : point - 1
  return less <= 0 ? key.slice(0, at) : `${key.slice(0, at)}${String.fromCodePoint(less)}\u{10ffff}`
}
