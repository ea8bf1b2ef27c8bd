import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Space } from './window.ts'

type Heights = ReadonlyMap<string, number>

/**
 * The heights of rows that may have another than most, once they have been drawn: `measure` is the ref of a row, which says its key as
 * `data-key`. `keys`: of all rows, in order; without them a row's key is its index. What changes above the view moves nothing in it.
 */
export function useRowHeights(scroller: RefObject<HTMLElement | null>, height: number, keys?: readonly string[]) {
  const [heights, setHeights] = useState<Heights>(() => new Map())
  const latest = useRef(heights)
  const [observer] = useState(() => new ResizeObserver((changes) => take(changes.map(({ target }) => target))))
  useEffect(() => () => observer.disconnect(), [observer])
  const measure = useCallback(
    (row: HTMLElement | null) => {
      if (!row) return
      observer.observe(row)
      return () => observer.unobserve(row)
    },
    [observer],
  )
  const others = useMemo(() => othersOf(heights, height, keys), [heights, height, keys])
  return { others, measure }

  function take(rows: Element[]): void {
    const known = latest.current
    const before = ({ dataset: { key = '' } }: HTMLElement) => known.get(key) ?? height
    const changed = rows.filter(isDrawn).filter((row) => before(row) !== row.offsetHeight)
    if (changed.length === 0) return
    const top = scroller.current?.getBoundingClientRect().top ?? 0
    const above = changed.filter((row) => row.getBoundingClientRect().top + before(row) <= top)
    const moved = above.reduce((sum, row) => sum + row.offsetHeight - before(row), 0)
    const measured = changed.map((row) => [row.dataset.key ?? '', row.offsetHeight] as const)
    latest.current = new Map([...known, ...measured])
    flushSync(() => setHeights(latest.current))
    if (scroller.current && moved !== 0) scroller.current.scrollTop += moved
  }
}

const isDrawn = (row: Element): row is HTMLElement => row instanceof HTMLElement && row.isConnected

function othersOf(heights: Heights, height: number, keys: readonly string[] | undefined): NonNullable<Space['others']> {
  const known = keys
    ? keys.map((key, index) => [index, (heights.get(key) ?? height) - height] as const)
    : [...heights].map(([key, px]) => [Number(key), px - height] as const).sort(([a], [b]) => a - b)
  return known.filter(([, px]) => px !== 0)
}
