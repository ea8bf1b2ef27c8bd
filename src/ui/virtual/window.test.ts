import { expect, test } from 'vitest'
import { bodyHeight, inView, rowsTop, startOf, topFor } from './window.ts'

const few = { count: 1000, height: 40, view: 400 }
const million = { count: 1_000_000, height: 40, view: 400 }

test('a body as tall as its rows is scrolled one to one', () => {
  expect(bodyHeight(few)).toBe(40_000)
  expect(rowsTop(few, 1234)).toBe(1234)
  expect(inView(few, 400, 2)).toEqual({ from: 8, to: 22 })
})

test('a million rows are all reached within what a browser can lay out', () => {
  expect(bodyHeight(million)).toBeLessThan(16_777_200)
  const bottom = bodyHeight(million) - million.view
  expect(inView(million, bottom, 0)).toEqual({ from: 999_990, to: 1_000_000 })
  expect(inView(million, 0, 0).from).toBe(0)
})

test.each([0, 1, 500_000, 999_999])('row %i is brought into view', (index) => {
  const top = topFor(million, 7_000_000, index) ?? 7_000_000
  const { from, to } = inView(million, top, 0)
  expect(from <= index && index < to).toBe(true)
})

test('a row in view needs no scrolling', () => {
  expect(topFor(few, 400, 12)).toBeUndefined()
})

const mixed = {
  count: 100,
  height: 50,
  view: 200,
  others: [
    [2, 300],
    [5, -10],
  ],
} as const

test('a row of another height moves what comes behind it', () => {
  expect([2, 3, 5, 6, 100].map((index) => startOf(mixed, index))).toEqual([100, 450, 550, 590, 5290])
  expect(bodyHeight(mixed)).toBe(5290)
})

test.each([
  [0, { from: 0, to: 3 }],
  [150, { from: 2, to: 3 }],
  [449, { from: 2, to: 8 }],
  [450, { from: 3, to: 8 }],
  [5090, { from: 96, to: 100 }],
])('scrolled to %d, just what is in view is drawn, the tall row too', (top, rows) => {
  expect(inView(mixed, top, 0)).toEqual(rows)
})

test('a row that is taller than the view is brought in by its beginning', () => {
  expect(topFor(mixed, 1000, 2)).toBe(100)
  expect(topFor(mixed, 0, 2)).toBe(100)
  expect(topFor(mixed, 0, 3)).toBe(300)
})

test('the last of a million rows is reached although one is open', () => {
  const open = { ...million, others: [[10, 600]] } as const
  expect(inView(open, bodyHeight(open) - open.view, 0).to).toBe(1_000_000)
})
