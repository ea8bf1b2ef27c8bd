import type { Ref } from '../oss/types.ts'
import { numbered } from './keys.ts'
import { lookAt } from './look.ts'
import type { ConflictPolicy, Pinned, PlanWorld, There } from './types.ts'

/** Where a copy goes although its target exists, or why it does not go. */
export type Decision = { is: 'write'; target: Ref; overwrite: boolean } | { is: 'skip' } | { is: 'ask' }

export type Clash = { source: Pinned; target: Ref; there: There; policy: ConflictPolicy }

/** Tells what is at a target, if anything: in a bucket, or on this computer. */
export type Look = (at: Ref) => Promise<unknown>

/** Applies a conflict policy to a target that exists; in the plan, and again when one turned up after it. */
export async function decide(
  { source, target, there, policy }: Clash,
  world: PlanWorld,
  look: Look = (at) => lookAt(world, at),
): Promise<Decision> {
  const replace: Decision = { is: 'write', target, overwrite: true }
  if (policy === 'replace') return replace
  if (policy === 'newer') return source.modified > there.modified ? replace : { is: 'skip' }
  if (policy === 'different') return source.size === there.size && source.etag === there.etag ? { is: 'skip' } : replace
  if (policy === 'keepBoth') return { is: 'write', target: await freeName(target, look), overwrite: false }
  return { is: policy }
}

/** `name (1).ext`, or the first number that is free. */
async function freeName(target: Ref, look: Look): Promise<Ref> {
  for (let n = 1; ; n++) {
    const candidate = { ...target, key: numbered(target.key, n) }
    if (!(await look(candidate))) return candidate
  }
}
