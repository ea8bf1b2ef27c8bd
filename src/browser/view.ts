import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { Column, Sort } from './arrange.ts'

/** How listings look, everywhere and from now on. Widths in px. */
export type View = {
  sort: Sort
  hidden: Column[]
  widths: Partial<Record<Column, number>>
  layout: 'list' | 'tiles'
}

export const useView = create<View>()(
  persist((): View => ({ sort: { by: 'name', isDown: false }, hidden: ['type'], widths: {}, layout: 'list' }), {
    name: 'ferry.view',
  }),
)

/** The same column again turns the order round. */
export function sortBy(by: Sort['by']): void {
  useView.setState(({ sort }) => ({ sort: { by, isDown: sort.by === by && !sort.isDown } }))
}

export function toggleColumn(column: Column): void {
  useView.setState(({ hidden }) => ({
    hidden: hidden.includes(column) ? hidden.filter((one) => one !== column) : [...hidden, column],
  }))
}

export function setWidth(column: Column, width: number): void {
  useView.setState(({ widths }) => ({
    widths: { ...widths, [column]: Math.round(Math.min(420, Math.max(72, width))) },
  }))
}
