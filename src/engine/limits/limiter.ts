import { OssError } from '../../oss/errors.ts'
import { onAbort } from '../../oss/onAbort.ts'
import type { Limiter, RequestKind } from '../ctx.ts'
import { type AdaptiveLimit, createAdaptiveLimit, type Limits } from './adaptiveLimit.ts'
import { type Clock, systemClock } from './clock.ts'
import { createQueue, createTurns, enqueue, type Queue, queueLength } from './turns.ts'

/** `ahead`: how many more may be on their way to a gateway that holds them back. */
type Wanted = Limits & { ahead?: (limit: number) => number }

/** What a limiter tells beside: how many may be in flight now. */
type AdaptiveLimiter = Limiter & { limit: () => number }

/** The requests of one account to one bucket: throttling is about these, and no others. */
type Lane = {
  bucket: string
  flow: AdaptiveLimit
  flying: number
  queue: Queue
  /** Nothing begins before that, because of a request that was sent at `refused`. */
  pausedUntil: number
  refused: number
  wakes: boolean
  answered: number
  served: number
  silent: number
}

const never = new AbortController().signal

/** Longer than this nobody waits because of one answer. */
const longestDelay = 60_000

/**
 * How many requests may be in flight, altogether and for each bucket of each account: what is urgent, then the jobs in turn, but
 * a bucket that has enough, or that asked for a pause (`x-oss-qos-delay-time`), lets the others go first. A waiter leaves the queue when its
 * signal is aborted. `adaptiveLimit.ts` says how a bucket's limit moves. The limits may be changed while it works.
 */
export function createLimiter(limits: Wanted, clock: Clock = systemClock): AdaptiveLimiter {
  const lanes = new Map<string, Lane>()
  const nextOf = createTurns()
  let flying = 0
  let order = 0

  const laneOf = ({ account, bucket } = { account: '', bucket: '' }) => {
    const name = `${account} ${bucket}`
    const lane = lanes.get(name) ?? createLane(bucket, createAdaptiveLimit(limits, clock.now))
    lanes.set(name, lane)
    return lane
  }
  const roomFor = (limit: number) => limit + (limits.ahead?.(limit) ?? 0)
  const isOpen = (lane: Lane) => lane.flying < roomFor(lane.flow.limit()) && clock.now() >= lane.pausedUntil
  const admit = () => {
    while (flying < roomFor(limits.most)) {
      const next = nextOf([...lanes.values()].filter(isOpen).map(({ queue }) => queue))
      if (!next) return
      next.go()
    }
  }
  const enter = (lane: Lane, signal: AbortSignal, { isUrgent = false, of = '' }: RequestKind) =>
    new Promise<void>((resolve, reject) => {
      const leave = enqueue(lane.queue, { order: order++, of, go }, isUrgent)
      function go() {
        leave()
        stay()
        lane.flying++
        flying++
        resolve()
      }
      const stay = onAbort(signal, () => {
        leave()
        reject(signal.reason)
      })
      admit()
    })
  const pause = (lane: Lane, wait: number, began: number) => {
    if (wait === 0) return
    lane.pausedUntil = Math.max(lane.pausedUntil, clock.now() + wait)
    lane.refused = began
    void wake(lane)
  }
  /** A timer may end a little before its time. */
  const wake = async (lane: Lane) => {
    if (lane.wakes) return
    lane.wakes = true
    for (let left = 1; left > 0; left = lane.pausedUntil - clock.now()) await clock.pause(left, never)
    lane.wakes = false
    admit()
  }
  /** What was sent later and taken shows that the pause is not about all. */
  const open = (lane: Lane, began: number) => {
    Object.assign(lane, { answered: clock.now(), silent: 0 })
    if (began > lane.refused) lane.pausedUntil = 0
  }
  const failed = (lane: Lane, error: unknown, began: number) => {
    if (!(error instanceof OssError)) return
    if (error.kind !== 'http') lane.silent++
    else if (isThrottling(error)) {
      Object.assign(lane, { answered: clock.now(), silent: 0 })
      pause(lane, Math.max(lane.flow.refused(), delayOf(error)), began)
    } else {
      open(lane, began)
      lane.flow.admitted()
    }
  }
  const latest = (what: 'answered' | 'served', bucket?: string) => {
    const all = [...lanes.values()]
    const known = all.filter((lane) => lane.bucket === bucket && lane.answered > 0)
    return Math.max(0, ...(known.length > 0 ? known : all).map((lane) => lane[what]))
  }
  return {
    limit() {
      const all = [...lanes.values()]
      const busy = all.filter((lane) => lane.flying + queueLength(lane.queue) > 0)
      const sum = busy.reduce((total, { flow }) => total + flow.limit(), 0)
      return Math.min(limits.most, sum || Math.max(0, ...all.map(({ flow }) => flow.limit())) || limits.least)
    },
    lastAnswer: (bucket) => latest('answered', bucket),
    lastSuccess: (bucket) => latest('served', bucket),
    silences: (at) => laneOf(at).silent,
    async take(work, signal, kind: RequestKind = {}) {
      signal.throwIfAborted()
      const lane = laneOf(kind.at)
      await enter(lane, signal, kind)
      const began = clock.now()
      try {
        const result = await work()
        open(lane, began)
        lane.served = lane.answered
        lane.flow.succeeded(lane.answered - began, kind.bytes ?? 0)
        return result
      } catch (error) {
        failed(lane, error, began)
        throw error
      } finally {
        lane.flying--
        flying--
        admit()
      }
    },
  }
}

/** Whether the store took no notice of a request but to say that it takes no more for now. */
export function isThrottling({ kind, status }: OssError): boolean {
  return kind === 'http' && (status === 503 || status === 429)
}

/** How long the store asks to wait, in ms. */
export function delayOf({ details }: OssError): number {
  return Math.min(longestDelay, Math.max(0, Number(details.wait ?? 0) || 0))
}

function createLane(bucket: string, flow: AdaptiveLimit): Lane {
  const times = { pausedUntil: 0, refused: 0, answered: 0, served: 0 }
  return { bucket, flow, flying: 0, queue: createQueue(), silent: 0, wakes: false, ...times }
}
