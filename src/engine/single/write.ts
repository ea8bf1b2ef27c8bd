import type { Oss, Ref } from '../../oss/types.ts'
import { mayHaveHappened, withRetry } from '../limits/ask.ts'
import { lookThenWrite } from '../limits/lookThenWrite.ts'
import { write } from '../limits/write.ts'
import type { SingleWorld } from './world.ts'

/** One write, and what has to be known before and after it. */
export type SingleWrite<Made, Answer> = {
  at: Ref
  /** Looks at what stands there right before the write. Throws where it is not what the person saw. */
  check: () => Promise<void>
  send: (oss: Oss, signal: AbortSignal) => Promise<Answer>
  /** What a write whose answer was lost has made; undefined where nothing shows that it did. */
  find: () => Promise<Made | undefined>
  /** What an answer means; throws where it is not so. */
  made: (answer: Answer) => Promise<Made> | Made
  /** An earlier attempt of the person ended without an answer. */
  mayBeMade?: boolean
}

/**
 * Looks, and writes at once, alone among the writes of this host. Tried again only after another look; where an answer was lost, what
 * stands there may be what this very write made.
 * @throws what `check` and `made` throw; OssError
 */
export function writeSingle<Made, Answer>(single: SingleWrite<Made, Answer>, world: SingleWorld): Promise<Made> {
  let mayBeMade = single.mayBeMade ?? false
  const check = async () => {
    await single.check()
    return true
  }
  const attempt = async () => {
    const found = mayBeMade ? await single.find() : undefined
    if (found !== undefined) return found
    const answer = await lookThenWrite(world, check, (own) => write(own, single.at, single.send)).catch((error) => {
      // A first write that was refused for what stands there has not made it.
      mayBeMade ||= mayHaveHappened(error) && error.code !== 'FileAlreadyExists'
      throw error
    })
    return single.made(answer)
  }
  return world.alone(single.at, () => withRetry(world, attempt).catch((error) => foundAfter(error)))

  async function foundAfter(error: unknown): Promise<Made> {
    const found = mayBeMade && mayHaveHappened(error) ? await single.find() : undefined
    if (found === undefined) throw error
    return found
  }
}
