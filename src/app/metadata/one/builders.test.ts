import { expect, test } from 'vitest'
import {
  attachment,
  httpDate,
  isFalseEncoding,
  localDate,
  maxAgeOf,
  unencodedFileName,
  withMaxAge,
} from './builders.ts'

test.each([
  ['', 60, 'max-age=60'],
  ['public, max-age=5, immutable', 3600, 'public, immutable, max-age=3600'],
  ['s-maxage=5', 0, 's-maxage=5, max-age=0'],
])('%j with max-age %d is %j', (value, seconds, built) => {
  expect(withMaxAge(value, seconds)).toBe(built)
})

test.each([
  ['public, max-age=86400', { count: 1, unit: 'days' }],
  ['max-age=5400', { count: 90, unit: 'minutes' }],
  ['s-maxage=60', undefined],
  ['max-age=7', { count: 7, unit: 'seconds' }],
  ['max-age=0', { count: 0, unit: 'days' }],
  ['max-age=never', undefined],
])('%j keeps for %j', (value, held) => {
  expect(maxAgeOf(value)).toEqual(held)
})

test.each([
  ['a b.pdf', 'attachment; filename="a b.pdf"'],
  ['报告 (1).pdf', 'attachment; filename="_ (1).pdf"; filename*=UTF-8\'\'%E6%8A%A5%E5%91%8A%20%281%29.pdf'],
  ['100%"x".txt', 'attachment; filename="100__x_.txt"; filename*=UTF-8\'\'100%25%22x%22.txt'],
])('%s is saved under its name', (name, value) => {
  expect(attachment(name)).toBe(value)
  expect(unencodedFileName(value)).toBeUndefined()
})

test.each([
  ['attachment; filename="报告.pdf"', '报告.pdf'],
  ['attachment; filename=报告.pdf', '报告.pdf'],
  ['attachment; filename="caf\\"é"', 'caf"é'],
  ['attachment; filename="报告.pdf"; filename*=UTF-8\'\'x', undefined],
  ['inline', undefined],
])('%s says a bare name: %s', (value, name) => {
  expect(unencodedFileName(value)).toBe(name)
})

test('a date of HTTP and one of this computer are the same moment', () => {
  const http = 'Thu, 31 Dec 2026 16:00:00 GMT'
  expect(httpDate(localDate(http))).toBe(http)
  expect([localDate('never'), httpDate('')]).toEqual(['', undefined])
})

test.each<[string, number[], boolean]>([
  ['gzip', [0x1f, 0x8b, 8], false],
  ['gzip', [60, 104, 116], true],
  ['br', [60, 104, 116, 109, 108], true],
  ['br', [0x0b, 0x02, 0x80], false],
  ['br', [0x1f, 0x8b], true],
  ['br', [], false],
  ['identity', [60], false],
])('%s of %j is false: %s', (encoding, bytes, isFalse) => {
  expect(isFalseEncoding(encoding, Uint8Array.from(bytes))).toBe(isFalse)
})
