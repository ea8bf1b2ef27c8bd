import { expect, test } from 'vitest'
import { isLetter, nextStop } from './roving.ts'

const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }
const press = (key: string) => ({ key, ...none })

test('arrows go from item to item, and stop at the ends', () => {
  const items = { at: 1, count: 3, page: 2 }
  const to = (key: string, at = 1) => nextStop(press(key), { ...items, at })
  expect([to('ArrowDown'), to('ArrowUp'), to('Home'), to('End')]).toEqual([2, 0, 0, 2])
  expect([to('ArrowDown', 2), to('PageUp', 2), to('ArrowRight'), to('x')]).toEqual([2, 0, undefined, undefined])
  expect(nextStop({ ...press('ArrowUp'), altKey: true }, items)).toBeUndefined()
})

test('cards are walked in both directions', () => {
  const cards = { at: 4, count: 10, perLine: 4, page: 3 }
  const to = (key: string) => nextStop(press(key), cards)
  expect([to('ArrowDown'), to('ArrowUp'), to('ArrowRight'), to('ArrowLeft')]).toEqual([8, 0, 5, 3])
})

test('headings are passed over, also at the ends', () => {
  const isStop = (index: number) => ![0, 3, 5].includes(index)
  const to = (key: string, at: number) => nextStop(press(key), { at, count: 6, page: 9, isStop })
  expect([to('ArrowDown', 2), to('ArrowUp', 4), to('Home', 4), to('End', 1)]).toEqual([4, 2, 1, 4])
  expect([to('ArrowUp', 1), to('ArrowDown', 4), to('PageDown', 1)]).toEqual([1, 4, 4])
  expect(nextStop(press('ArrowDown'), { at: 0, count: 1, page: 1, isStop: () => false })).toBeUndefined()
})

test('a letter is what writes, not a key that does something', () => {
  expect(['a', '中', '?', '1'].map((key) => isLetter(press(key)))).toEqual([true, true, true, true])
  expect([press(' '), press('Enter'), { ...press('k'), ctrlKey: true }].map(isLetter)).toEqual([false, false, false])
})
