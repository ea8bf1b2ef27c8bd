// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot hold virtual rows
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus, its rows are active descendants
import { CaretDownOutlined, CaretUpOutlined } from '@ant-design/icons'
import type { PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Column, Sort } from './arrange.ts'
import type { Row } from './rows.ts'
import { cleared, everything } from './selection.ts'
import type { SelectionStore } from './selectionStore.ts'
import { setWidth, sortBy, useView, useViewStore, type ViewStore } from './view.ts'

type GridHeadProps = {
  rows: readonly Row[]
  typed: string
  /** How many of them are chosen. */
  count: number
  selection: SelectionStore
  height: number
  shown: readonly Column[]
}

export function GridHead({ rows, typed, count, selection, height, shown }: GridHeadProps) {
  const { t } = useTranslation('browser')
  const isAll = count > 0 && count >= rows.length
  const toggleAll = () => selection.setState((state) => (isAll ? cleared(state) : everything(state, typed)), true)
  return (
    <div role="rowgroup" className="grid-head" style={{ height }}>
      <div role="row" aria-rowindex={1} className="grid-head-row">
        <div role="columnheader" className="cell-check">
          <input
            type="checkbox"
            tabIndex={-1}
            checked={isAll}
            aria-label={t('selectAll')}
            ref={(input) => {
              if (input) input.indeterminate = count > 0 && !isAll
            }}
            onClick={(event) => event.stopPropagation()}
            onChange={toggleAll}
          />
        </div>
        <ColumnHead by="name" />
        {shown.map((column) => (
          <ColumnHead key={column} by={column} />
        ))}
      </div>
    </div>
  )
}

/** A click sorts; the edge of a column can be drawn. The same is in the menu of the view. */
function ColumnHead({ by }: { by: Sort['by'] }) {
  const { t } = useTranslation('browser')
  const view = useViewStore()
  const sort = useView((all) => all.sort)
  const isSorted = sort.by === by
  return (
    <div
      role="columnheader"
      className={`cell-${by}`}
      aria-sort={isSorted ? (sort.isDown ? 'descending' : 'ascending') : undefined}
    >
      <button
        type="button"
        className="head-sort"
        tabIndex={-1}
        onClick={(event) => {
          event.stopPropagation()
          sortBy(view, by)
        }}
      >
        {t(by)}
        {isSorted && (sort.isDown ? <CaretDownOutlined aria-hidden /> : <CaretUpOutlined aria-hidden />)}
      </button>
      {by !== 'name' && <span className="head-edge" aria-hidden onPointerDown={(event) => resize(event, view, by)} />}
    </div>
  )
}

function resize(event: PointerEvent<HTMLElement>, view: ViewStore, column: Column): void {
  const edge = event.currentTarget
  const width = edge.parentElement?.getBoundingClientRect().width ?? 0
  const start = event.clientX
  const move = (next: globalThis.PointerEvent) => setWidth(view, column, width + start - next.clientX)
  edge.setPointerCapture(event.pointerId)
  edge.addEventListener('pointermove', move)
  edge.addEventListener('lostpointercapture', () => edge.removeEventListener('pointermove', move), { once: true })
  event.preventDefault()
}
