import { type KeyboardEvent, useEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { formatOssPath } from '../session/ossPath.ts'
import { type ActionName, obstacle } from './actions.ts'
import { cameFrom } from './cameFrom.ts'
import { useDetails } from './details/detailsStore.ts'
import type { DialogName } from './dialogs/Dialogs.tsx'
import { type Place, upFrom } from './place.ts'
import { rememberAs, remembered } from './remembered.ts'
import type { Home } from './requests.ts'
import type { Row } from './rows.ts'
import { chosen, everything, indexOf, noSelection, only } from './selection.ts'
import { createSelection } from './selectionStore.ts'
import { createFinder } from './typeToFind.ts'
import { useCopyAddress } from './useCopyAddress.ts'
import { go } from './usePlace.ts'
import { useRenamed } from './useRenamed.ts'

export type PaneState = ReturnType<typeof usePane>

type Pane = { rows: readonly Row[]; home: Home; place: Place; pane: number | undefined }

/** What a person does with the rows of one place: choose, open, go up, start an action; and the dialog that is open. */
export function usePane({ rows, home, place, pane }: Pane) {
  const [as] = useState(() => rememberAs(place, pane ?? 0))
  const [selection] = useState(() => {
    const cursor = cameFrom(place, pane ?? 0)
    return createSelection(
      cursor === undefined ? remembered(as)?.selection : { ...noSelection, cursor, anchor: cursor },
    )
  })
  const [finder] = useState(createFinder)
  const [page, setPage] = useState<'keys' | 'palette' | null>(null)
  const keys = useStore(selection, (state) => state.keys)
  const isAll = useStore(selection, (state) => state.isAll)
  const selected = useMemo(() => chosen({ keys, ...(isAll && { isAll }) }, rows), [keys, isAll, rows])
  // Who chose everything means also what is still to come.
  useEffect(() => {
    if (selection.getState().isAll) selection.setState((state) => everything(state, rows), true)
  }, [selection, rows])
  useRenamed(rows, selection, home)
  const [dialog, setDialog] = useState<{ name: DialogName; rows: readonly Row[] } | null>(null)
  const copyAddress = useCopyAddress()

  const run = (name: ActionName) => {
    if (obstacle(name, selected)) return
    if (name === 'address') copyAddress(selected.map(({ key }) => formatOssPath(home.bucket, key)))
    else setDialog({ name, rows: selected })
  }
  const open = (row: Row) => {
    if (row.is === 'prefix') go({ bucket: home.bucket, prefix: row.key }, pane)
    else setDialog({ name: 'preview', rows: [row] })
  }
  const up = () => go(upFrom(place), pane)
  const find = ({ key, timeStamp }: KeyboardEvent) => {
    const { cursor } = selection.getState()
    const found = finder.find(key, timeStamp, { rows, from: cursor === null ? -1 : indexOf(rows, cursor) })
    if (found) selection.setState(only(found.key), true)
  }
  const onKey = (event: KeyboardEvent) => {
    const { cursor } = selection.getState()
    const row = rows.find(({ key }) => key === cursor)
    const opens = event.key === 'Enter' || (event.key === 'ArrowDown' && event.metaKey)
    if (opens && row) open(row)
    // As in the Finder.
    else if (event.key === 'Backspace' && event.metaKey) run('remove')
    else if (event.key === 'Backspace') up()
    else if (event.key === 'ArrowUp' && event.altKey) up()
    else if (event.key === 'F2') run('rename')
    else if (event.key === 'Delete') run('remove')
    else if (event.key === '?') setPage('keys')
    else if (event.key === '/') focusFilter(event.currentTarget)
    else if (event.key.toLowerCase() === 'i' && isPlain(event) && !finder.isTyping(event.timeStamp))
      useDetails.getState().toggle()
    else if ([...event.key].length === 1 && event.key !== ' ' && isPlain(event)) find(event)
    else return
    event.preventDefault()
  }
  return { as, selection, selected, dialog, page, setPage, run, open, up, onKey, closeDialog: () => setDialog(null) }
}

function isPlain({ ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return !ctrlKey && !metaKey && !altKey
}

function focusFilter(rows: Element): void {
  rows.closest('.listing')?.querySelector<HTMLElement>('[data-filter]')?.focus()
}
