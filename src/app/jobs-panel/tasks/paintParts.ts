import type { PartMark } from '../../../engine/jobs/types.ts'
import { markAt } from './parts.ts'

/** px: the cell, and from one cell to the next. */
const cell = 5
const pitch = 6

export const columnsIn = (width: number): number => Math.max(1, Math.floor(width / pitch))
/** px of height for all cells. */
export const rowsIn = (count: number, width: number): number => Math.ceil(count / columnsIn(width)) * pitch

/** The part under a point of the picture; past the last column there is none. */
export function partAt({ offsetX, offsetY }: { offsetX: number; offsetY: number }, columns: number): number {
  const column = Math.floor(offsetX / pitch)
  return column < columns ? Math.floor(offsetY / pitch) * columns + column : Number.POSITIVE_INFINITY
}

type Colours = { line: string; accent: string; warn: string }
type Paint = (to: CanvasRenderingContext2D, x: number, y: number, colours: Colours) => void

/** A shape as well as a colour each: hollow, half, full; what was retried has a corner of its own. */
const paints: Record<PartMark, Paint> = {
  queued: (to, x, y, { line }) => {
    to.strokeStyle = line
    to.strokeRect(x + 0.5, y + 0.5, cell - 1, cell - 1)
  },
  running: (to, x, y, { accent }) => {
    to.strokeStyle = accent
    to.strokeRect(x + 0.5, y + 0.5, cell - 1, cell - 1)
    fill(to, accent, x, y + 2, cell, cell - 2)
  },
  runningAgain: (to, x, y, colours) => {
    paints.running(to, x, y, colours)
    fill(to, colours.warn, x + 2, y, cell - 2, 3)
  },
  done: (to, x, y, { accent }) => fill(to, accent, x, y, cell, cell),
  doneAgain: (to, x, y, colours) => {
    paints.done(to, x, y, colours)
    fill(to, colours.warn, x + 2, y, cell - 2, 3)
  },
}

export function paintParts(canvas: HTMLCanvasElement, states: string, width: number): void {
  const to = canvas.getContext('2d')
  if (!to) return
  const scale = devicePixelRatio
  canvas.width = width * scale
  canvas.height = rowsIn(states.length, width) * scale
  to.scale(scale, scale)
  const columns = columnsIn(width)
  const colours = coloursOf(canvas)
  for (let index = 0; index < states.length; index++) {
    paints[markAt(states, index)](to, (index % columns) * pitch, Math.floor(index / columns) * pitch, colours)
  }
}

function coloursOf(element: HTMLElement): Colours {
  const style = getComputedStyle(element)
  const colour = (name: string) => style.getPropertyValue(`--${name}`)
  return { line: colour('line-strong'), accent: colour('accent'), warn: colour('part-warn') }
}

function fill(to: CanvasRenderingContext2D, colour: string, x: number, y: number, width: number, height: number): void {
  to.fillStyle = colour
  to.fillRect(x, y, width, height)
}
