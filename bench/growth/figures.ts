import { say } from '../ferryPage.ts'

/** One line of the table: what was measured, in which unit, and what it is to reach. */
export type Figure = { what: string; is: number; unit: string; most?: number; least?: number }

/** Resolves with whether the mark is reached, or there is none. */
export function print({ what, is, unit, most = Infinity, least = -Infinity }: Figure): boolean {
  const holds = is <= most && is >= least
  const mark = most < Infinity ? `at most ${most}` : least > -Infinity ? `at least ${least}` : 'told'
  say(`${holds ? ' ' : '!'} ${what.padEnd(70)} ${rounded(is).padStart(10)} ${unit.padEnd(4)} (${mark})`)
  return holds
}

const rounded = (value: number) => (Math.abs(value) < 10 ? value.toFixed(3) : value.toFixed(value < 100 ? 1 : 0))
