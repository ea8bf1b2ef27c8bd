import { OssError } from '../../../oss/errors.ts'
import type { Listed, Ref } from '../../../oss/types.ts'
import type { PlanWorld } from '../../ctx.ts'
import { isPrefix } from '../../keys.ts'
import { ask } from '../../limits/ask.ts'
import { mostRead, picksOf } from '../../plan/check.ts'
import { walkSource } from '../../plan/walkSource.ts'
import { factsIfAny, ifAllowed } from '../../stat.ts'
import type { Source } from '../../types.ts'
import type { JobRecord } from '../types.ts'
import { planWorldOf, type Run } from '../world.ts'

/** Objects whose heads are read to see whether a prefix, or more objects than are read one by one, are encrypted. */
const sample = 3

/**
 * A copy does not inherit its source's encryption, and only a head tells it: that is one more request for each object below a prefix. It is
 * spent where the rule of the bucket, or the first few objects, show that there is something to keep; a person may leave it out.
 * @throws OssError
 */
export async function findEncryption({ request, keepEncryption }: JobRecord, run: Run): Promise<void> {
  if (request.do !== 'copy' || keepEncryption !== undefined) return
  const world = planWorldOf(run)
  const picks = picksOf(request)
  const prefixes = request.sources.filter(({ key }) => isPrefix(key))
  const isEncrypted =
    (picks.length > mostRead && (await areEncrypted(picks, world))) ||
    (await isAny(prefixes, (source) => holdsEncrypted(source, world)))
  if (isEncrypted) await run.world.journal.update(run.job, () => ({ keepEncryption: true }))
}

/** One after the other, until one is. */
async function isAny(places: Source[], is: (at: Source) => Promise<boolean>): Promise<boolean> {
  for (const at of places) if (await is(at)) return true
  return false
}

async function holdsEncrypted(at: Source, world: PlanWorld): Promise<boolean> {
  const [facts, objects] = await Promise.all([world.buckets(at), firstOf(at, world)])
  if (facts?.encryption) return true
  const files = objects.filter(({ type }) => type !== 'Symlink')
  return isAnyEncrypted(
    files.map(({ key }) => ({ ...at, key })),
    world,
  )
}

async function firstOf(at: Source, world: PlanWorld): Promise<Listed[]> {
  if (!at.scope) return (await ask(world, at, (oss, signal) => oss.list({ at, limit: sample, signal }))).objects
  const found: Listed[] = []
  for await (const page of walkSource(world, at)) {
    found.push(...page.slice(0, sample - found.length))
    if (found.length === sample) break
  }
  return found
}

async function areEncrypted(picks: Ref[], world: PlanWorld): Promise<boolean> {
  const [first] = picks
  const facts = first && (await world.buckets(first))
  return facts?.encryption !== undefined || isAnyEncrypted(picks.slice(0, sample), world)
}

async function isAnyEncrypted(places: Ref[], world: PlanWorld): Promise<boolean> {
  const heads = await Promise.all(places.map((at) => ifAllowed(factsIfAny(world, at))))
  return heads.some((head) => !(head instanceof OssError) && head?.encryption !== undefined)
}
