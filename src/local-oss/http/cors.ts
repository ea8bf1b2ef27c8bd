import { ossError } from '../errors.ts'
import type { BucketRecord, CorsRule } from '../store/types.ts'

type Cors = BucketRecord['cors']
type Headers = ReadonlyMap<string, string>

/** A request as CORS rules see it. */
type Crossing = { origin: string; method: string; wanted: string[] }

/**
 * The headers that answer `OPTIONS`. Rules are asked in their order and the first that matches the origin, the method and every wanted header
 * decides. Throws AccessForbidden when none does (or there is none), BadRequest when the request lacks `Origin` or the method.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/optionobject
 */
export function preflightHeaders(cors: Cors, headers: Headers): Record<string, string> {
  const origin = headers.get('origin')
  const method = headers.get('access-control-request-method')
  if (!origin) throw insufficient('Origin request header needed.')
  if (!method) throw insufficient('Request Access-Control-Request-Method header needed.')
  const wanted = (headers.get('access-control-request-headers') ?? '').split(',').map((name) => name.trim())
  const crossing = { origin, method, wanted: wanted.filter((name) => name !== '') }
  const rule = findRule(cors, crossing)
  if (!rule) throw ossError('AccessForbidden', { headers: varyHeader(cors) })
  return { ...allowed(rule, crossing), ...varyHeader(cors) }
}

/**
 * What CORS adds to the answer of any other request: nothing, unless a rule matches its origin and method. A request that no rule allows is
 * carried out all the same; it is the browser that keeps the answer from the page.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketcors
 */
export function corsHeaders(cors: Cors, request: { method: string; headers: Headers }): Record<string, string> {
  const origin = request.headers.get('origin')
  const crossing = origin ? { origin, method: request.method, wanted: [] } : undefined
  const rule = crossing && findRule(cors, crossing)
  return { ...(rule && allowed(rule, crossing)), ...varyHeader(cors) }
}

function findRule(cors: Cors, { origin, method, wanted }: Crossing): CorsRule | undefined {
  return cors?.rules.find(
    (rule) =>
      rule.origins.some((pattern) => matches(pattern, origin)) &&
      rule.methods.includes(method) &&
      wanted.every((name) => rule.headers.some((pattern) => matches(pattern.toLowerCase(), name.toLowerCase()))),
  )
}

function allowed(rule: CorsRule, { origin, wanted }: Crossing): Record<string, string> {
  const { origins, methods, expose, maxAgeSeconds } = rule
  return {
    'access-control-allow-origin': origins.includes('*') ? '*' : origin,
    'access-control-allow-methods': methods.join(', '),
    ...(wanted.length > 0 && { 'access-control-allow-headers': wanted.join(', ') }),
    ...(expose.length > 0 && { 'access-control-expose-headers': expose.join(', ') }),
    ...(maxAgeSeconds !== undefined && { 'access-control-max-age': String(maxAgeSeconds) }),
  }
}

/** With ResponseVary the answers of a bucket vary by origin, whatever the request; without it OSS never says so. */
function varyHeader(cors: Cors): Record<string, string> {
  return cors?.responseVary ? { vary: 'Origin' } : {}
}

/** At most one `*` in a pattern: PutBucketCors takes no more. */
function matches(pattern: string, text: string): boolean {
  const [start = '', end] = pattern.split('*')
  if (end === undefined) return text === pattern
  return text.length >= start.length + end.length && text.startsWith(start) && text.endsWith(end)
}

function insufficient(need: string) {
  return ossError('BadRequest', { message: `Insufficient information. ${need}` })
}
