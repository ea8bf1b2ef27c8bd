import { expect, test } from 'vitest'
import { countParts, markAt, rangeAt } from './parts.ts'

test('every letter is a mark', () => {
  expect([...'.>!#+'].map((_, index) => markAt('.>!#+', index))).toEqual([
    'queued',
    'running',
    'runningAgain',
    'done',
    'doneAgain',
  ])
})

test('parts are counted by what they are now, and once more if they failed before', () => {
  expect(countParts('.>!#+')).toEqual({ all: 5, done: 2, running: 2, queued: 1, retried: 2 })
})

test('the last part is the rest', () => {
  expect(rangeAt(0, 30, 100)).toEqual({ from: 0, to: 30 })
  expect(rangeAt(3, 30, 100)).toEqual({ from: 90, to: 100 })
})
