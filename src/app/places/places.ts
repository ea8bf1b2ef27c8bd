import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { ownValue } from '../../oss/ownValue.ts'
import { clearStored, rehydrate } from '../../ui/stored.ts'
import type { Place } from './place.ts'

/** Places that a person marked, and where they were last, newest first; an account's own. Names only, no secrets. */
type SavedPlaces = { favourites: Place[]; recent: Place[] }
type Places = { of: Record<string, SavedPlaces> }

const most = 8
const nothing: SavedPlaces = { favourites: [], recent: [] }

export const usePlaces = create<Places>()(
  persist((): Places => ({ of: {} }), { name: 'ferry.places', merge: (stored) => placesIn(stored) }),
)

/** Whatever lies in the storage, only what are places comes in. */
export function placesIn(stored: unknown): Places {
  const of = Object.entries(recordOf(recordOf(stored).of)).map(([account, kept]): [string, SavedPlaces] => {
    const { favourites, recent } = recordOf(kept)
    return [account, { favourites: listOf(favourites), recent: listOf(recent).slice(0, most) }]
  })
  return { of: Object.fromEntries(of) }
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

function listOf(value: unknown): Place[] {
  return Array.isArray(value) ? value.filter(isPlace) : []
}

function isPlace(value: unknown): value is Place {
  const { bucket, prefix, search = '', isFlat = true } = recordOf(value)
  const isNamed = typeof bucket === 'string' && bucket !== '' && typeof prefix === 'string'
  return isNamed && typeof search === 'string' && isFlat === true
}

export function savedPlacesOf({ of }: Places, account: string): SavedPlaces {
  return ownValue(of, account) ?? nothing
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

export function addRecent(account: string, place: Place): void {
  change(account, ({ favourites, recent }) => ({
    favourites,
    recent: [place, ...recent.filter((one) => !isSame(one, place))].slice(0, most),
  }))
}

export function forgetPlaces(account: string): void {
  rehydrate(usePlaces)
  clearStored(usePlaces)
  usePlaces.setState(({ of }) => ({ of: Object.fromEntries(Object.entries(of).filter(([id]) => id !== account)) }))
}

function change(account: string, next: (kept: SavedPlaces) => SavedPlaces): void {
  rehydrate(usePlaces)
  usePlaces.setState((places) => ({ of: { ...places.of, [account]: next(savedPlacesOf(places, account)) } }))
}
