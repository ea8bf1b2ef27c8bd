import { folded } from '../../engine/scope/match.ts'
import type { Row } from './rows.ts'

/** How long a pause ends a word, in ms. */
const pause = 900

/** Letters typed into the list lead to the next row whose name begins with them; the same letter again goes to the one after. */
export function createFinder() {
  let word = ''
  let last = 0
  return {
    /** Whether a word is being typed just now. */
    isTyping: (now: number) => word !== '' && now - last < pause,
    find(letter: string, now: number, { rows, from }: { rows: readonly Row[]; from: number }): Row | undefined {
      const isOld = now - last > pause
      last = now
      const isSame = !isOld && word === letter
      if (!isSame) word = (isOld ? '' : word) + folded(letter)
      const start = Math.max(0, isOld || isSame ? from + 1 : from)
      const begins = ({ name }: Row) => folded(name).startsWith(word)
      return rows.slice(start).find(begins) ?? rows.find(begins)
    },
  }
}
