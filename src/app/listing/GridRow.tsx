// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot hold virtual rows
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus, its rows are active descendants
import type { TFunction } from 'i18next'
import { memo, useRef } from 'react'
import { useStore } from 'zustand'
import type { Source } from '../../engine/types.ts'
import { formatBytes, formatDay, formatTime } from '../../i18n/format.ts'
import { visible } from '../../i18n/visible.ts'
import { isCutRow, useCut } from '../clipboard/clip.ts'
import { useRowDrag } from '../drag/useRowDrag.ts'
import { PrefixSize } from '../measure/PrefixSize.tsx'
import { useHashIn } from '../places/account.ts'
import { useBucketRef } from '../places/panes/bucket.ts'
import { type Column, typeOf } from './arrange.ts'
import { ObjectIcon, PrefixIcon } from './icons.tsx'
import { ObjectMark } from './ObjectMark.tsx'
import type { Row } from './rows.ts'
import { isChosen as isChosenRow } from './selection.ts'
import type { SelectionStore } from './selectionStore.ts'
import { Thumbnail } from './Thumbnail.tsx'

/** From the grid: a hook of each cell would make its own `t` for every row that comes into view, a third of the time of scrolling. */
export type RowTexts = { t: TFunction<'browser'>; language: string; select: (name: string) => string }

type GridRowProps = {
  words: RowTexts
  row: Row
  index: number
  /** px from the top of the body, and height. */
  top: number
  height: number
  /** Of a tile; a line has the whole width. */
  left: string | undefined
  width: string | undefined
  id: string
  shown: readonly Column[]
  selection: SelectionStore
  /** What a drag of this row takes along. */
  dragged: (row: Row) => Source[]
}

export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { words, row, index, top, left, width, height, id, shown, selection, dragged } = props
  const ref = useRef<HTMLDivElement>(null)
  const isChosen = useStore(selection, (state) => isChosenRow(state, row))
  const hasCursor = useStore(selection, (state) => state.cursor === row.key)
  const home = useBucketRef()
  const isCut = useCut((cut) => isCutRow(cut, home, row))
  const over = useRowDrag(ref, row, dragged)
  const name = visible(row.name)
  return (
    <div
      ref={ref}
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isChosen}
      data-index={index}
      data-cursor={hasCursor || undefined}
      data-over={over}
      data-cut={isCut || undefined}
      className="grid-row"
      style={{ height, left, width, transform: `translateY(${top}px)` }}
    >
      <div role="gridcell" className="cell-check" data-check>
        <input type="checkbox" tabIndex={-1} readOnly checked={isChosen} aria-label={words.select(name)} />
      </div>
      <div role="gridcell" className="cell-name">
        {width !== undefined && <Thumbnail row={row} />}
        {width === undefined && (row.is === 'prefix' ? <PrefixIcon /> : <ObjectIcon name={row.name} />)}
        <span className="cell-name-text">
          <Name row={row} name={name} />
          <SecondLine row={row} words={words} isTile={width !== undefined} />
        </span>
        {row.is === 'object' && <ObjectMark object={row} t={words.t} />}
      </div>
      {shown.map((column) => (
        <Fact key={column} row={row} column={column} words={words} />
      ))}
    </div>
  )
})

/** A prefix is a link: it opens by a click, and in another tab by a click of the middle button. */
function Name({ row, name }: { row: Row; name: string }) {
  const { bucket } = useBucketRef()
  const hashIn = useHashIn()
  const title = name.length > 24 ? name : undefined
  if (row.is === 'object') {
    return (
      <span className="name" title={title}>
        {name}
      </span>
    )
  }
  return (
    <a className="name" title={title} tabIndex={-1} draggable={false} href={hashIn({ bucket, prefix: row.key })}>
      {name.slice(0, -1)}
      <span className="name-slash">/</span>
    </a>
  )
}

/** What the columns say, where there is no room for columns; in a tile there is none for the time of day either. */
function SecondLine({ row, words: { language }, isTile }: { row: Row; words: RowTexts; isTile: boolean }) {
  if (row.is === 'prefix') return null
  return (
    <span className="second-line">
      {formatBytes(row.size, language)} · {(isTile ? formatDay : formatTime)(row.modified, language)}
    </span>
  )
}

function Fact({ row, column, words }: Pick<GridRowProps, 'row' | 'words'> & { column: Column }) {
  const { t, language } = words
  const said = () => {
    if (row.is === 'prefix') return column === 'size' ? <PrefixSize prefix={row.key} /> : ''
    if (column === 'size') return formatBytes(row.size, language)
    if (column === 'type') return typeOf(row.name)
    return column === 'class' ? t(`class.${row.storageClass}`) : formatTime(row.modified, language)
  }
  return (
    <div role="gridcell" className={`cell-${column}`} data-ground>
      {said()}
    </div>
  )
}
