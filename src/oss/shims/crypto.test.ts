import real from 'node:crypto'
import { expect, test } from 'vitest'
import * as crypto from './crypto.ts'

const texts = ['', 'abc', '李白/😀', 'x'.repeat(1000)]

test.each(texts)('%j has the same sums as in Node', (text) => {
  for (const name of ['md5', 'sha256'] as const) {
    for (const encoding of ['hex', 'base64'] as const) {
      expect(crypto.createHash(name).update(text).digest(encoding)).toBe(
        real.createHash(name).update(text).digest(encoding),
      )
    }
  }
  const key = crypto
    .createHmac('sha256', text)
    .update('a')
    .update(new Uint8Array([1, 2]))
    .digest() as Uint8Array
  const realKey = real
    .createHmac('sha256', text)
    .update('a')
    .update(new Uint8Array([1, 2]))
    .digest()
  expect([...key]).toEqual([...realKey])
})
