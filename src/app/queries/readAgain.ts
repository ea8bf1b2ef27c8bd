import type { Query, QueryClient } from '@tanstack/react-query'
import type { Level } from '../listing/rows.ts'

/** ms without a change after which a job is taken to be done with a place. */
const quietMs = 1500
/** ms of rest for each page of 1000 rows: whatever a job writes into, reading it again takes 2.5 requests a second, of the job's hundreds. */
const restPerPageMs = 400
/** The same once the job seems to be done with it: a slow one is quiet between any two objects. */
const quietRestPerPageMs = 50
/** So many pages are read at once when a job begins with a place; more may be a larger share of what a short job sends than it is worth. */
const fewPages = 10
/** ms */
const lookMs = 250

/** `began`: when it was touched again after a quiet time; `readTo`: when it was read to its end, and how many pages that were. */
type Pace = { began: number; touched: number; readTo: number; pages: number; isWaiting: boolean }

/**
 * Reads what a job wrote into again: a few pages at once, what is larger the later and the more seldom, and all when the job is done. A search, or
 * what lies below, is read when it is done only. `isSeen`: whether anybody looks at this page; a hidden one waits.
 */
export function createReader(client: QueryClient, isSeen: () => boolean): (query: Query) => void {
  const paces = new WeakMap<Query, Pace>()
  const isDue = (query: Query, { began, touched, readTo, pages }: Pace) => {
    const isQuiet = Date.now() - touched >= quietMs
    if (!isSeen() || (!isQuiet && isDeep(query))) return false
    const since = (from: number, many: number, rest: number) => Date.now() >= from + many * rest
    if (isQuiet) return since(readTo, pages, quietRestPerPageMs)
    return since(readTo, pages, restPerPageMs) && since(began, pages > fewPages ? pages : 0, restPerPageMs)
  }
  const read = async (query: Query, pace: Pace) => {
    // One that is being read is read to its end first: a large prefix that began anew each second would never be whole.
    while (query.state.fetchStatus === 'fetching' || !isDue(query, pace)) await pause(lookMs)
    pace.isWaiting = false
    await client.invalidateQueries({ queryKey: query.queryKey, exact: true })
    Object.assign(pace, { readTo: Date.now(), pages: pagesOf(query) })
  }
  return (query) => {
    const pace = paces.get(query) ?? { began: 0, touched: 0, readTo: 0, pages: pagesOf(query), isWaiting: false }
    paces.set(query, pace)
    if (Date.now() - pace.touched >= quietMs) pace.began = Date.now()
    pace.touched = Date.now()
    if (pace.isWaiting) return
    pace.isWaiting = true
    void read(query, pace)
  }
}

/** Of a search, or with everything below. */
function isDeep({ queryKey }: Query): boolean {
  return queryKey.length > 5
}

function pagesOf({ state }: Query): number {
  const { prefixes, objects } = (state.data as Level | undefined) ?? { prefixes: [], objects: [] }
  return Math.max(1, Math.ceil((prefixes.length + objects.length) / 1000))
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
