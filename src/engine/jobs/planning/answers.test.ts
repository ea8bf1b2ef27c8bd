import { expect, test } from 'vitest'
import { localRef } from '../../localFiles.ts'
import type { DownloadTask } from '../../types.ts'
import { plannedCopy } from '../samples.ts'
import { decided } from '../taskPatches.ts'
import type { StoredTask } from '../types.ts'

const { source } = plannedCopy('a', 1)
const conflict: DownloadTask = {
  kind: 'download',
  job: 'j',
  n: 0,
  state: 'conflict',
  source,
  target: localRef('a (1)'),
  overwrite: false,
  conflict: 'ask',
}
const stored = (task: DownloadTask): StoredTask => ({ ...task, group: 'ask' })
const there = { size: 1, etag: '', modified: 1, storageClass: 'Standard', type: 'Normal' } as const

test('Replace is an answer to what a person has seen: another target later is asked about again', () => {
  expect(decided(stored({ ...conflict, there }), 'replace')).toEqual({
    state: 'waiting',
    overwrite: true,
    answer: undefined,
  })
})

test('of two objects that the disk takes for one, Replace keeps both', () => {
  const twin = stored({ ...conflict, hasTwin: true })
  const seen = stored({ ...conflict, hasTwin: true, there })
  expect(decided(twin, 'replace')).toMatchObject({ overwrite: false, conflict: 'keepBoth' })
  expect(decided(seen, 'replace')).toMatchObject({ overwrite: true })
  expect(decided(twin, 'skip')).toMatchObject({ state: 'skipped' })
})
