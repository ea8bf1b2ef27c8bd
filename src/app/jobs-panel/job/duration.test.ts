import { expect, test } from 'vitest'
import { formatDuration } from './duration.ts'

test.each([
  [0, '1 sec'],
  [8_400, '8 sec'],
  [65_000, '1 min 5 sec'],
  [3_600_000, '1 hr'],
  [3_725_000, '1 hr 2 min'],
  [200_000_000, '2 days 7 hr'],
])('%i ms are %s', (ms, text) => {
  expect(formatDuration(ms, 'en')).toBe(text)
})

test('it is said in the language of the page', () => {
  expect(formatDuration(65_000, 'zh-CN')).toBe('1 分钟 5 秒')
})
