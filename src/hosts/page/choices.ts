/** What a person chose about the running and the keeping of jobs; of all tabs, since any of them may run the jobs. */

/** `atOnce`: how many requests may be in flight; `keepDays`: for how many days jobs are kept that have ended. */
type Choice = 'atOnce' | 'keepDays'

const storedAs: Record<Choice, string> = { atOnce: 'oss-ferry-at-once', keepDays: 'oss-ferry-keep-days' }
const listeners = new Set<() => void>()

/** A whole number from 1 on; undefined: nothing was chosen. */
export function chosen(what: Choice): number | undefined {
  const number = Number(localStorage.getItem(storedAs[what]))
  return Number.isInteger(number) && number > 0 ? number : undefined
}

export function choose(what: Choice, number: number | undefined): void {
  if (number === undefined) localStorage.removeItem(storedAs[what])
  else localStorage.setItem(storedAs[what], String(number))
  for (const listener of listeners) listener()
}

/** Tells of every choice, also of another tab. */
export function onChosen(listener: () => void): void {
  listeners.add(listener)
}

globalThis.addEventListener?.('storage', ({ key }) => {
  if (Object.values(storedAs).some((name) => name === key)) for (const listener of listeners) listener()
})
