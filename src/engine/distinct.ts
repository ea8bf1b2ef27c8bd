import { numbered } from './keys.ts'

/**
 * The same names in the same order, each once: one that was there before, or that comes later by itself, is numbered. `fold`: names
 * that it makes one are one. A name that ends in `/` is a folder's.
 */
export function distinct(names: string[], fold: (name: string) => string = (name) => name): string[] {
  const own = new Set(names.map(fold))
  const taken = new Set<string>()
  const last = new Map<string, number>()
  return names.map((name) => {
    const plain = fold(name)
    if (!taken.has(plain)) return taken.add(plain) && name
    for (let n = (last.get(plain) ?? 0) + 1; ; n++) {
      const free = numbered(name, n)
      if (own.has(fold(free)) || taken.has(fold(free))) continue
      last.set(plain, n)
      taken.add(fold(free))
      return free
    }
  })
}
