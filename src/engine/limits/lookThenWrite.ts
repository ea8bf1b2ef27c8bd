/** A look is of use for the write behind it only as long as it is fresh: a request may wait for its turn, or for a pause of its bucket. */
import type { AskWorld, Limiter } from '../ctx.ts'

/** ms; longer ago, anything may stand there. */
const fresh = 500
/** A turn that is late so often comes no sooner: then it is as good as it gets. */
const mostLooks = 5

/** The turn came too late for the look that was made before it. */
class Late extends Error {}

/**
 * Looks, and writes before all that waits; where its turn was long in coming all the same, it looks again. `look` resolves with false where it
 * needed none. `send` sends one request by the world that it is given.
 * @throws what `look` and `send` throw
 */
export async function lookThenWrite<W extends AskWorld, T>(
  world: W,
  look: (world: W) => Promise<boolean>,
  send: (world: W) => Promise<T>,
): Promise<T> {
  for (let looks = 1; ; looks++) {
    if (!(await look(looks === 1 ? world : { ...world, limiter: urgent(world.limiter) }))) return send(world)
    const until = looks < mostLooks ? world.clock.now() + fresh : Number.POSITIVE_INFINITY
    try {
      return await send({ ...world, limiter: inTime(world, until) })
    } catch (error) {
      if (!(error instanceof Late)) throw error
    }
  }
}

/** What the first of its requests was looked for goes before the rest, and not after `until`. */
function inTime({ limiter, clock }: AskWorld, until: number): Limiter {
  const first = urgent(limiter)
  let isFirst = true
  return {
    ...limiter,
    take(work, signal, kind) {
      if (!isFirst) return limiter.take(work, signal, kind)
      isFirst = false
      const inTurn = async () => {
        if (clock.now() > until) throw new Late()
        return work()
      }
      return first.take(inTurn, signal, kind)
    },
  }
}

function urgent(limiter: Limiter): Limiter {
  return { ...limiter, take: (work, signal, kind) => limiter.take(work, signal, { ...kind, isUrgent: true }) }
}
