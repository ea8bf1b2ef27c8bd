/** Of the eight requests that the writes of a page may have in flight: a bucket may have ten thousands of uploads, and other writes don't wait for them. */
const atOnce = 4

/** Does it with each of many, some at once. The first failure, or a stop, lets no other begin; nothing is under way when this settles. */
export async function someAtOnce<T>(all: readonly T[], work: (one: T) => Promise<void>, stop?: AbortSignal) {
  const left = all.values()
  let hasFailed = false
  const lane = async () => {
    for (const one of left) {
      if (hasFailed || stop?.aborted) return
      await work(one).catch((error) => {
        hasFailed = true
        throw error
      })
    }
  }
  const ends = await Promise.allSettled(Array.from({ length: atOnce }, lane))
  const failed = ends.find(({ status }) => status === 'rejected')
  if (failed?.status === 'rejected') throw failed.reason
}
