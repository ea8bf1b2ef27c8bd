/** Jobs at the same place at the same time: nothing is lost by it, since each object is pinned, but a person must know. */

import type { Ref } from '../../../oss/types.ts'
import { isLocal } from '../../localFiles.ts'
import { among, targetKey } from '../../plan/check.ts'
import type { JobRecord, JobRequest } from '../types.ts'

type Standing = Pick<JobRecord, 'id' | 'request' | 'phase'>

/**
 * The other jobs that have not ended and work where this one does, so that one changes what the other reads or writes. A plan that waits
 * for its yes is one: who takes its copies for made may delete what they are to be made of.
 */
export function overlappingJobs<Other extends Standing>(job: Standing, others: Other[]): Other[] {
  return others.filter((other) => other.id !== job.id && !hasEnded(other) && touch(job.request, other.request))
}

function hasEnded({ phase }: Standing): boolean {
  return phase === 'finished' || phase === 'cancelled'
}

function touch(one: JobRequest, other: JobRequest): boolean {
  const [a, b] = [placesOf(one), placesOf(other)]
  return meet(a.written, [...b.written, ...b.read]) || meet(b.written, a.read)
}

function meet(some: Ref[], others: Ref[]): boolean {
  return some.some(among(others)) || others.some(among(some))
}

type Places = { written: Ref[]; read: Ref[] }

function placesOf(request: JobRequest): Places {
  if (request.do === 'undo') {
    const { written, read } = placesOf(request.of)
    return { written: [...written, ...read], read: [] }
  }
  const sources = request.sources.filter((source) => !isLocal(source))
  if (request.do === 'change' || request.do === 'remove' || request.do === 'undelete')
    return { written: sources, read: [] }
  if (request.do === 'copy' && request.removeSource) return { written: [...sources, ...targetsOf(request)], read: [] }
  return { written: targetsOf(request), read: sources }
}

function targetsOf(request: Exclude<JobRequest, { do: 'undo' }>): Ref[] {
  if (request.do !== 'copy' && request.do !== 'upload') return []
  const where = request.do === 'copy' ? request : ({ target: request.target, placement: 'into' } as const)
  return request.sources.map((source) => ({ ...where.target, key: targetKey(source, where) }))
}
