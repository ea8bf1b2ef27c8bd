import { perSecond } from '../../../engine/jobs/progress/throughput.ts'
import type { Throughput } from '../../../engine/jobs/types.ts'

/** What a graph of a job is about: bytes where any moved, else objects; per second, a point for each span of time. */
export type Series = { of: 'bytes' | 'objects'; points: number[]; most: number; average: number; worked: number }

/** Fewer points are no course of anything. */
const fewest = 3

export function seriesOf(throughput: Throughput | undefined): Series | undefined {
  if (!throughput || throughput.bytes.length < fewest) return undefined
  const { bytes, objects, worked } = throughput
  const of = bytes.some((amount) => amount > 0) ? 'bytes' : 'objects'
  const moved = of === 'bytes' ? bytes : objects
  const points = perSecond(throughput, moved)
  const most = Math.max(...points)
  if (most === 0) return undefined
  const average = moved.reduce((sum, amount) => sum + amount, 0) / (worked / 1000)
  return { of, points, most, average, worked }
}

type Box = { width: number; height: number }

/** The course as an SVG path over a box; `closed`: the area below it. */
export function pathOf({ points, most }: Series, { width, height }: Box, closed = false): string {
  const step = width / (points.length - 1)
  const at = (point: number, n: number) => `${round(n * step)} ${round(height - (point / most) * height)}`
  const line = `M${points.map(at).join('L')}`
  return closed ? `${line}L${width} ${height}L0 ${height}Z` : line
}

const round = (x: number) => Math.round(x * 10) / 10
