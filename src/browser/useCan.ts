import type { KeyboardEvent, RefObject } from 'react'
import type { Account } from '../oss/types.ts'
import type { HereName } from './here/HereDialogs.tsx'
import { useSend } from './panes/useSend.ts'
import type { Place } from './place.ts'
import type { Home } from './requests.ts'
import { type Action, useActions } from './useActions.ts'
import { useClipboard } from './useClipboard.ts'
import type { Can } from './useCommands.ts'
import { useHands } from './useHands.ts'
import { usePageKeys } from './usePageKeys.ts'
import type { PaneState } from './usePane.ts'
import { useUndo } from './useUndo.ts'

type Here = {
  account: Account
  home: Home
  place: Place
  pane: PaneState
  grid: RefObject<HTMLElement | null>
  search: () => void
  read: () => void
  showHere: (name: HereName) => void
}

/** What can be done in a place, as menus, the bar, the palette and the keys offer it. */
export function useCan({ account, home, place, pane, grid, search, read, showHere }: Here) {
  const { selected, run, up } = pane
  const clipboard = useClipboard({ account, selected, home, prefix: place.prefix })
  const hands = useHands({ account, home, place, selected, open: pane.open, grid, clipboard })
  const beside = useSend({ account, home, selected })
  const usual = useActions(selected, run)
  const undo = useUndo()
  usePageKeys({
    palette: () => pane.setPage('palette'),
    up,
    search,
    upload: () => showHere('upload'),
    download: () => run('download'),
    undo,
    send: beside.send,
  })
  const actions = [...hands, ...beside.actions, ...usual]
  const can: Can = { account, actions, up, search, showHere, undo, read, showKeys: () => pane.setPage('keys') }
  const onKey = (event: KeyboardEvent) => {
    const hand = handOf(event)
    if (!hand) return pane.onKey(event)
    event.preventDefault()
    runIfPossible(hands, hand)
  }
  return { can, usual, onKey, events: clipboard.events }
}

/** What Ctrl and a key do, as long as the rows have the focus. */
function handOf({ key, ctrlKey, metaKey }: KeyboardEvent): string | undefined {
  return ctrlKey || metaKey ? { d: 'duplicate', Enter: 'newTab' }[key] : undefined
}

function runIfPossible(actions: Action<string>[], name: string): void {
  actions.find((action) => action.name === name && action.obstacle === undefined)?.run()
}
