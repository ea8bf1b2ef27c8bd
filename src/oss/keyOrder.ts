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
