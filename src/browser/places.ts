import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { Place } from './place.ts'

/** Places that a person marked, and where they were last, newest first; an account's own. Names only, no secrets. */
type Kept = { favourites: Place[]; recent: Place[] }
type Places = { of: Record<string, Kept> }

const most = 8
const nothing: Kept = { favourites: [], recent: [] }

export const usePlaces = create<Places>()(persist((): Places => ({ of: {} }), { name: 'ferry.places' }))

export function keptOf({ of }: Places, account: string): Kept {
  return of[account] ?? nothing
}

export function isSame(one: Place, other: Place): boolean {
  return one.bucket === other.bucket && one.prefix === other.prefix
}

export function toggleFavourite(account: string, place: Place): void {
  change(account, ({ favourites, recent }) => {
    const others = favourites.filter((one) => !isSame(one, place))
    return { favourites: others.length < favourites.length ? others : [...favourites, place], recent }
  })
}

export function visited(account: string, place: Place): void {
  change(account, ({ favourites, recent }) => ({
    favourites,
    recent: [place, ...recent.filter((one) => !isSame(one, place))].slice(0, most),
  }))
}

function change(account: string, next: (kept: Kept) => Kept): void {
  usePlaces.setState((places) => ({ of: { ...places.of, [account]: next(keptOf(places, account)) } }))
}
