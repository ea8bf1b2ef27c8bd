/** The jobs that have ended, from the newest back. */
import type { Journal } from './journal/journal.ts'
import type { JobFigures, JobRecord } from './types.ts'

const pageSize = 100

/** Every job that was created before `time` (ms), the newest first, a page at a time. */
export async function* jobsBefore(journal: Pick<Journal, 'newest'>, time: number): AsyncGenerator<JobRecord[]> {
  let before: { created: number; id: string } | undefined = { created: time, id: '' }
  while (before) {
    const page = await journal.newest({ before, limit: pageSize })
    yield page
    before = page.length === pageSize ? page.at(-1) : undefined
  }
}

/** Whether nobody has to do anything about it any more: it ended, without failures to look at or uploads to clear away. */
export function isSettledJob({ phase, counts, unfinished, removing }: JobRecord): boolean {
  if (removing || unfinished > 0) return false
  return phase === 'cancelled' || (phase === 'finished' && counts.failed === 0)
}

/** Whether it must stay although it is settled: an undo that has not ended reads what it did. */
export function isNeeded({ id }: JobRecord, open: JobRecord[]): boolean {
  return open.some(({ request }) => request.do === 'undo' && request.job === id)
}

/** Whether somebody or something must still act on it: what `Journal.open` tells. */
export function needsWork({ phase, unfinished, removing }: JobFigures): boolean {
  const isOver = phase === 'finished' || (phase === 'cancelled' && unfinished === 0)
  return !isOver || removing !== undefined
}

type Aged = Pick<JobFigures, 'created' | 'id'>

/** What `Journal.newest` tells, of a journal that has all jobs in memory. */
export function newestOf<J extends Aged>(jobs: J[], { before, limit }: { before?: Aged; limit: number }): J[] {
  const byAge = (a: Aged, b: Aged) => b.created - a.created || (a.id < b.id ? 1 : -1)
  return jobs
    .filter((job) => !before || byAge(job, before) > 0)
    .sort(byAge)
    .slice(0, limit)
}
