import type { Ref } from '../../oss/types.ts'
import { isPrefix } from '../keys.ts'
import { ask } from '../limits/ask.ts'
import { headIfAllowed } from '../stat.ts'
import type { PlanWorld } from '../types.ts'
import type { JobRecord } from './types.ts'
import { planWorldOf, type Run } from './world.ts'

/** Objects whose heads are read to see whether a prefix holds encrypted ones. */
const sample = 3

/**
 * A copy does not inherit its source's encryption, and only a head tells it: that is one more request for each object below a prefix. It is
 * spent where the rule of the bucket, or the first few objects, show that there is something to keep; a person may leave it out.
 * @throws OssError
 */
export async function findEncryption({ request, keepEncryption }: JobRecord, run: Run): Promise<void> {
  if (request.do !== 'copy' || keepEncryption !== undefined) return
  const world = planWorldOf(run)
  for (const source of request.sources.filter(({ key }) => isPrefix(key)))
    if (await holdsEncrypted(source, world)) {
      await run.world.journal.update(run.job, () => ({ keepEncryption: true }))
      return
    }
}

async function holdsEncrypted(at: Ref, world: PlanWorld): Promise<boolean> {
  const first = ask(world, at, (oss, signal) => oss.list({ at, limit: sample, signal }))
  const [facts, { objects }] = await Promise.all([world.buckets(at), first])
  if (facts?.encryption) return true
  const heads = await Promise.all(
    objects.filter(({ type }) => type !== 'Symlink').map(({ key }) => headIfAllowed(world, { ...at, key })),
  )
  return heads.some((head) => head !== 'refused' && head?.encryption !== undefined)
}
