import { expect, test } from 'vitest'
import { readTogether } from './readTogether.ts'

type Reading = { resolve: (what: string) => void; reject: (error: Error) => void }

/** Each reading is answered by hand. */
function readings() {
  const begun: Reading[] = []
  const read = readTogether(() => new Promise<string>((resolve, reject) => begun.push({ resolve, reject })))
  return { begun, read, turn: () => new Promise((resolve) => setTimeout(resolve)) }
}

test('who asks while a reading is under way gets what one says that begins later, together with all who ask until then', async () => {
  const { begun, read, turn } = readings()
  const first = [read(), read()]
  await turn()
  const later = [read(), read()]
  await turn()
  expect(begun).toHaveLength(1)
  begun[0]?.resolve('before')
  await turn()
  begun[1]?.resolve('after')
  expect(await Promise.all([...first, ...later])).toEqual(['before', 'before', 'after', 'after'])
  expect(begun).toHaveLength(2)
})

test('a reading that fails fails who asked for it, and nobody later', async () => {
  const { begun, read, turn } = readings()
  const failing = read()
  await turn()
  const later = read()
  begun[0]?.reject(new Error('closed'))
  await expect(failing).rejects.toThrow('closed')
  await turn()
  begun[1]?.resolve('read')
  expect(await later).toBe('read')
})
