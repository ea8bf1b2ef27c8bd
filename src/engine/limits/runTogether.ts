/** Runs all of it; the first failure stops the others, and nothing is in flight when this ends. */
export async function runTogether<R extends { signal: AbortSignal }>(run: R, works: ((run: R) => Promise<void>)[]) {
  const broken = new AbortController()
  const own = { ...run, signal: AbortSignal.any([run.signal, broken.signal]) }
  const stopAll = (reason: unknown) => {
    broken.abort(reason)
    throw reason
  }
  const ends = await Promise.allSettled(works.map((work) => work(own).catch(stopAll)))
  const failed = ends.find((end) => end.status === 'rejected')
  if (failed) throw failed.reason
}
