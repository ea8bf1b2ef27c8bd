import { expect, test } from 'vitest'
import { disk, download, ferry, fileOnDisk, first, put, run } from '../../../test/files.ts'
import type { ConflictPolicy } from '../types.ts'

/** A file that turns up while a long object is read stays, and nothing else does. */
test.each<[ConflictPolicy, string]>([
  ['skip', 'skipped'],
  ['ask', 'conflict'],
  ['newer', 'skipped'],
])('what was begun is cleared away where the target is left alone: %s', async (conflict, end) => {
  await put('long.txt', 'x'.repeat(300 * 1024))
  const task = await first(download(['long.txt'], conflict))
  const later = Date.now() + 3_600_000
  ferry.store.faults.add({
    op: 'GetObject',
    times: 1,
    run: async () => {
      const made = await fileOnDisk('long.txt', 'mine')
      made.modified = later
    },
  })
  expect((await run(task)).state).toBe(end)
  expect(disk.texts()).toEqual({ 'long.txt': 'mine' })
})
