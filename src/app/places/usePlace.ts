import { useMemo, useSyncExternalStore } from 'react'
import type { Account } from '../../oss/types.ts'
import { useSession } from '../session/session.ts'
import { onlyPane, type Panes, type Place, panesHash, panesOf } from './place.ts'

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

/** The place of the active pane; of an account that was signed out it has none. */
export function usePlace(): Place | null {
  const { places, active, accounts } = usePanes()
  const id = accounts?.[active]
  const isKnown = useSession(({ accounts }) => isSignedIn(id, accounts))
  return isKnown ? (places[active] ?? null) : null
}

function isSignedIn(id: string | undefined, accounts: readonly Account[]): boolean {
  return id === undefined || accounts.some((each) => each.id === id)
}

/** How the URL names an account: not at all where it is the window's own. */
function accountInUrl({ id }: Pick<Account, 'id'>): string | undefined {
  return id === useSession.getState().current?.id ? undefined : id
}

/** The address of a place of an account. */
export function hashIn(account: Pick<Account, 'id'>, place: Place | null): string {
  return panesHash({ places: [place], active: 0, accounts: [accountInUrl(account)] })
}

/** What the active pane shows, as the address of a window that shows no more. */
export function hashHere(): string {
  const panes = panesOf(location.hash)
  return panesHash(onlyPane(panes, panes.active))
}

/** To another place, in the active pane or the one that is named, which becomes the active one; of the account of that pane, or of another. */
export function go(place: Place | null, pane = panesOf(location.hash).active, account?: Pick<Account, 'id'>): void {
  if (write(panesHash(withPlace(panesOf(location.hash), { place, pane, account })), 'push')) void changed()
}

type Step = { place: Place | null; pane: number; account: Pick<Account, 'id'> | undefined }

/** Who leaves a place whose account is not signed in is with the window's. */
function withPlace({ places, accounts = [] }: Panes, { place, pane, account }: Step): Panes {
  const before = isSignedIn(accounts[pane], useSession.getState().accounts) ? accounts[pane] : undefined
  return {
    places: places.map((each, n) => (n === pane ? place : each)),
    accounts: places.map((_, n) => (n !== pane ? accounts[n] : account ? accountInUrl(account) : before)),
    active: pane,
  }
}

/** The buckets of another account, or where that begins, in the active pane or the one that is named. */
export function showAccount(account: Account, pane?: number): void {
  go(account.start ?? null, pane, account)
}

/** The path, the keys and the side bar are about this pane from now on. */
export function activatePane(pane: number): void {
  const panes = panesOf(location.hash)
  if (pane !== panes.active && pane < panes.places.length) navigate(panesHash({ ...panes, active: pane }), 'replace')
}

/** Shows a place of the account in the pane that is not active; a second one opens for it if there is none. */
export function openInOtherPane(place: Place | null, account: Pick<Account, 'id'>): void {
  const { places, active, accounts } = panesOf(location.hash)
  if (places.length > 1) go(place, 1 - active, account)
  else
    navigate(
      panesHash({ places: [places[0] ?? null, place], active: 1, accounts: [accounts?.[0], accountInUrl(account)] }),
    )
}

/** One pane becomes two of the same place, and two become the active one. */
export function toggleSplit(): void {
  const { places, active, accounts } = panesOf(location.hash)
  const [[place = null], [account] = []] = [places, accounts]
  if (places.length > 1) closeOtherPane(1 - active)
  else navigate(panesHash({ places: [place, place], active: 1, accounts: [account, account] }))
}

/** Closes a pane; the other one stays. */
export function closeOtherPane(closed: number): void {
  navigate(panesHash(onlyPane(panesOf(location.hash), closed === 0 ? 1 : 0)))
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
