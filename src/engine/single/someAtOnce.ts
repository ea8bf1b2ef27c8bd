import { runTogether } from '../limits/runTogether.ts'

/** Of the eight requests that the writes of a page may have in flight: a bucket may have ten thousands of uploads, and other writes don't wait for them. */
const atOnce = 4

/** Does it with each of many, some at once. The first failure, or a stop, lets no other begin; nothing is under way when this settles. */
export async function someAtOnce<T>(
  all: readonly T[],
  work: (one: T) => Promise<void>,
  stop = new AbortController().signal,
): Promise<void> {
  const left = all.values()
  const lane = async ({ signal }: { signal: AbortSignal }) => {
    for (const one of left) {
      if (signal.aborted) return
      await work(one)
    }
  }
  await runTogether({ signal: stop }, new Array(atOnce).fill(lane))
}
