import { OssError } from '../oss/errors.ts'
import { onAbort } from '../oss/onAbort.ts'
import type { Slots } from './types.ts'

export type SlotLimits = {
  /** Where it begins, and the least that a throttled store leaves. */
  least: number
  /** Never more than this in flight. */
  most: number
  /** How many more may be on their way to a gateway that holds them back. */
  ahead?: (limit: number) => number
}

/** What a limiter tells beside: how many may be in flight now. */
type Limiter = Slots & { limit: () => number }

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
export function createSlots(limits: SlotLimits): Limiter {
  let limit = limits.least
  let flying = 0
  let pausedUntil = 0
  let answered = 0
  const urgent: (() => void)[] = []
  const others: (() => void)[] = []
  const pace = createPace()

  const now = () => Math.min(Math.floor(limit), limits.most)
  const admit = () => {
    const wait = pausedUntil - Date.now()
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
  const succeeded = (took: number) => {
    answered = Date.now()
    const round = pace.add(took, limit)
    if (round) limit = Math.min(limits.most, Math.max(limits.least, limit * round))
  }
  const failed = (error: unknown) => {
    if (error instanceof OssError && error.kind === 'http') answered = Date.now()
    if (!(error instanceof OssError) || error.status !== 503) return
    if (pace.mayHalve()) limit = Math.max(1, limit / 2)
    pausedUntil = Date.now() + Number(error.details.wait ?? 0)
  }
  return {
    limit: now,
    lastAnswer: () => answered,
    async take(work, signal, isUrgent = false) {
      signal.throwIfAborted()
      await enter(signal, isUrgent)
      const began = Date.now()
      try {
        const result = await work()
        succeeded(Date.now() - began)
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

/** Judges a round of answers, as many as the limit, against the best round so far. */
function createPace() {
  let answers = 0
  let total = 0
  let best = Number.POSITIVE_INFINITY
  let halvedAt = 0
  return {
    /** By which factor the limit changes after this answer; undefined within a round. */
    add(took: number, limit: number): number | undefined {
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
    },
    /** Requests that were in flight together fail together: that is one reason, not many. */
    mayHalve(): boolean {
      const now = Date.now()
      if (now - halvedAt < 500) return false
      halvedAt = now
      return true
    },
  }
}
