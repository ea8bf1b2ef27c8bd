import { setTimeout as sleep } from 'node:timers/promises'
import type { Figure } from './figures.ts'
import { copyJob, submit } from './jobs.ts'
import { fill, goTo, inPage, LATENCY, quiet, type Session } from './session.ts'

const OBJECTS = 10_000
const MANY = Number(process.env.ROWS ?? 30_000)

/**
 * Listing requests of a page that shows a prefix into which a job writes, against what the job sends until its last object, by how much is there. When it
 * is done, the prefix is read once more. `ROWS=300000` takes some minutes more.
 */
export async function seen(): Promise<Figure[]> {
  return inPage(async (session) => {
    await fill(session, 'ferry-photos', 'many/', OBJECTS)
    const figures: Figure[] = []
    for (const rows of [1000, MANY]) {
      const share = await shareOf(session, rows)
      figures.push({
        what: `listings while a job writes into a shown prefix of ${rows}`,
        is: share,
        unit: '%',
        most: 1,
      })
    }
    return figures
  })
}

/** %: the listings of the plan are the job's own. */
async function shareOf(session: Session, rows: number): Promise<number> {
  const { store, visit } = session
  const shown = `shown-${rows}/`
  await fill(session, 'ferry-backup', shown, rows)
  store.settings.latency = LATENCY
  await visit(async (page) => {
    await goTo(page, session, 'ferry-backup', shown)
    await page.getByText(`${rows.toLocaleString('en-US')} items`).waitFor({ timeout: 240_000 })
    const job = await copyJob(session, { from: ['ferry-photos', 'many/'], to: ['ferry-backup', shown] })
    await submit(page, [job], 1500)
  })
  store.requests.clear()
  await sleep(2000)
  await quiet(session)
  store.settings.latency = 0
  const last = store.requests.entries.findLast(({ op }) => op === 'CopyObject')
  const entries = store.requests.entries.filter(({ started }) => started <= (last?.started ?? 0))
  const listings = entries.filter(
    ({ op, bucket, query }) => /^ListObjects/.test(op) && bucket === 'ferry-backup' && query.delimiter,
  )
  return (listings.length / (entries.length - listings.length)) * 100
}
