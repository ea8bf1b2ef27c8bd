// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot hold virtual rows
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus, its rows are active descendants
import { memo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { formatBytes, formatTime } from '../words/format.ts'
import { visible } from '../words/visible.ts'
import { useRowDrag } from './drag/useRowDrag.ts'
import { ObjectIcon, PrefixIcon } from './icons.tsx'
import { Mark } from './Mark.tsx'
import { hashOf } from './place.ts'
import type { Home } from './requests.ts'
import type { Row } from './rows.ts'
import type { SelectionStore } from './selectionStore.ts'

type GridRowProps = {
  row: Row
  index: number
  /** px from the top of the body, and height. */
  top: number
  height: number
  id: string
  home: Home
  selection: SelectionStore
  /** The rows that a drag of this row takes along. */
  dragged: (row: Row) => readonly Row[]
}

export const GridRow = memo(function GridRow({ row, index, top, height, id, home, selection, dragged }: GridRowProps) {
  const { t } = useTranslation('browser')
  const ref = useRef<HTMLDivElement>(null)
  const isChosen = useStore(selection, (state) => state.keys.has(row.key))
  const hasCursor = useStore(selection, (state) => state.cursor === row.key)
  const over = useRowDrag(ref, { row, home, dragged })
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
      className="grid-row"
      style={{ height, transform: `translateY(${top}px)` }}
    >
      <div role="gridcell" className="cell-check" data-check>
        <input type="checkbox" tabIndex={-1} readOnly checked={isChosen} aria-label={t('selectRow', { name })} />
      </div>
      <div role="gridcell" className="cell-name">
        {row.is === 'prefix' ? <PrefixIcon /> : <ObjectIcon name={row.name} />}
        <span className="cell-name-text">
          <Name row={row} home={home} name={name} />
          <SecondLine row={row} />
        </span>
        {row.is === 'object' && <Mark object={row} />}
      </div>
      <Facts row={row} />
    </div>
  )
})

/** A prefix is a link: it opens by a click, and in another tab by a click of the middle button. */
function Name({ row, home, name }: { row: Row; home: Home; name: string }) {
  const title = name.length > 24 ? name : undefined
  if (row.is === 'object') {
    return (
      <span className="name" title={title}>
        {name}
      </span>
    )
  }
  return (
    <a
      className="name"
      title={title}
      tabIndex={-1}
      draggable={false}
      href={hashOf({ bucket: home.bucket, prefix: row.key })}
    >
      {name.slice(0, -1)}
      <span className="name-slash">/</span>
    </a>
  )
}

/** What the columns say, where there is no room for columns. */
function SecondLine({ row }: { row: Row }) {
  const { i18n } = useTranslation('browser')
  if (row.is === 'prefix') return null
  const { language } = i18n
  return (
    <span className="second-line">
      {formatBytes(row.size, language)} · {formatTime(row.modified, language)}
    </span>
  )
}

function Facts({ row }: { row: Row }) {
  const { t, i18n } = useTranslation('browser')
  const object = row.is === 'object' ? row : undefined
  return (
    <>
      <div role="gridcell" className="cell-size">
        {object ? formatBytes(object.size, i18n.language) : '–'}
      </div>
      <div role="gridcell" className="cell-class">
        {object ? t(`class.${object.storageClass}`) : ''}
      </div>
      <div role="gridcell" className="cell-modified">
        {object ? formatTime(object.modified, i18n.language) : ''}
      </div>
    </>
  )
}
