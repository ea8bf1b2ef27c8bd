import { OssError } from '../oss/errors.ts'
import type { BucketInfo, Ref } from '../oss/types.ts'
import type { AskWorld } from './ctx.ts'
import { ask } from './limits/ask.ts'

/** What a bucket says of itself, not older than `believed`; undefined where it may not be asked. */
export type BucketFacts = (at: Pick<Ref, 'account' | 'region' | 'bucket'>) => Promise<BucketInfo | undefined>

/**
 * ms. Somebody may switch versioning on or off at any time, on which depends whether OSS takes notice of `x-oss-forbid-overwrite`: one
 * request in this time is little beside hundreds of writes.
 */
const believed = 5000

/** `asked`: when the request was sent whose answer this is; none while it has not come. */
type Known = { facts: Promise<BucketInfo | undefined>; asked?: number }

/** The facts of buckets for a run of a job, or one write. Rejects with OssError where the bucket is not to be had. */
export function createBucketFacts(world: AskWorld): BucketFacts {
  const known = new Map<string, Known>()
  const isOld = ({ asked }: Known) => asked !== undefined && world.clock.now() - asked >= believed
  const learn = (name: string, at: Parameters<BucketFacts>[0]): Known => {
    const now: Known = {
      facts: readFacts(world, at).then(({ facts, asked }) => {
        now.asked = asked
        return facts
      }),
    }
    known.set(name, now)
    now.facts.catch(() => known.delete(name))
    return now
  }
  return (at) => {
    const name = `${at.account} ${at.bucket}`
    const now = known.get(name)
    return (now && !isOld(now) ? now : learn(name, at)).facts
  }
}

/** The same, asked now. */
export async function freshFacts(world: AskWorld, at: Parameters<BucketFacts>[0]): Promise<BucketInfo | undefined> {
  return (await readFacts(world, at)).facts
}

type Answer = { facts: BucketInfo | undefined; asked: number }

/** Only a key that may not ask, or a page that CORS keeps from it, is told apart: everything else is a failure like any other. */
async function readFacts(world: AskWorld, at: Parameters<BucketFacts>[0]): Promise<Answer> {
  const bucket = { region: at.region, bucket: at.bucket }
  let asked = world.clock.now()
  try {
    const facts = await ask(world, at, (oss, signal) => {
      asked = world.clock.now()
      return oss.bucketInfo({ bucket, signal })
    })
    return { facts, asked }
  } catch (error) {
    if (mayNotAsk(error)) return { facts: undefined, asked }
    throw error
  }
}

/** The key was refused, or CORS keeps the answer from the page. */
export function mayNotAsk(error: unknown): boolean {
  return error instanceof OssError && (error.status === 403 || error.code === 'CorsRefused')
}
