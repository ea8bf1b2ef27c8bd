import { expect, test } from 'vitest'
import { zip64End } from './zip64.ts'

test('as many entries as 16 bits can not count need a second end, which points at the directory and itself', () => {
  const end = new Uint8Array(22)
  const given = new DataView(end.buffer)
  given.setUint32(12, 100, true)
  given.setUint32(16, 200, true)
  expect(zip64End(end, 65_535)).toHaveLength(0)
  const { buffer } = zip64End(end, 65_536)
  const made = new DataView(buffer)
  expect([24, 32, 40, 48, 64].map((at) => made.getBigUint64(at, true))).toEqual([65_536n, 65_536n, 100n, 200n, 300n])
  // One with large files has its own already.
  given.setUint32(16, 0xffffffff, true)
  expect(zip64End(end, 65_536)).toHaveLength(0)
})
