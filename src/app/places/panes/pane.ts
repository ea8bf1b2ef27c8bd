import { createContext } from 'react'
import type { Account } from '../../../oss/types.ts'
import type { Place } from '../place.ts'

/** What a screen knows of the pane that it is in. Outside of all panes only the active one is meant. */
type PaneOf = {
  pane: number | undefined
  isActive: boolean
  /** What the other pane shows; undefined if there is none. */
  otherPlace: Place | null | undefined
  /** Whose that is. */
  otherAccount: Account | undefined
  /** Where the details go: beside all panes. */
  dock: HTMLElement | null
}

export const PaneContext = createContext<PaneOf>({
  pane: undefined,
  isActive: true,
  otherPlace: undefined,
  otherAccount: undefined,
  dock: null,
})
