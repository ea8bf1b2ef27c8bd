import { createContext } from 'react'
import type { Account, Ref } from '../../oss/types.ts'

/** Leads to a prefix of the account whose places are shown, with some of its rows chosen: their keys. */
export type ShowContextValue = {
  account: string
  /** All that are signed in. */
  accounts?: readonly Pick<Account, 'id' | 'name' | 'colour'>[]
  show: (place: Ref, keys: string[]) => void
}

/** The panel knows of no places: who shows it says how one gets there. */
export const ShowContext = createContext<ShowContextValue>({ account: '', show: () => {} })
