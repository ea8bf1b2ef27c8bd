import { onAbort } from '../../oss/onAbort.ts'

/** Bytes that may be held in memory at the same time. */
export type MemoryBudget = {
  /** Waits until `bytes` fit, or until nothing else is held; gives them back when `work` ends. */
  hold<T>(bytes: number, work: () => Promise<T>, signal: AbortSignal): Promise<T>
}

/** MemoryBudget for `most` bytes: first come, first served; who waits leaves the queue when its signal is aborted. */
export function createMemoryBudget(most: number): MemoryBudget {
  let held = 0
  const queue: { bytes: number; enter: () => void }[] = []
  const admit = () => {
    for (let next = queue[0]; next && (held === 0 || held + next.bytes <= most); next = queue[0]) {
      queue.shift()
      held += next.bytes
      next.enter()
    }
  }
  const wait = (bytes: number, signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      const enter = () => {
        stay()
        resolve()
      }
      const waiting = { bytes, enter }
      const stay = onAbort(signal, () => {
        queue.splice(queue.indexOf(waiting), 1)
        reject(signal.reason)
        admit()
      })
      queue.push(waiting)
      admit()
    })
  return {
    async hold(bytes, work, signal) {
      signal.throwIfAborted()
      await wait(bytes, signal)
      try {
        return await work()
      } finally {
        held -= bytes
        admit()
      }
    },
  }
}
