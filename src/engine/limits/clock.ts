import { onAbort } from '../../oss/onAbort.ts'

/** Time as the engine sees it; a test may have it run faster. All in ms. */
export type Clock = {
  /** Since 1970. */
  now: () => number
  /** Resolves after `delay`; rejects with the signal's reason when it is aborted before. */
  pause: (delay: number, signal: AbortSignal) => Promise<void>
}

/** The clock of the computer. */
export const systemClock: Clock = { now: () => Date.now(), pause }

function pause(delay: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const timer = setTimeout(() => {
      stay()
      resolve()
    }, delay)
    const stay = onAbort(signal, () => {
      clearTimeout(timer)
      reject(signal.reason)
    })
  })
}
