import type { Slots } from './types.ts'

/** At most `limit` requests in flight, first come first served; a waiter leaves the queue when its signal is aborted. */
export function createSlots(limit: number): Slots {
  let free = limit
  const queue: (() => void)[] = []
  const enter = (signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      const leave = () => {
        queue.splice(queue.indexOf(go), 1)
        reject(signal.reason)
      }
      // A signal of its own: ten thousand parts wait on one, and Node warns of a leak from eleven listeners on.
      const own = AbortSignal.any([signal])
      const go = () => {
        own.removeEventListener('abort', leave)
        resolve()
      }
      queue.push(go)
      own.addEventListener('abort', leave)
    })
  return {
    async take(work, signal) {
      signal.throwIfAborted()
      if (free > 0) free--
      else await enter(signal)
      try {
        return await work()
      } finally {
        // A waiting request inherits the place; otherwise a newcomer could slip in between.
        const next = queue.shift()
        if (next) next()
        else free++
      }
    },
  }
}
