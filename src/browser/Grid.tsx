// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot hold virtual rows
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus, its rows are active descendants
import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import {
  type KeyboardEvent,
  type MouseEvent,
  type Ref,
  useCallback,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
} from 'react'
import { useStore } from 'zustand'
import { useMedia } from '../look/useMedia.ts'
import { GridHead } from './GridHead.tsx'
import { GridRow } from './GridRow.tsx'
import { selectionAfter } from './gridKeys.ts'
import type { Home } from './requests.ts'
import type { Row } from './rows.ts'
import { chosen, cleared, extendedTo, indexOf, only, toggled } from './selection.ts'
import type { SelectionStore } from './selectionStore.ts'
import { useIdleFocus } from './useIdleFocus.ts'
import './grid.css'

type GridProps = {
  rows: readonly Row[]
  home: Home
  label: string
  selection: SelectionStore
  /** A double click. */
  onOpen: (row: Row) => void
  /** Keys that do not choose. */
  onKey: (event: KeyboardEvent) => void
  ref: Ref<HTMLDivElement>
}

const headHeight = 36
const rowHeight = 40
const narrowRowHeight = 58

/** The rows of a listing, of any number: only what is in view is in the page. */
export function Grid({ rows, home, label, selection, onOpen, onKey, ref }: GridProps) {
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  useIdleFocus(scroller)
  useImperativeHandle(ref, () => scroller.current as HTMLDivElement)
  const height = useMedia('(max-width: 640px)') ? narrowRowHeight : rowHeight
  const cursor = useStore(selection, (state) => state.cursor)
  const cursorIndex = cursor === null ? -1 : indexOf(rows, cursor)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: useCallback(() => height, [height]),
    getItemKey: useCallback((index: number) => rows[index]?.key ?? index, [rows]),
    rangeExtractor: useCallback((range: Range) => withCursor(range, cursorIndex), [cursorIndex]),
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
    overscan: 10,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new height makes the remembered ones wrong
  useLayoutEffect(() => virtual.measure(), [virtual, height])
  const dragged = useCallback((row: Row) => draggedWith(row, selection, rows), [selection, rows])

  const keyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const page = Math.max(1, Math.floor(event.currentTarget.clientHeight / height) - 1)
    const after = selectionAfter(event, selection.getState(), { rows, page })
    if (!after) return onKey(event)
    event.preventDefault()
    selection.setState(after)
    if (after.cursor !== null) virtual.scrollToIndex(indexOf(rows, after.cursor))
  }
  return (
    <div
      ref={scroller}
      className="grid"
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-multiselectable
      aria-rowcount={rows.length + 1}
      aria-colcount={5}
      aria-activedescendant={cursorIndex < 0 ? undefined : `${id}-${cursorIndex}`}
      onKeyDown={keyDown}
      onClick={(event) => {
        choose(event, rows, selection)
        event.currentTarget.focus({ preventScroll: true })
      }}
      onDoubleClick={(event) => {
        const row = rowUnder(event, rows)
        if (row) onOpen(row)
      }}
      onContextMenuCapture={(event) => pointAt(event, rows, selection)}
    >
      <GridHead rows={rows} selection={selection} height={headHeight} />
      <div role="rowgroup" className="grid-body" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = rows[index]
          return (
            row && (
              <GridRow
                key={row.key}
                id={`${id}-${index}`}
                row={row}
                index={index}
                top={start - headHeight}
                height={height}
                home={home}
                selection={selection}
                dragged={dragged}
              />
            )
          )
        })}
      </div>
    </div>
  )
}

/** The row with the cursor stays in the page, so that a screen reader can name it. */
function withCursor(range: Range, cursor: number): number[] {
  const inView = defaultRangeExtractor(range)
  if (cursor < 0 || inView.includes(cursor)) return inView
  return [...inView, cursor].sort((a, b) => a - b)
}

function rowUnder(event: MouseEvent, rows: readonly Row[]): Row | undefined {
  const element = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null
  return element ? rows[Number(element.dataset.index)] : undefined
}

function choose(event: MouseEvent, rows: readonly Row[], selection: SelectionStore): void {
  const state = selection.getState()
  const row = rowUnder(event, rows)
  const adds = event.ctrlKey || event.metaKey || (event.target as Element).closest('[data-check]') !== null
  if (!row) selection.setState(cleared(state))
  else if (event.shiftKey) selection.setState(extendedTo(state, row.key, rows))
  else selection.setState(adds ? toggled(state, row.key) : only(row.key))
}

/** A right click on a row that is not chosen chooses it alone; from the keyboard the menu is for what is chosen. */
function pointAt(event: MouseEvent, rows: readonly Row[], selection: SelectionStore): void {
  const state = selection.getState()
  const row = rowUnder(event, rows)
  if (row && !state.keys.has(row.key)) selection.setState(only(row.key))
}

function draggedWith(row: Row, selection: SelectionStore, rows: readonly Row[]): readonly Row[] {
  const state = selection.getState()
  if (state.keys.has(row.key)) return chosen(state, rows)
  selection.setState(only(row.key))
  return [row]
}
