import { expect, test } from 'vitest'
import { bodyHeight, inView, rowsTop, topFor } from './window.ts'

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
