import { accountNamed } from '../places/account.ts'
import { hashOf, type Place, panesOf } from '../places/place.ts'
import { useTabs } from '../places/tabs/tabs.ts'
import type { Selection } from './selection.ts'

/** How a place was left: what was chosen, and px scrolled. */
type Left = { selection: Selection; top: number }

const most = 40
const left = new Map<string, Left>()

/** A tab's pane finds a place of its account again as it left it, as long as the page lives. */
export function rememberAs(place: Place, pane: number): string {
  const account = accountNamed(panesOf(location.hash).accounts?.[pane])
  return `${useTabs.getState().active} ${pane} ${account?.id} ${hashOf(place)}`
}

const listeners = new Set<(as: string, how: Left) => void>()

/** Tells a pane that is there already how it is to stand. Returns the way to stop listening. */
export function onRemembered(listener: (as: string, how: Left) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function remember(as: string, how: Left): void {
  for (const listener of listeners) listener(as, how)
  left.delete(as)
  left.set(as, how)
  const oldest = left.keys().next().value
  if (left.size > most && oldest !== undefined) left.delete(oldest)
}

export function remembered(as: string): Left | undefined {
  return left.get(as)
}
