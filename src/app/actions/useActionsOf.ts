import { type KeyboardEvent, type RefObject, use } from 'react'
import type { Account } from '../../oss/types.ts'
import { useDropBucket } from '../buckets/useDropBucket.ts'
import { execClipboardCommand, useClipboard } from '../clipboard/useClipboard.ts'
import { useCopyAddress } from '../clipboard/useCopyAddress.ts'
import type { PlaceDialogName } from '../listing/PlaceDialogs.tsx'
import type { PaneState } from '../listing/usePane.ts'
import { PaneContext } from '../places/panes/pane.ts'
import { useSendToOtherPane } from '../places/panes/useSendToOtherPane.ts'
import type { Place } from '../places/place.ts'
import type { BucketRef } from '../requests/requests.ts'
import { useUndo } from '../requests/useUndo.ts'
import type { ActionContext, PaneHandlers } from './action.ts'
import { useActionKeys } from './useActionKeys.ts'
import { paneActions, usePaneActions } from './useActions.ts'

type Here = {
  account: Account
  home: BucketRef
  place: Place
  pane: PaneState
  grid: RefObject<HTMLElement | null>
  search: () => void
  read: () => void
  openHere: (name: PlaceDialogName) => void
}

/** What can be done in a place and with the rows that are chosen in it, as menus, the bar, the palette and the keys offer it. */
export function useActionsOf({ account, home, place, pane, grid, search, read, openHere }: Here) {
  const { pane: number, otherPlace } = use(PaneContext)
  const { selected } = pane
  const sources = () => pane.sources(selected)
  const clipboard = useClipboard({ account, selected, sources, home, prefix: place.prefix })
  const at: ActionContext = { account, home, place, rows: selected, pane: number, otherPlace }
  const handlers: PaneHandlers = {
    openHere,
    openDialog: pane.openDialog,
    open: pane.open,
    copyAddresses: useCopyAddress(),
    dropBucket: useDropBucket(),
    take: (how) => execClipboardCommand(how, grid.current),
    paste: clipboard.paste,
    duplicate: clipboard.duplicate,
    send: useSendToOtherPane(sources),
    up: pane.up,
    search,
    read,
    undo: useUndo(),
    selectAll: pane.selectAll,
    clearSelection: pane.clear,
    filter: () => focusFilter(grid.current),
    show: pane.setPage,
  }
  const bound = usePaneActions(at, handlers)
  const press = useActionKeys(paneActions, bound)
  const onKey = (event: KeyboardEvent) => pane.onKey(event, press)
  return { bound, onKey, events: clipboard.events }
}

function focusFilter(rows: Element | null): void {
  rows?.closest('.listing')?.querySelector<HTMLElement>('[data-filter]')?.focus()
}
