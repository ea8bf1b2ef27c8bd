import { OssError } from '../oss/errors.ts'
import type { BucketInfo, Ref } from '../oss/types.ts'
import { ask } from './limits/ask.ts'
import type { AskWorld } from './types.ts'

/** What a bucket says of itself; undefined where the key may not ask. Asked once a bucket. */
export type BucketFacts = (at: Pick<Ref, 'account' | 'region' | 'bucket'>) => Promise<BucketInfo | undefined>

/** The facts of buckets, for as long as one run of a job. Rejects with OssError where the bucket is not to be had. */
export function createBucketFacts(world: AskWorld): BucketFacts {
  const known = new Map<string, Promise<BucketInfo | undefined>>()
  return (at) => {
    const name = `${at.account} ${at.bucket}`
    const facts = known.get(name) ?? readFacts(world, at)
    known.set(name, facts)
    facts.catch(() => known.delete(name))
    return facts
  }
}

/** Only a key that may not ask is told apart: everything else is a failure like any other. */
async function readFacts(world: AskWorld, at: Parameters<BucketFacts>[0]): Promise<BucketInfo | undefined> {
  const bucket = { region: at.region, bucket: at.bucket }
  try {
    return await ask(world, at, (oss, signal) => oss.bucketInfo({ bucket, signal }))
  } catch (error) {
    if (error instanceof OssError && error.status === 403) return undefined
    throw error
  }
}
