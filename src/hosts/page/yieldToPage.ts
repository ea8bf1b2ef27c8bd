/**
 * Lets the page draw and answer clicks before it goes on. By a message: timers of a hidden tab come once a second or less.
 */
export function yieldToPage(): Promise<void> {
  const { port1, port2 } = new MessageChannel()
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(undefined)
  })
}

/** ms of work between two breaths: half a frame, since a browser that is busy itself answers late. */
const stretch = 8

/** Tells when it is time for one. */
export function createTimeSlice(): { isOver: () => boolean; rest: () => Promise<void> } {
  let until = performance.now() + stretch
  return {
    isOver: () => performance.now() >= until,
    async rest() {
      await yieldToPage()
      until = performance.now() + stretch
    },
  }
}

/** A list in pieces of up to `size`, with a breath before each but the first. */
export async function* yieldingChunks<T>(all: ArrayLike<T>, size: number): AsyncGenerator<T[]> {
  for (let from = 0; from < all.length; from += size) {
    if (from > 0) await yieldToPage()
    yield Array.from({ length: Math.min(size, all.length - from) }, (_, n) => all[from + n] as T)
  }
}
