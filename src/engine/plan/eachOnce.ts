import type { Ref } from '../../oss/types.ts'
import { isPrefix } from '../keys.ts'
import type { Request } from '../types.ts'

const known = new WeakMap<Request, Request>()

/**
 * What is done to an object itself is done once: a source that lies below another goes with that. Copies of both are two copies, at two
 * places, unless they keep their folders; so are files. It is made up once for a request, by which thousands of objects may be planned afresh.
 */
export function eachOnce<R extends Request>(request: R): R {
  const made = (known.get(request) as R | undefined) ?? madeOnce(request)
  known.set(request, made)
  return made
}

function madeOnce<R extends Request>(request: R): R {
  if (request.do === 'copy' && !request.removeSource && request.base === undefined) return request
  const named = new Map(request.sources.map((source) => [placeOf(source, source.key), source]))
  if (request.do === 'upload' || request.do === 'download') return { ...request, sources: [...named.values()] }
  const isBelow = (source: Ref) => parentsOf(source.key).some((key) => named.has(placeOf(source, key)))
  return { ...request, sources: [...named.values()].filter((source) => !isBelow(source)) }
}

const placeOf = ({ account, bucket }: Ref, key: string) => `${account} ${bucket}/${key}`

/** Every prefix that a key lies below, that of the whole bucket too. */
function parentsOf(key: string): string[] {
  if (key === '') return []
  const names = key.split('/').slice(0, isPrefix(key) ? -2 : -1)
  return ['', ...names.map((_, n) => `${names.slice(0, n + 1).join('/')}/`)]
}
