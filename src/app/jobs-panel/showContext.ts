import { createContext } from 'react'
import type { Ref } from '../../oss/types.ts'

/** Leads to a prefix, with some of its rows chosen: their keys. */
export type Show = (place: Ref, keys: string[]) => void

/** The panel knows of no places: who shows it says how one gets there. */
export const ShowContext = createContext<Show>(() => {})
