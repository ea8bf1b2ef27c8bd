import type { Cors, CorsRule } from '../../types.ts'
import { allMetadata } from '../exposed.ts'
import { matchesPattern } from './judge.ts'
import { metaNames, neededRule, type Wanted } from './needs.ts'

/** `rule`: that of this origin; `was`: the one of which it takes the place. */
export type MendedCors = { cors: Cors; rule: CorsRule; was?: CorsRule }

/**
 * The same configuration with what a page of this origin needs. Its rule stands first, since the first that matches decides, and is of this
 * origin alone, so that every other origin has what it had. A rule of just this origin is widened; what other rules exposed to it stays exposed.
 */
export function mendCors(cors: Cors, wanted: Wanted): MendedCors {
  const { origin } = wanted
  const was = cors.rules.find(({ origins }) => origins.join() === origin)
  const others = cors.rules.filter((rule) => rule !== was)
  const ofOrigin = cors.rules.filter(({ origins }) => origins.some((pattern) => matchesPattern(pattern, origin)))
  const shown = ofOrigin.flatMap(({ expose }) => expose)
  const needed = neededRule({ ...wanted, meta: [...wanted.meta, ...metaNames(shown)] })
  const said = new Set([...needed.expose, allMetadata].map((name) => name.toLowerCase()))
  const kept = [...new Set(shown)].filter((name) => !said.has(name.toLowerCase()))
  const maxAge = was?.maxAge ?? needed.maxAge ?? 0
  const rule = { ...was, ...needed, maxAge, expose: [...needed.expose, ...kept] }
  return { cors: { ...cors, rules: [rule, ...others] }, rule, ...(was && { was }) }
}
