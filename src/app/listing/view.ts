import { use } from 'react'
import { array, boolean, exactOptional, fallback, maxValue, minValue, number, object, picklist, pipe } from 'valibot'
import { createStore, type StoreApi, useStore } from 'zustand'
import { persist } from 'zustand/middleware'
import { mergeBy } from '../../ui/stored.ts'
import { PaneContext } from '../places/panes/pane.ts'
import { type Column, columns, type Sort } from './arrange.ts'

/** How the listings of a pane look, everywhere and from now on. Widths in px. */
export type View = {
  sort: Sort
  hidden: Column[]
  widths: Partial<Record<Column, number>>
  layout: 'list' | 'tiles'
}
export type ViewStore = StoreApi<View>

/** px of a column that nobody has resized. */
export const usualWidth: Record<Column, number> = { size: 110, type: 90, class: 150, modified: 190 }
const [leastWidth, mostWidth] = [72, 420]
const usual: View = { sort: { by: 'name', isDown: false }, hidden: ['type'], widths: {}, layout: 'list' }
const width = exactOptional(fallback(pipe(number(), minValue(leastWidth), maxValue(mostWidth)), leastWidth))
const stored = object({
  sort: fallback(object({ by: picklist(['name', ...columns]), isDown: boolean() }), usual.sort),
  hidden: fallback(array(picklist(columns)), usual.hidden),
  widths: fallback(object({ size: width, type: width, class: width, modified: width }), usual.widths),
  layout: fallback(picklist(['list', 'tiles']), usual.layout),
})
const stores = ['ferry.view', 'ferry.view.right'].map((name) =>
  createStore<View>()(persist(() => usual, { name, merge: mergeBy<View>(stored) })),
)

/** Of the left pane or the right one, 0 or 1. */
export function viewOf(pane: number): ViewStore {
  return stores[pane] as ViewStore
}

/** The view of the pane that asks. */
export function useViewStore(): ViewStore {
  return viewOf(use(PaneContext).pane ?? 0)
}

export function useView<T>(select: (view: View) => T): T {
  return useStore(useViewStore(), select)
}

/** Of a pane, or of the only one. */
export function setLayout(pane: number | undefined, layout: View['layout']): void {
  stores[pane ?? 0]?.setState({ layout })
}

/** The same column again turns the order round. */
export function sortBy(view: ViewStore, by: Sort['by']): void {
  view.setState(({ sort }) => ({ sort: { by, isDown: sort.by === by && !sort.isDown } }))
}

export function toggleColumn(view: ViewStore, column: Column): void {
  view.setState(({ hidden }) => ({
    hidden: hidden.includes(column) ? hidden.filter((one) => one !== column) : [...hidden, column],
  }))
}

/** All columns at once, for who cannot draw their edges. */
export function scaleColumns(view: ViewStore, by: number): void {
  const { widths } = view.getState()
  for (const column of columns) setWidth(view, column, (widths[column] ?? usualWidth[column]) * by)
}

export function setWidth(view: ViewStore, column: Column, width: number): void {
  view.setState(({ widths }) => ({
    widths: { ...widths, [column]: Math.round(Math.min(mostWidth, Math.max(leastWidth, width))) },
  }))
}
