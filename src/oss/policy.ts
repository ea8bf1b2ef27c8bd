/** What whoever grants rights is told: apart from what names them, since few ever see it. */
import type { Right } from './rights.ts'

/** How many resources of one action are named each by itself. */
const mostNamed = 3

/** What many refused requests need: each action's resources, or the folder that they share where they are more than a few. */
export function togetherOf(rights: readonly Right[]): Right[] {
  const distinct = [...new Map(rights.map((right) => [JSON.stringify(right), right])).values()]
  const kindOf = ({ action, isDenied }: Right) => `${action} ${isDenied}`
  return [...new Set(distinct.map(kindOf))].flatMap((kind) => {
    const same = distinct.filter((right) => kindOf(right) === kind)
    return same.length > mostNamed ? [widened(same)] : same
  })
}

/** Listings of one bucket differ in their prefix; what else differs, in its resource. */
function widened(all: readonly Right[]): Right {
  const [{ prefix: _, ...right } = { action: '', resource: '' }] = all
  if (all.some(({ resource }) => resource !== right.resource))
    return { ...right, resource: `${sharedBy(all.map(({ resource }) => resource))}*` }
  return { ...right, prefix: sharedBy(all.map(({ prefix = '' }) => prefix)) }
}

/** With which folder, bucket or service all of them begin. */
function sharedBy([first = '', ...others]: string[]): string {
  let shared = first
  while (!others.every((other) => other.startsWith(shared))) shared = shared.slice(0, -1)
  return shared.slice(0, Math.max(shared.lastIndexOf('/'), shared.lastIndexOf(':')) + 1)
}

/** The statements that allow them, as RAM takes them; none for what a Deny refuses. */
export function policyOf(rights: readonly Right[]): string {
  const allowable = rights.filter(({ isDenied }) => !isDenied)
  const statements = allowable.map(({ action, resource, prefix }) => ({
    Effect: 'Allow',
    Action: [action],
    Resource: [resource],
    ...(prefix !== undefined && { Condition: { StringLike: { 'oss:Prefix': [`${prefix}*`] } } }),
  }))
  return JSON.stringify({ Version: '1', Statement: statements }, null, 2)
}
