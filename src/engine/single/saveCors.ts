import type { Cors, Ref } from '../../oss/types.ts'
import { ask } from '../limits/ask.ts'
import { CopyError } from '../problem.ts'
import type { SingleWorld } from './world.ts'
import { writeSingle } from './write.ts'

/** `seen`: the configuration from which the person made the other. */
export type CorsSave = { at: Ref; seen: Cors; cors: Cors }

/**
 * Replaces the CORS configuration of a bucket that a person saw; `at` is the bucket, its key is empty.
 * @see https://help.aliyun.com/zh/oss/developer-reference/putbucketcors
 * @throws CopyError SourceChanged where the bucket has another one by now; OssError
 */
export async function saveCors({ at, seen, cors }: CorsSave, world: SingleWorld): Promise<void> {
  const bucket = { region: at.region, bucket: at.bucket }
  const now = () => ask(world, at, (oss, signal) => oss.getCors({ bucket, signal }))
  await writeSingle(
    {
      at,
      check: async () => {
        if (!isSameCors(await now(), seen))
          throw new CopyError('SourceChanged', `The CORS rules of ${at.bucket} have changed since they were read`)
      },
      send: (oss, signal) => oss.putCors({ bucket, cors, signal }),
      find: async () => isSameCors(await now(), cors) || undefined,
      made: () => true,
    },
    world,
  )
}

/** What OSS says where nothing was sent. */
const usual = '<ResponseVary>false</ResponseVary>'

/** Rules hold in their order. */
export function isSameCors(a: Cors, b: Cors): boolean {
  const told = ({ rules, rest = '' }: Cors) =>
    JSON.stringify([
      rules.map(({ origins, methods, headers, expose, maxAge, rest: own = '' }) => [
        origins,
        methods,
        headers,
        expose,
        maxAge ?? null,
        own,
      ]),
      rest.replace(usual, ''),
    ])
  return told(a) === told(b)
}
