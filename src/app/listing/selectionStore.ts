import { createStore, type StoreApi } from 'zustand'
import { noSelection, type Selection } from './selection.ts'

/** One a listing; rows listen to their own key only, so that a click paints two rows and not thousands. */
export type SelectionStore = StoreApi<Selection>

export function createSelection(from: Selection = noSelection): SelectionStore {
  return createStore<Selection>(() => from)
}
