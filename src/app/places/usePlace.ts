import { useMemo, useSyncExternalStore } from 'react'
import { hashOf, type Panes, type Place, panesHash, panesOf } from './place.ts'

const listeners = new Set<() => void>()
addEventListener('hashchange', followHistory)

const ahead = new Set<() => void>()

/** Tells of every change of the fragment, whoever made it. Returns the way to stop listening. */
export function onHash(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The same, before anything is drawn: what is asked for here is on its way by then. */
export function beforeHash(listener: () => void): () => void {
  ahead.add(listener)
  return () => ahead.delete(listener)
}

/** Changes the fragment: a new entry of the browser's history, or the same one told otherwise. `tab` is kept with the entry. */
export function navigate(hash: string, how: 'push' | 'replace' = 'push', state: unknown = history.state): void {
  if (!write(hash, how, state)) return
  tell(ahead)
  tell(listeners)
}

type Asking = (go: () => void) => void
let asking: Asking | undefined
let here = { hash: location.hash, state: history.state as unknown }

/** Until what is returned is called, a place that the browser's Back or its address field would go to is asked about first. */
export function confirmLeaving(ask: Asking): () => void {
  here = { hash: location.hash, state: history.state }
  asking = ask
  return () => {
    if (asking === ask) asking = undefined
  }
}

/** The browser tells when it has gone: who is held comes back at once, by an entry of its own, and goes there when that is wanted. */
function followHistory(): void {
  if (!asking || location.hash === here.hash) return void changed()
  history.pushState(here.state, '', here.hash)
  asking(() => history.back())
}

function write(hash: string, how: 'push' | 'replace', state: unknown = history.state): boolean {
  if (hash === location.hash && state === history.state) return false
  history[`${how}State`](state, '', hash)
  return true
}

/** The places that the URL names. */
export function usePanes(): Panes {
  const hash = useSyncExternalStore(onHash, () => location.hash)
  return useMemo(() => panesOf(hash), [hash])
}

/** The place of the active pane. */
export function usePlace(): Place | null {
  const { places, active } = usePanes()
  return places[active] ?? null
}

/** To another place, in the active pane or the one that is named, which becomes the active one. */
export function go(place: Place | null, pane = panesOf(location.hash).active): void {
  const { places } = panesOf(location.hash)
  const hash = panesHash({ places: places.map((each, n) => (n === pane ? place : each)), active: pane })
  if (write(hash, 'push')) void changed()
}

/** The path, the keys and the side bar are about this pane from now on. */
export function activatePane(pane: number): void {
  const panes = panesOf(location.hash)
  if (pane !== panes.active && pane < panes.places.length) navigate(panesHash({ ...panes, active: pane }), 'replace')
}

/** Shows a place in the pane that is not active; a second one opens for it if there is none. */
export function openInOtherPane(place: Place | null): void {
  const { places, active } = panesOf(location.hash)
  if (places.length > 1) go(place, 1 - active)
  else navigate(panesHash({ places: [places[0] ?? null, place], active: 1 }))
}

/** Closes a pane; the other one stays. */
export function closeOtherPane(closed: number): void {
  const { places } = panesOf(location.hash)
  navigate(hashOf(places[closed === 0 ? 1 : 0] ?? null))
}

/** A request leaves after some turns of promises; React would draw in the first of them. */
const turns = 40

async function changed(): Promise<void> {
  tell(ahead)
  for (let turn = 0; turn < turns; turn += 1) await undefined
  tell(listeners)
}

function tell(those: Set<() => void>): void {
  for (const listener of [...those]) listener()
}
