/**
 * Whether a text looks like a pattern in which `*` is any characters and `?` any one. Takes no longer than one times the other: patterns
 * come in plan files, too.
 */
export function matchesWildcards(text: string, pattern: string): boolean {
  let [at, place] = [0, 0]
  let star = -1
  let behind = 0
  while (at < text.length) {
    const wanted = pattern[place]
    if (wanted === '*') {
      star = place++
      behind = at
    } else if (wanted === '?' || wanted === text[at]) {
      at++
      place++
    } else if (star < 0) return false
    else {
      // The last star takes one more.
      place = star + 1
      at = ++behind
    }
  }
  while (pattern[place] === '*') place++
  return place === pattern.length
}
