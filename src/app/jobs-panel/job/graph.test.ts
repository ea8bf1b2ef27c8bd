import { expect, test } from 'vitest'
import { pathOf, seriesOf } from './graph.ts'

const all = { worked: 1500, every: 500, bytes: [0, 1000, 500], objects: [1, 1, 2] }

test('bytes where any moved, else objects; the average over all the time', () => {
  expect(seriesOf(all)).toEqual({ of: 'bytes', points: [0, 2000, 1000], most: 2000, average: 1000, worked: 1500 })
  expect(seriesOf({ ...all, bytes: [0, 0, 0] })).toMatchObject({ of: 'objects', most: 4 })
})

test('two points are no course, nor is standing still', () => {
  expect(seriesOf({ ...all, bytes: [0, 0, 0], objects: [0, 0, 0] })).toBeUndefined()
  expect(seriesOf({ ...all, worked: 900, bytes: [1, 2], objects: [1, 1] })).toBeUndefined()
  expect(seriesOf(undefined)).toBeUndefined()
})

test('a path from edge to edge, and the area below it', () => {
  const series = seriesOf(all)
  if (!series) throw new Error('There is a course')
  expect(pathOf(series, { width: 100, height: 20 })).toBe('M0 20L50 0L100 10')
  expect(pathOf(series, { width: 100, height: 20 }, true)).toBe('M0 20L50 0L100 10L100 20L0 20Z')
})
