import { type RefObject, useEffect, useRef } from 'react'
import type { Row } from './rows.ts'
import { noSelection, withAlso } from './selection.ts'
import type { SelectionStore } from './selectionStore.ts'

type Band = {
  rows: readonly Row[]
  selection: SelectionStore
  perLine: number
  height: number
  head: number
  topOf: (line: number) => number
}

/** A rectangle drawn from where no name, picture or control is chooses the rows that it touches; with Ctrl or Shift it adds to what is chosen. */
export function useRubberBand(scroller: RefObject<HTMLElement | null>, band: Band) {
  const box = useRef<HTMLDivElement>(null)
  const ended = useRef(0)
  const latest = useRef(band)
  latest.current = band
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const start = (event: PointerEvent) => {
      if (event.button !== 0 || event.pointerType === 'touch' || !isGround(event.target)) return
      // The browser's own drag would end the pointer's events.
      const row = (event.target as Element).closest<HTMLElement>('[draggable]')
      if (row) row.draggable = false
      const stop = draw(element, box.current, event, latest)
      const end = () => {
        removeEventListener('pointerup', end)
        if (row) row.draggable = true
        if (stop()) ended.current = performance.now()
      }
      addEventListener('pointerup', end)
    }
    element.addEventListener('pointerdown', start)
    return () => element.removeEventListener('pointerdown', start)
  }, [scroller])
  /** The click that ends a rectangle chooses nothing by itself. */
  return { box, justEnded: () => performance.now() - ended.current < 50 }
}

function isGround(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false
  const isChosen = target.closest('[aria-selected="true"]') !== null
  return target.matches('.grid, .grid-body') || (!isChosen && target.closest('[data-ground]') !== null)
}

type At = { x: number; y: number }

/** Follows the pointer until it is told to stop; tells then whether there was a rectangle at all. */
function draw(
  element: HTMLElement,
  box: HTMLElement | null,
  first: PointerEvent,
  latest: RefObject<Band>,
): () => boolean {
  const pointOf = ({ clientX, clientY }: PointerEvent): At => {
    const { left, top } = element.getBoundingClientRect()
    return { x: clientX - left, y: clientY - top + element.scrollTop - latest.current.head }
  }
  const from = pointOf(first)
  const { selection } = latest.current
  const before = first.ctrlKey || first.metaKey || first.shiftKey ? selection.getState() : noSelection
  let isDrawn = false
  const move = (event: PointerEvent) => {
    const to = pointOf(event)
    if (!isDrawn && Math.hypot(to.x - from.x, to.y - from.y) < 6) return
    isDrawn = true
    const edge = element.getBoundingClientRect()
    if (event.clientY > edge.bottom - 24) element.scrollTop += 16
    else if (event.clientY < edge.top + latest.current.head + 12) element.scrollTop -= 16
    show(box, from, to)
    const rows = touched(from, to, element.clientWidth, latest.current)
    const [anchor, cursor] = [rows[0]?.key ?? null, rows.at(-1)?.key ?? null]
    selection.setState({ ...withAlso(before, rows), cursor, anchor }, true)
  }
  addEventListener('pointermove', move)
  return () => {
    removeEventListener('pointermove', move)
    if (box) box.hidden = true
    return isDrawn
  }
}

function show(box: HTMLElement | null, from: At, to: At): void {
  if (!box) return
  box.hidden = false
  box.style.transform = `translate(${Math.min(from.x, to.x)}px, ${Math.min(from.y, to.y)}px)`
  box.style.width = `${Math.abs(from.x - to.x)}px`
  box.style.height = `${Math.abs(from.y - to.y)}px`
}

/** The rows whose place the rectangle cuts. */
function touched(from: At, to: At, width: number, { rows, perLine, height, topOf }: Band): Row[] {
  const origin = topOf(0)
  const [first, last] = [Math.min(from.y, to.y), Math.max(from.y, to.y)].map((y) => Math.floor((y - origin) / height))
  const tile = width / perLine
  const [left, right] = [Math.min(from.x, to.x), Math.max(from.x, to.x)].map((x) => Math.floor(x / tile))
  const found = rows.slice(Math.max(0, (first ?? 0) * perLine), Math.max(0, ((last ?? 0) + 1) * perLine))
  if (perLine === 1) return found
  return found.filter((_, n) => n % perLine >= (left ?? 0) && n % perLine <= (right ?? 0))
}
