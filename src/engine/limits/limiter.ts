import { OssError } from '../../oss/errors.ts'
import { onAbort } from '../../oss/onAbort.ts'
import type { Kind, Limiter } from '../types.ts'
import { type Clock, systemClock } from './clock.ts'

export type Limits = {
  /** Where it begins, and the least that a throttled store leaves. */
  least: number
  /** Never more than this in flight. */
  most: number
  /** How many more may be on their way to a gateway that holds them back. */
  ahead?: (limit: number) => number
}

/** What a limiter tells beside: how many may be in flight now. */
type AdaptiveLimiter = Limiter & { limit: () => number }

/** How much longer than the best a round may take before the limit stays, and before it shrinks. */
const hold = 2.5
const slow = 6
/** Below this many milliseconds a difference says nothing. */
const least = 20

/**
 * How many requests may be in flight: what is urgent, then first come, first served; a waiter leaves the queue when its signal is aborted. The limit grows
 * with every round of answers while they take no longer than they did, and halves when the store says 503; when it names a delay
 * (`x-oss-qos-delay-time`, ms) nothing begins before that is over. The limits may be changed while it works.
 */
export function createLimiter(limits: Limits, clock: Pick<Clock, 'now'> = systemClock): AdaptiveLimiter {
  let limit = limits.least
  let flying = 0
  let pausedUntil = 0
  let answered = 0
  const urgent: (() => void)[] = []
  const others: (() => void)[] = []
  const paces = new Map<number, ReturnType<typeof createRounds>>()
  let halvedAt = 0

  const now = () => Math.min(Math.floor(limit), limits.most)
  const admit = () => {
    const wait = pausedUntil - clock.now()
    const room = now() + (limits.ahead?.(now()) ?? 0)
    if (wait > 0) setTimeout(admit, wait)
    else while (flying < room && urgent.length + others.length > 0) next()
  }
  const next = () => (urgent.shift() ?? others.shift())?.()
  const enter = (signal: AbortSignal, isUrgent: boolean) =>
    new Promise<void>((resolve, reject) => {
      const queue = isUrgent ? urgent : others
      const go = () => {
        stay()
        flying++
        resolve()
      }
      const stay = onAbort(signal, () => {
        queue.splice(queue.indexOf(go), 1)
        reject(signal.reason)
      })
      queue.push(go)
      admit()
    })
  const succeeded = (took: number, { bytes = 0 }: Kind) => {
    answered = clock.now()
    const pace = paces.get(sizeClass(bytes)) ?? createRounds()
    paces.set(sizeClass(bytes), pace)
    const round = pace(took, limit)
    if (round) limit = Math.min(limits.most, Math.max(limits.least, limit * round))
  }
  const failed = (error: unknown) => {
    if (error instanceof OssError && error.kind === 'http') answered = clock.now()
    if (!(error instanceof OssError) || error.status !== 503) return
    // Requests that were in flight together fail together: that is one reason, not many.
    if (answered - halvedAt >= 500) {
      limit = Math.max(1, limit / 2)
      halvedAt = answered
    }
    pausedUntil = clock.now() + Number(error.details.wait ?? 0)
  }
  return {
    limit: now,
    lastAnswer: () => answered,
    async take(work, signal, kind = {}) {
      signal.throwIfAborted()
      await enter(signal, kind.isUrgent === true)
      const began = clock.now()
      try {
        const result = await work()
        succeeded(clock.now() - began, kind)
        return result
      } catch (error) {
        failed(error)
        throw error
      } finally {
        flying--
        admit()
      }
    },
  }
}

/** Requests that move about as many bytes: up to a MiB, then by doublings. */
const sizeClass = (bytes: number) => Math.max(0, Math.ceil(Math.log2(bytes / 1024 ** 2)))

/**
 * Judges answers of one kind by rounds, each of as many as the limit, against the best round so far: tells by which factor the limit
 * changes after this answer, or undefined within a round.
 */
function createRounds() {
  let answers = 0
  let total = 0
  let best = Number.POSITIVE_INFINITY
  return (took: number, limit: number): number | undefined => {
    answers++
    total += took
    if (answers < limit) return undefined
    const mean = total / answers
    answers = 0
    total = 0
    // The best is forgotten slowly, so that one lucky round doesn't hold the limit down for ever.
    best = Math.min(mean, best * 1.1)
    if (mean > Math.max(slow * best, least)) return 0.9
    return mean > Math.max(hold * best, least) ? 1 : 2
  }
}
