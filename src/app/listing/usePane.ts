import { type KeyboardEvent, useEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { Source } from '../../engine/types.ts'
import type { DialogName } from '../dialogs/Dialogs.tsx'
import { type Place, parentPlace } from '../places/place.ts'
import { previousRow } from '../places/previousPlace.ts'
import { go } from '../places/usePlace.ts'
import type { BucketRef } from '../requests/requests.ts'
import { type ShownRows, sourcesOf } from '../requests/sources.ts'
import { onRemembered, rememberAs, remembered } from './remembered.ts'
import type { Row } from './rows.ts'
import { chosen, cleared, everything, indexOf, noSelection, only } from './selection.ts'
import { createSelection } from './selectionStore.ts'
import { createFinder } from './typeToFind.ts'
import { useRenamed } from './useRenamed.ts'

export type PaneState = ReturnType<typeof usePane>

type Pane = {
  rows: readonly Row[]
  /** What the rows are filtered by. */
  typed: string
  level: ShownRows['level']
  home: BucketRef
  place: Place
  /** Where the key may enter the bucket. */
  entry: string | undefined
  pane: number | undefined
}

/** What a person does with the rows of one place: choose, open, go up, start an action; and the dialog that is open. */
export function usePane({ rows, typed, level, home, place, entry, pane }: Pane) {
  const [as] = useState(() => rememberAs(place, pane ?? 0))
  const [selection] = useState(() => {
    const cursor = previousRow(place, pane ?? 0)
    return createSelection(
      cursor === undefined ? remembered(as)?.selection : { ...noSelection, cursor, anchor: cursor },
    )
  })
  const [finder] = useState(createFinder)
  const [page, setPage] = useState<'keys' | 'palette' | null>(null)
  const keys = useStore(selection, (state) => state.keys)
  const all = useStore(selection, (state) => state.all)
  const selected = useMemo(
    () => chosen({ keys, ...(all !== undefined && { all }) }, rows, typed),
    [keys, all, rows, typed],
  )
  /** What rows of this place are as sources of a request. */
  const sources = (some: readonly Row[]) => sourcesOf(home, some, { place, level, typed, all, rows })
  useRenamed(rows, selection, home)
  // Rows that are to be shown may be of the place that is here already.
  useEffect(() => onRemembered((of, how) => of === as && selection.setState(how.selection, true)), [as, selection])
  const [dialog, setDialog] = useState<{ name: DialogName; rows: readonly Row[]; sources: Source[] } | null>(null)
  const openDialog = (name: DialogName, some = selected) => setDialog({ name, rows: some, sources: sources(some) })
  const open = (row: Row) => {
    if (row.is === 'prefix') go({ bucket: home.bucket, prefix: row.key }, pane)
    else openDialog('preview', [row])
  }
  const up = () => go(parentPlace(place, entry), pane)
  const find = ({ key, timeStamp }: KeyboardEvent) => {
    const { cursor } = selection.getState()
    const found = finder.find(key, timeStamp, { rows, from: cursor === null ? -1 : indexOf(rows, cursor) })
    if (found) selection.setState(only(found.key), true)
  }
  /** Keys that mean nothing to the list go to `press`, which tells whether it took them; letters of a name that is being typed do not. */
  const onKey = (event: KeyboardEvent, press: (event: KeyboardEvent) => boolean) => {
    const { cursor } = selection.getState()
    const row = rows.find(({ key }) => key === cursor)
    const opens = event.key === 'Enter' || (event.key === 'ArrowDown' && event.metaKey)
    const isLetter = [...event.key].length === 1 && event.key !== ' ' && isPlain(event)
    if (opens && row && !event.ctrlKey && !(event.key === 'Enter' && event.metaKey)) open(row)
    else if (isLetter && /[\p{L}\p{N}]/u.test(event.key) && finder.isTyping(event.timeStamp)) find(event)
    else if (press(event)) return
    else if (isLetter) find(event)
    else return
    event.preventDefault()
  }
  const selectAll = () => selection.setState((state) => everything(state, typed), true)
  const clear = () => selection.setState(cleared, true)
  const closeDialog = () => setDialog(null)
  return {
    as,
    selection,
    selected,
    sources,
    dialog,
    page,
    setPage,
    openDialog,
    open,
    up,
    onKey,
    selectAll,
    clear,
    closeDialog,
  }
}

function isPlain({ ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return !ctrlKey && !metaKey && !altKey
}
