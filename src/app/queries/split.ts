import { compareKeys } from '../../oss/keyOrder.ts'

/** The characters that keys are made of, in order: as far as they were seen, and all digits. */
export function alphabetOf(names: readonly string[], isFlat = false): string[] {
  const seen = new Set('0123456789')
  for (const name of names) for (const character of name) if (isFlat || character !== '/') seen.add(character)
  return [...seen].sort(compareKeys)
}

/**
 * A key about half way between two keys, as the alphabet has it; `high` undefined is the end. Undefined when there is none that is worth
 * asking for. Unless `isFlat`,
 * nothing of it lies below a `/` behind `prefix`: a range that began inside of a common prefix would show that again.
 */
export function boundariesBetween(
  { low, high }: { low: string; high: string | undefined },
  alphabet: readonly string[],
  prefix: string,
  isFlat = false,
): string | undefined {
  const down = [...low.slice(prefix.length)]
  const up = high === undefined ? [] : [...high.slice(prefix.length)]
  let shared = 0
  while (shared < down.length && down[shared] === up[shared]) shared += 1
  for (let at = shared; at <= Math.min(down.length, shared + depth); at += 1) {
    if (!isFlat && down.slice(0, at).includes('/')) return undefined
    const from = down[at]
    const to = at === shared ? up[at] : undefined
    const inside = alphabet.filter((one) => isAfter(one, from) && (to === undefined || isAfter(to, one)))
    const middle = inside[Math.floor(inside.length / 2)]
    if (middle !== undefined) return prefix + down.slice(0, at).join('') + middle
  }
  return undefined
}

/** How far `high` is from `low`, measured in steps that are as long as the one from `before` to `low`. */
export function pagesLeft(before: string, low: string, high: string | undefined, alphabet: readonly string[]): number {
  if (high === undefined) return Number.POSITIVE_INFINITY
  const rank = new Map(alphabet.map((character, n) => [character, n + 1]))
  let shared = 0
  while (shared < before.length && before[shared] === high[shared]) shared += 1
  const place = (key: string) =>
    [...key.slice(shared, shared + digits)].reduce(
      (sum, character, n) => sum + (rank.get(character) ?? 0) / (alphabet.length + 1) ** (n + 1),
      0,
    )
  const step = place(low) - place(before)
  return step <= 0 ? Number.POSITIVE_INFINITY : (place(high) - place(low)) / step
}

/** How many characters further down a place to split is looked for, and how many tell a distance. */
const depth = 8
const digits = 9

function isAfter(one: string, other: string | undefined): boolean {
  return other === undefined || compareKeys(one, other) > 0
}
