import type { Page } from '@playwright/test'
import type { Figure } from './figures.ts'
import { copyJob, rateOf, seedHistory, submit } from './jobs.ts'
import { fill, goTo, inPage, LATENCY, quiet, type Session } from './session.ts'

const OBJECTS = 3000
const JOBS = 2000
const TABS = 10

/** How fast a job is with a long history and many tabs, against none of either. */
export async function past(): Promise<Figure[]> {
  return inPage(async (session) => {
    const { store, visit } = session
    await fill(session, 'ferry-photos', 'many/', OBJECTS)
    store.settings.latency = LATENCY
    const alone = await best(session, 'alone')
    await visit(async (page) => {
      await seedHistory(page, session, JOBS)
      await page.reload()
      for (let n = 1; n < TABS; n += 1) await openHidden(page, session)
    })
    const among = await best(session, 'among')
    const what = `a job with ${JOBS} jobs of history and ${TABS} tabs in one window, of its speed with none and one`
    return [
      { what: 'copies a second with no history and one tab', is: alone, unit: '/s' },
      { what, is: among / alone, unit: '', least: 0.95 },
    ]
  })
}

/** A window shows one of its tabs; a browser without a window says that it shows all. */
async function openHidden(beside: Page, session: Session): Promise<void> {
  const page = await beside.context().newPage()
  await page.addInitScript(() => {
    Object.defineProperties(document, { visibilityState: { value: 'hidden' }, hidden: { value: true } })
  })
  await goTo(page, session, 'ferry-photos')
}

/** After one that compiles what runs, since a page that was just loaded has not; the better of two, since what else runs counts otherwise. */
async function best(session: Session, to: string): Promise<number> {
  await speed(session, `${to}-warm/`)
  const speeds = [await speed(session, `${to}-1/`), await speed(session, `${to}-2/`)]
  return Math.max(...speeds)
}

async function speed(session: Session, to: string): Promise<number> {
  await session.visit(async (page) => {
    const job = await copyJob(session, { from: ['ferry-photos', 'many/'], to: ['ferry-backup', to] })
    await submit(page, [job], 2000)
  })
  session.store.requests.clear()
  await quiet(session)
  return rateOf(session, 'CopyObject')
}
