/** Somebody who waits for a place. `of`: the job that asks. */
export type Waiter = { order: number; of: string; go: () => void }

/** Who waits for one bucket. */
export type Queue = { urgent: Waiter[]; jobs: Map<string, Waiter[]> }

export function createQueue(): Queue {
  return { urgent: [], jobs: new Map() }
}

/** How many wait. */
export function queueLength({ urgent, jobs }: Queue): number {
  return [...jobs.values()].reduce((sum, { length }) => sum + length, urgent.length)
}

/** Puts a waiter at the end of its line; what is returned takes it out of there. */
export function enqueue({ urgent, jobs }: Queue, waiter: Waiter, isUrgent: boolean): () => void {
  const line = isUrgent ? urgent : (jobs.get(waiter.of) ?? [])
  if (!isUrgent) jobs.set(waiter.of, line)
  line.push(waiter)
  return () => {
    line.splice(line.indexOf(waiter), 1)
    if (line.length === 0 && jobs.get(waiter.of) === line) jobs.delete(waiter.of)
  }
}

/**
 * Chooses who goes next: what is urgent, in the order of asking; then the job whose last turn is the longest ago, so that a job of one object
 * does not wait for the thousands of those beside it.
 */
export function createTurns(): (open: Queue[]) => Waiter | undefined {
  const last = new Map<string, number>()
  let turn = 0
  const turnOf = ({ of }: Waiter) => last.get(of) ?? 0
  return (open) => {
    const urgent = first(
      open.flatMap((queue) => queue.urgent.slice(0, 1)),
      () => 0,
    )
    if (urgent) return urgent
    const heads = open.flatMap(({ jobs }) => [...jobs.values()].flatMap((line) => line.slice(0, 1)))
    const next = first(heads, turnOf)
    if (next) last.set(next.of, ++turn)
    return next
  }
}

/** The one of the lowest rank; of equals the one that asked first. */
function first(waiters: Waiter[], rankOf: (waiter: Waiter) => number): Waiter | undefined {
  return waiters.reduce<Waiter | undefined>((best, waiter) => {
    if (!best) return waiter
    const ahead = rankOf(waiter) - rankOf(best) || waiter.order - best.order
    return ahead < 0 ? waiter : best
  }, undefined)
}
