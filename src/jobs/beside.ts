/** Jobs at the same place at the same time: nothing is lost by it, since each object is pinned, but a person must know. */
import { among, targetKey } from '../copy/check.ts'
import { isLocal } from '../copy/local.ts'
import type { Ref } from '../oss/types.ts'
import type { JobRecord, JobRequest } from './types.ts'

type Standing = Pick<JobRecord, 'id' | 'request' | 'phase' | 'confirmed'>

/** The other jobs that have not ended, may write, and work where this one does, so that one changes what the other reads or writes. */
export function besideOf<Other extends Standing>(job: Standing, others: Other[]): Other[] {
  return others.filter((other) => other.id !== job.id && mayWrite(other) && touch(job.request, other.request))
}

/** A plan that nobody has said yes to does nothing. */
function mayWrite({ phase, confirmed }: Standing): boolean {
  return phase === 'planning' || phase === 'running' || phase === 'paused' || (phase === 'review' && confirmed === true)
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
  if (request.do === 'change' || request.do === 'remove') return { written: sources, read: [] }
  if (request.do === 'copy' && request.removeSource) return { written: [...sources, ...targetsOf(request)], read: [] }
  return { written: targetsOf(request), read: sources }
}

function targetsOf(request: Exclude<JobRequest, { do: 'undo' }>): Ref[] {
  if (request.do !== 'copy' && request.do !== 'upload') return []
  const { target } = request
  const placement = request.do === 'copy' ? request.placement : 'into'
  return request.sources.map((source) => ({ ...target, key: targetKey(source, { target, placement }) }))
}
