import type { Listed, Ref } from '../../oss/types.ts'
import type { PlanWorld } from '../ctx.ts'
import { compareContent } from '../evidence/verify.ts'
import { keyBytes, longestKey, numbered } from '../keys.ts'
import { isLocal } from '../localFiles.ts'
import { factsIfAny, statObject } from '../stat.ts'
import type { ConflictPolicy, ExistingObject, Pinned } from '../types.ts'
import { walk } from './walk.ts'

/** Where a copy goes although its target exists, or why it does not go. */
export type Decision =
  | { is: 'write'; target: Ref; overwrite: boolean }
  | { is: 'skip' }
  | { is: 'ask' }
  /** No numbered name fits into a key. */
  | { is: 'tooLong' }

export type Conflict = {
  source: Pinned
  target: Ref
  there: ExistingObject & Partial<Pick<Listed, 'type'>>
  policy: ConflictPolicy
}

/** Tells what is at a target, if anything: in a bucket, or on this computer. */
export type Look = (at: Ref) => Promise<unknown>

/** Applies a conflict policy to a target that exists; in the plan, and again when one turned up after it. */
export async function decide(
  clash: Conflict,
  world: PlanWorld,
  look: Look = (at) => statObject(world, at),
): Promise<Decision> {
  const { source, target, there, policy } = clash
  const replace: Decision = { is: 'write', target, overwrite: true }
  if (policy === 'replace') return replace
  if (policy === 'newer') return source.modified > there.modified ? replace : { is: 'skip' }
  if (policy === 'different') return (await isIdentical(clash, world)) ? { is: 'skip' } : replace
  if (policy === 'keepBoth') return besideIt(target, world, look)
  return { is: policy }
}

/** The ETag of an object that was made by parts tells of the parts too: then the CRC64 of both sides decides. */
async function isIdentical({ source, target, there }: Conflict, world: PlanWorld): Promise<boolean> {
  if (source.size !== there.size || source.etag === there.etag) return source.size === there.size
  // Of a file it is seen when its bytes have been read.
  if (isLocal(source) || isLocal(target)) return false
  const types = [source.type, there.type]
  if (types.every((type) => type === 'Normal') || types.includes('Symlink')) return false
  const [from, to] = await Promise.all([factsIfAny(world, source), factsIfAny(world, target)])
  return from !== undefined && to !== undefined && compareContent(from, to) === 'same'
}

/** `name (1).ext`, or the first number that is free. */
async function besideIt(target: Ref, world: PlanWorld, look: Look): Promise<Decision> {
  const taken = isLocal(target) ? new Set<string>() : await numberedNames(target, world)
  for (let n = 1; ; n++) {
    const candidate = { ...target, key: numbered(target.key, n) }
    if (!isLocal(target) && keyBytes(candidate.key) > longestKey) return { is: 'tooLong' }
    if (taken.has(candidate.key) || (await look(candidate))) continue
    return { is: 'write', target: candidate, overwrite: false }
  }
}

/** The keys that numbered names of a target may collide with: a thousand of them are one listing page, not a thousand looks. */
async function numberedNames(target: Ref, world: PlanWorld): Promise<Set<string>> {
  const first = numbered(target.key, 1)
  const stem = first.slice(0, first.lastIndexOf('(1)') + 1)
  const keys = new Set<string>()
  if (keyBytes(stem) > longestKey) return keys
  for await (const page of walk(world, { ...target, key: stem })) for (const { key } of page) keys.add(key)
  return keys
}
