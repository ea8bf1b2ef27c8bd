import { Buffer as Real } from 'node:buffer'
import { expect, test } from 'vitest'
import { Buffer } from './buffer.ts'

const texts = ['', 'plain', '中文/😀', '\ufeffbyte order mark', 'caf\u00e9']

test.each(texts)('%j is the same bytes and the same text as in Node', (text) => {
  for (const encoding of ['utf8', 'latin1'] as const) {
    expect([...Buffer.from(text, encoding)]).toEqual([...Real.from(text, encoding)])
  }
  for (const encoding of ['utf8', 'latin1', 'hex', 'base64'] as const) {
    expect(Buffer.from(text).toString(encoding)).toBe(Real.from(text).toString(encoding))
  }
})

test('parts are joined, cut and filled up as in Node', () => {
  const parts = [Buffer.from('abc'), Buffer.from('de')]
  for (const size of [undefined, 4, 8]) expect([...Buffer.concat(parts, size)]).toEqual([...Real.concat(parts, size)])
})
