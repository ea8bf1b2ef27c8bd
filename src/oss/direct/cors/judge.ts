import type { Cors, CorsMethod, CorsRule } from '../../types.ts'
import { allMetadata, neededHeaders } from '../exposed.ts'
import { type CorsCheck, corsMethods, furtherHeaders, metaNames, signedHeaders, type Verdict } from './needs.ts'

/**
 * What the rules of a bucket let a page of this origin do, as OSS applies them: the first that matches decides, of a preflight by its headers
 * too, of the request itself without them.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketcors
 */
export function judgeCors({ rules }: Cors, origin: string): CorsCheck {
  const ofOrigin = rules.filter(({ origins }) => origins.some((pattern) => matchesPattern(pattern, origin)))
  const by = (method: CorsMethod) => ofOrigin.filter(({ methods }) => methods.includes(method))
  const open = corsMethods.filter((method) => by(method).length > 0)
  const refused = new Set(open.flatMap((method) => refusedHeaders(by(method))))
  const exposes = open.map((method) => new Set(by(method)[0]?.expose.map((name) => name.toLowerCase())))
  const isOpen = open.length > 0
  const verdicts = (names: readonly string[], holds: (name: string) => boolean) =>
    Object.fromEntries(names.map((name): [string, Verdict] => [name, isOpen && holds(name) ? 'ok' : 'missing']))
  const isShown = (name: string) => exposes.every((shown) => shown.has(name.toLowerCase()))
  return {
    methods: verdicts(corsMethods, (method) => open.some((one) => one === method)) as CorsCheck['methods'],
    headers: verdicts([...signedHeaders, ...Object.keys(furtherHeaders)], (name) => !refused.has(name)),
    exposed: verdicts([...neededHeaders, allMetadata], isShown),
    meta: metaNames(exposes.flatMap((shown) => [...shown])).filter((name) => isShown(`x-oss-meta-${name}`)),
  }
}

/** A request needs all of its headers of one rule: those that the rule with the most of them does not allow. */
function refusedHeaders(rules: readonly CorsRule[]): string[] {
  const wanted = [...signedHeaders, ...Object.keys(furtherHeaders)]
  const lacks = rules.map(({ headers }) =>
    wanted.filter((name) => !headers.some((pattern) => matchesPattern(pattern.toLowerCase(), name))),
  )
  return lacks.sort((one, other) => one.length - other.length)[0] ?? wanted
}

/** A pattern of OSS, with at most one `*`. */
export function matchesPattern(pattern: string, text: string): boolean {
  const [start = '', end] = pattern.split('*')
  if (end === undefined) return text === pattern
  return text.length >= start.length + end.length && text.startsWith(start) && text.endsWith(end)
}
