import { hashOf, type Place } from '../places/place.ts'
import { useTabs } from '../places/tabs/tabs.ts'
import type { Selection } from './selection.ts'

/** How a place was left: what was chosen, and px scrolled. */
type Left = { selection: Selection; top: number }

const most = 40
const left = new Map<string, Left>()

/** A tab's pane finds a place again as it left it, as long as the page lives. */
export function rememberAs(place: Place, pane: number): string {
  return `${useTabs.getState().active} ${pane} ${hashOf(place)}`
}

export function remember(as: string, how: Left): void {
  left.delete(as)
  left.set(as, how)
  const oldest = left.keys().next().value
  if (left.size > most && oldest !== undefined) left.delete(oldest)
}

export function remembered(as: string): Left | undefined {
  return left.get(as)
}

const shown = new Map<string, (selection: Selection) => void>()

/** A pane that shows the place takes what is to be chosen in it. Returns the way to stop. */
export function whileShown(as: string, choose: (selection: Selection) => void): () => void {
  shown.set(as, choose)
  return () => {
    if (shown.get(as) === choose) shown.delete(as)
  }
}

/** What is chosen in a place when it is shown next, or now if it is. */
export function chooseIn(as: string, selection: Selection): void {
  remember(as, { selection, top: 0 })
  shown.get(as)?.(selection)
}
