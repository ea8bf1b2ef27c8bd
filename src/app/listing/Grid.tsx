// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot hold virtual rows
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus, its rows are active descendants
import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type Ref,
  useCallback,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
} from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import type { Source } from '../../engine/types.ts'
import { useWindow } from '../../ui/virtual/useWindow.ts'
import { drawnRows } from '../../ui/virtual/window.ts'
import { useIdleFocus } from '../places/panes/useIdleFocus.ts'
import { GridHead } from './GridHead.tsx'
import { GridRow } from './GridRow.tsx'
import { selectionAfter } from './gridKeys.ts'
import { remember, remembered } from './remembered.ts'
import type { Row } from './rows.ts'
import { chosen, cleared, extendedTo, indexOf, isChosen, only, toggled } from './selection.ts'
import type { SelectionStore } from './selectionStore.ts'
import { useGridShape } from './useGridShape.ts'
import { useRubberBand } from './useRubberBand.ts'
import './grid.css'

type GridProps = {
  rows: readonly Row[]
  /** What they are filtered by. */
  typed: string
  /** How many of them are chosen. */
  count: number
  label: string
  selection: SelectionStore
  sources: (rows: readonly Row[]) => Source[]
  /** The name under which the place is found again as it was left. */
  as: string
  /** A double click. */
  onOpen: (row: Row) => void
  /** Keys that do not choose. */
  onKey: (event: KeyboardEvent) => void
  ref: Ref<HTMLDivElement>
}

const headHeight = 36

/** The rows of a listing, of any number: only what is in view is in the page. */
export function Grid({ rows, typed, count, label, selection, sources, as, onOpen, onKey, ref }: GridProps) {
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  useIdleFocus(scroller)
  useImperativeHandle(ref, () => scroller.current as HTMLDivElement)
  const { height, perLine, template, shown } = useGridShape(scroller)
  const cursor = useStore(selection, (state) => state.cursor)
  const cursorIndex = cursor === null ? -1 : indexOf(rows, cursor)
  const lines = Math.ceil(rows.length / perLine)
  const { from, to, slots, total, topOf, reveal } = useWindow(scroller, { count: lines, height, head: headHeight })
  // The same function while pages arrive: no row is drawn again for those that come behind it.
  const latest = useRef({ rows, typed, sources })
  latest.current = { rows, typed, sources }
  const dragged = useCallback((row: Row) => draggedWith(row, selection, latest.current), [selection])
  const { t, i18n } = useTranslation('browser')
  const words = useMemo(() => {
    // With its value put in here: i18next takes 40 µs for each row.
    const select = t('selectRow', { name: '{{name}}' })
    return { t, language: i18n.language, select: (name: string) => select.replace('{{name}}', () => name) }
  }, [t, i18n.language])
  // biome-ignore lint/correctness/useExhaustiveDependencies: a cursor that someone else set is brought into view once, not at every page
  useEffect(() => reveal(Math.floor(cursorIndex / perLine)), [cursor, cursorIndex < 0])
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    element.scrollTop = remembered(as)?.top ?? 0
    return () => remember(as, { selection: selection.getState(), top: element.scrollTop })
  }, [as, selection])
  // A line's element is used again for the next one that comes into view, which costs half of making one; a tile has a picture of its own.
  const keyOf = (row: Row, index: number) => {
    if (perLine > 1) return row.key
    return index < from || index >= to ? 'cursor' : index % slots
  }
  const band = useRubberBand(scroller, { rows, selection, perLine, height, head: headHeight, topOf })

  const keyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const page = Math.max(1, Math.floor(event.currentTarget.clientHeight / height) - 1) * perLine
    const after = selectionAfter(event, selection.getState(), { rows, page, perLine, typed })
    if (!after) return onKey(event)
    event.preventDefault()
    selection.setState(after, true)
    if (after.cursor !== null) reveal(Math.floor(indexOf(rows, after.cursor) / perLine))
  }
  return (
    <div
      ref={scroller}
      className={perLine > 1 ? 'grid grid-tiles' : 'grid'}
      style={{ '--columns': template } as CSSProperties}
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-multiselectable
      aria-rowcount={rows.length + 1}
      aria-colcount={shown.length + 2}
      aria-activedescendant={cursorIndex < 0 ? undefined : `${id}-${cursorIndex}`}
      onKeyDown={keyDown}
      onClick={(event) => {
        if (!band.justEnded()) choose(event, rows, selection)
        event.currentTarget.focus({ preventScroll: true })
      }}
      onDoubleClick={(event) => {
        const row = rowUnder(event, rows)
        if (row) onOpen(row)
      }}
      onContextMenuCapture={(event) => pointAt(event, rows, selection)}
    >
      <GridHead rows={rows} typed={typed} count={count} selection={selection} height={headHeight} shown={shown} />
      <div role="rowgroup" className="grid-body" style={{ height: total }}>
        {drawnRows(from * perLine, Math.min(rows.length, to * perLine), cursorIndex).map((index) => {
          const row = rows[index]
          return (
            row && (
              <GridRow
                key={keyOf(row, index)}
                id={`${id}-${index}`}
                words={words}
                row={row}
                index={index}
                top={topOf(Math.floor(index / perLine))}
                left={perLine > 1 ? `${((index % perLine) / perLine) * 100}%` : undefined}
                width={perLine > 1 ? `${100 / perLine}%` : undefined}
                height={height}
                shown={shown}
                selection={selection}
                dragged={dragged}
              />
            )
          )
        })}
        <div ref={band.box} className="rubber-band" hidden />
      </div>
    </div>
  )
}

function rowUnder(event: MouseEvent, rows: readonly Row[]): Row | undefined {
  const element = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null
  return element ? rows[Number(element.dataset.index)] : undefined
}

function choose(event: MouseEvent, rows: readonly Row[], selection: SelectionStore): void {
  const state = selection.getState()
  const row = rowUnder(event, rows)
  const adds = event.ctrlKey || event.metaKey || (event.target as Element).closest('[data-check]') !== null
  if (!row) selection.setState(cleared(state), true)
  else if (event.shiftKey) selection.setState(extendedTo(state, row.key, rows), true)
  else selection.setState(adds ? toggled(state, row.key) : only(row.key), true)
}

/** A right click on a row that is not chosen chooses it alone; from the keyboard the menu is for what is chosen. */
function pointAt(event: MouseEvent, rows: readonly Row[], selection: SelectionStore): void {
  const state = selection.getState()
  const row = rowUnder(event, rows)
  if (row && !isChosen(state, row)) selection.setState(only(row.key), true)
}

type Shown = Pick<GridProps, 'rows' | 'typed' | 'sources'>

function draggedWith(row: Row, selection: SelectionStore, { rows, typed, sources }: Shown): Source[] {
  const state = selection.getState()
  if (isChosen(state, row)) return sources(chosen(state, rows, typed))
  selection.setState(only(row.key), true)
  return sources([row])
}
