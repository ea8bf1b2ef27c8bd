import { expect, test } from 'vitest'
import { emptyTally } from '../../../engine/jobs/outcome/tally.ts'
import { plannedCopy } from '../../../engine/jobs/samples.ts'
import type { JobRequest, StoredTask } from '../../../engine/jobs/types.ts'
import type { CopyRequest } from '../../../engine/types.ts'
import { resultPlaceOf, rowsOf } from './resultPlace.ts'

const at = (key: string, bucket = 'b') => ({ account: 'me', region: 'r', bucket, key })
const counts = { ...emptyTally().counts, done: 1 }
const place = (request: JobRequest) => resultPlaceOf({ request, counts })?.key
const copy: CopyRequest = {
  do: 'copy',
  sources: [at('a/x')],
  target: at('to/'),
  placement: 'into',
  removeSource: false,
  conflict: 'ask',
  keepAcl: false,
}

test('a job leads to where one sees what it made', () => {
  expect(place(copy)).toBe('to/')
  expect(place({ ...copy, placement: 'exact', target: at('to/y') })).toBe('to/')
  expect(place({ do: 'change', sources: [at('a/x')], change: {} })).toBe('a/')
  expect(place({ do: 'undo', job: 'j', of: { ...copy, removeSource: true }, sources: [at('a/x')] })).toBe('a/')
})

test('nowhere where nothing is left, or nothing is there yet', () => {
  expect(place({ do: 'remove', sources: [at('a/x')] })).toBeUndefined()
  expect(place({ do: 'undo', job: 'j', of: copy, sources: [at('a/x')] })).toBeUndefined()
  expect(resultPlaceOf({ request: copy, counts: { ...counts, done: 0 } })).toBeUndefined()
})

test('what is marked is what the objects became, by the rows of the place', () => {
  const tasks = ['to/x (1).txt', 'to/p/a', 'to/p/b', 'else/c'].map((key, n): StoredTask => {
    return { ...plannedCopy(key, 1), job: 'j', n, group: 'new', target: at(key) }
  })
  expect(rowsOf(tasks, at('to/'))).toEqual(['to/x (1).txt', 'to/p/'])
})
