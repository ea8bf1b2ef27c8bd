/** Which names were there before: 64 bits of each are kept, since a job may have a million. */
export type SeenNames = {
  /** False if it was there before. */
  add: (name: string) => boolean
}

/** A table of hashes, of which half are empty. Two names of one hash, one in a billion of a million names, are taken for one. */
export function createSeenNames(): SeenNames {
  let table = new Uint32Array(2 * 1024)
  let count = 0
  const grow = () => {
    const before = table
    table = new Uint32Array(before.length * 2)
    for (let at = 0; at < before.length; at += 2) put(table, before[at] ?? 0, before[at + 1] ?? 0)
  }
  return {
    add(name) {
      const [high, low] = hashOf(name)
      if (!put(table, high, low)) return false
      if (++count * 4 > table.length) grow()
      return true
    },
  }
}

/** An empty place holds zeros, which no hash is. */
function put(table: Uint32Array, high: number, low: number): boolean {
  if (high === 0) return false
  const places = table.length / 2
  for (let place = low % places; ; place = (place + 1) % places) {
    const [there, also] = [table[2 * place], table[2 * place + 1]]
    if (there === high && also === low) return false
    if (there !== 0) continue
    table[2 * place] = high
    table[2 * place + 1] = low
    return true
  }
}

/** Two sums of 32 bits over the characters, mixed in the end. @see https://github.com/bryc/code/blob/master/jshash/experimental/cyrb53.js */
function hashOf(name: string): [high: number, low: number] {
  let [a, b] = [0xdeadbeef, 0x41c6ce57]
  for (let at = 0; at < name.length; at++) {
    const unit = name.charCodeAt(at)
    a = Math.imul(a ^ unit, 2654435761)
    b = Math.imul(b ^ unit, 1597334677)
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return [a >>> 0 || 1, b >>> 0]
}
