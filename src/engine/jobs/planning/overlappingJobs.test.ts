import { expect, it } from 'vitest'
import type { CopyRequest } from '../../types.ts'
import type { JobRequest, Phase } from '../types.ts'
import { overlappingJobs } from './overlappingJobs.ts'

const at = (key: string, bucket = 'b') => ({ account: 'a', region: 'r', bucket, key })
const copy = (from: string, to: string, removeSource = false): CopyRequest => ({
  do: 'copy',
  sources: [at(from)],
  target: at(to, 'other'),
  placement: 'into',
  removeSource,
  keepAcl: true,
  conflict: 'skip',
})
const remove = (key: string): JobRequest => ({ do: 'remove', sources: [at(key)] })
const job = (request: JobRequest, phase: Phase = 'running') => ({ id: JSON.stringify(request), request, phase })
const overlapsOther = (one: JobRequest, other: JobRequest, phase?: Phase) =>
  overlappingJobs(job(one), [job(other, phase)]).length > 0

it('finds a job that changes what another reads or writes', () => {
  expect(overlapsOther(remove('p/'), copy('p/', 'to/'))).toBe(true)
  expect(overlapsOther(copy('p/', 'to/'), remove('p/x/y'))).toBe(true)
  expect(overlapsOther(copy('p/', 'one/', true), copy('p/', 'two/', true))).toBe(true)
  expect(overlapsOther(copy('p/', 'to/'), copy('q/p/', 'to/'))).toBe(true)
  expect(overlapsOther(copy('x', 'to/'), { do: 'remove', sources: [at('to/', 'other')] })).toBe(true)
})

it('leaves in peace what only reads the same, or lies beside it', () => {
  expect(overlapsOther(copy('p/', 'one/'), copy('p/', 'two/'))).toBe(false)
  expect(overlapsOther(copy('x', 'to/'), copy('y', 'to/'))).toBe(false)
  expect(overlapsOther(remove('p/'), copy('p', 'to/'))).toBe(false)
})

it('counts jobs that have not ended, a plan without its yes among them', () => {
  expect(overlapsOther(remove('p/'), copy('p/', 'to/'), 'paused')).toBe(true)
  expect(overlapsOther(remove('p/'), copy('p/', 'to/'), 'review')).toBe(true)
  expect(overlapsOther(remove('p/'), copy('p/', 'to/'), 'finished')).toBe(false)
})
