import type { Slots } from './types.ts'

/** At most `limit` requests in flight, first come first served; a waiter leaves the queue when its signal is aborted. */
export function createSlots(limit: number): Slots {
  let free = limit
  const queue: (() => void)[] = []
  const release = () => {
    free++
    queue.shift()?.()
  }
  const enter = (signal: AbortSignal) => {
    if (free > 0) return
    return new Promise<void>((resolve, reject) => {
      const leave = () => {
        queue.splice(queue.indexOf(go), 1)
        reject(signal.reason)
      }
      const go = () => {
        signal.removeEventListener('abort', leave)
        resolve()
      }
      queue.push(go)
      signal.addEventListener('abort', leave, { once: true })
    })
  }
  return {
    async take(work, signal) {
      signal.throwIfAborted()
      await enter(signal)
      free--
      try {
        return await work()
      } finally {
        release()
      }
    },
  }
}
