import { expect, test } from 'vitest'
import { compareContent } from './verify.ts'

const normal = { size: 3, etag: 'A', type: 'Normal' as const }

test.each([
  [{ ...normal, crc64: '1' }, { ...normal, crc64: '1' }, 'same'],
  [{ ...normal, crc64: '1' }, { ...normal, crc64: '2' }, 'different'],
  [{ ...normal, crc64: '1' }, { ...normal, crc64: '1', size: 4 }, 'different'],
  [normal, { ...normal, crc64: '1' }, 'same'],
  [normal, { ...normal, etag: 'B' }, 'different'],
  [normal, { ...normal, type: 'Multipart' as const }, 'unknown'],
  [{ ...normal, etag: '' }, { ...normal, etag: '' }, 'unknown'],
  [{ ...normal, etag: '' }, normal, 'unknown'],
  [normal, { ...normal, etag: '' }, 'unknown'],
])('%j and %j are %s', (a, b, verdict) => {
  expect(compareContent(a, b)).toBe(verdict)
})
