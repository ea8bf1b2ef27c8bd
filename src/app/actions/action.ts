import type { Deed, Side } from '../../engine/needs.ts'
import type { browser } from '../../i18n/browser.ts'
import type { Account } from '../../oss/types.ts'
import type { DialogName } from '../dialogs/Dialogs.tsx'
import type { PlaceDialogName } from '../listing/PlaceDialogs.tsx'
import type { Row } from '../listing/rows.ts'
import type { Place } from '../places/place.ts'
import type { BucketRef } from '../requests/requests.ts'

/** Where an action is begun: in a place, or among all buckets. */
export type ActionLocation = {
  account: Account
  place: Place | null
  /** The pane that shows the place; undefined where it is only pointed at: the active one is meant. */
  pane: number | undefined
}

/** What an action is about: a place, and what is chosen in it. */
export type ActionContext = ActionLocation & {
  home: BucketRef
  place: Place
  rows: readonly Row[]
  /** What the other pane shows; undefined if there is none. */
  otherPlace: Place | null | undefined
  /** The tab that is pointed at. */
  tab?: string
}

/** What can be done about a place wherever it is named: a bucket, a level of the path, a line of the side bar, a tab. */
export type PlaceHandlers = {
  openHere: (name: PlaceDialogName) => void
  copyAddresses: (addresses: string[]) => void
  dropBucket: (account: Account, name: string) => void
}

/** What can be done whatever is shown: rows, or the buckets. */
export type WindowHandlers = {
  read: () => void
  undo: () => void
  filter: () => void
  show: (page: 'keys' | 'palette') => void
}

/** What can be done among all buckets. */
export type HomeHandlers = WindowHandlers & { newBucket: () => void; addBucket: () => void }

/** What can be done where rows are shown. */
export type PaneHandlers = PlaceHandlers &
  WindowHandlers & {
    openDialog: (name: DialogName) => void
    open: (row: Row) => void
    take: (how: 'copy' | 'cut') => void
    paste: () => void
    duplicate: () => void
    /** To the other pane. */
    send: (isCut: boolean) => void
    up: () => void
    search: () => void
    selectAll: () => void
    clearSelection: () => void
  }

type Word = keyof typeof browser
/** Why an action is not possible now: the end of a key of `i18n/browser.ts`. */
export type Obstacle =
  | 'none'
  | 'many'
  | 'object'
  | 'folder'
  | 'link'
  | 'warm'
  | 'noPrefix'
  | 'noPlace'
  | 'readOnly'
  | 'denied'

/**
 * Keys that do the same. `page`: wherever the focus is, but in a dialog; `rows`: as long as the rows have it; `own`: the browser or the
 * list itself looks after it, and it is only told. The first is shown beside the name.
 */
export type Keys = { page?: readonly string[]; rows?: readonly string[]; own?: readonly string[] }

/** All that a deed always needs, or what is needed to begin with it. */
export type Permitted = readonly [deed: Deed, side?: Side, only?: string]

/** One thing that a person can do, for menus, bar, palette, keys and the page of keys. */
export type Action<Handlers, Here = ActionContext> = {
  words: Word
  /** Not in a read-only session. */
  writes?: true
  keys?: Keys
  /** What the key must be allowed for it: of the rows, and in the place itself, or where the rows lie; of a copy one side alone. */
  deed?: Permitted
  deedHere?: Permitted
  /** Not offered at all elsewhere. */
  isFor?: (at: Here) => boolean
  /** It is offered, and says why it is not possible. */
  why?: (at: Here) => Obstacle | undefined
  run: (at: Here, handlers: Handlers) => void
}
