import { createStore, type StoreApi } from 'zustand'

/**
 * The address of a destination. What is wrong with it is said when one has finished: after a pause, when one leaves the field or wants to go
 * on. It begins with the place of the sources, which is no destination yet.
 */
export type Destination = { address: string; state: 'untouched' | 'typing' | 'typed' | 'picked' }

/** One a form; who draws what an address decides listens to that alone, so that a letter draws the field and not the whole form. */
export type DestinationStore = StoreApi<Destination>

export function createDestination(address: string): DestinationStore {
  return createStore<Destination>(() => ({ address, state: 'untouched' }))
}

export const isTyped = ({ state }: Destination) => state === 'typing' || state === 'typed'
export const isSettled = ({ state }: Destination) => state === 'typed' || state === 'picked'

/** One has finished. */
export function settle(destination: DestinationStore): void {
  if (destination.getState().state !== 'picked') destination.setState({ state: 'typed' })
}
