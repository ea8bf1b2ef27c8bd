import { createStore, type StoreApi } from 'zustand'
import { noSelection, type Selection } from './selection.ts'

/** One a listing; rows listen to their own key only, so that a click paints two rows and not thousands. */
export type SelectionStore = StoreApi<Selection>

export function createSelection(cursor: string | undefined): SelectionStore {
  return createStore<Selection>(() => (cursor === undefined ? noSelection : { ...noSelection, cursor, anchor: cursor }))
}
