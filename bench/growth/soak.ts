import type { CDPSession, Page } from '@playwright/test'
import { heapOf } from '../ferryPage.ts'
import type { Figure } from './figures.ts'
import { copyJob, seedHistory, submit } from './jobs.ts'
import { goTo, inPage, jobOf, type Session } from './session.ts'

/** Of one round; the rounds are as many as `ROUNDS` says, 4 unless said otherwise. */
const NAVIGATIONS = 40
const PREVIEWS = 6
const DIALOGS = 4
const JOBS = 2
/** So that the job panel is full from the beginning. */
const PAST = 50
/** Before they are counted: by then all is loaded, compiled and remembered. */
const BEFORE = 3
const ROUNDS = Number(process.env.ROUNDS ?? 4)

/** What a page keeps of all that a person does with it for hours. */
export async function soak(): Promise<Figure[]> {
  return inPage((session) =>
    session.visit(async (page) => {
      const cdp = await page.context().newCDPSession(page)
      await cdp.send('Performance.enable')
      let sockets = 0
      page.on('websocket', () => {
        sockets += 1
      })
      await seedHistory(page, session, PAST)
      await page.reload()
      for (let n = 0; n < BEFORE; n += 1) await round(page, session)
      const before = await weigh(cdp)
      const opened = sockets
      for (let n = 0; n < ROUNDS; n += 1) await round(page, session)
      const after = await weigh(cdp)
      const grown = (name: keyof Weight) => after[name] / before[name]
      return [
        { what: `heap after ${ROUNDS} more rounds, of that after ${BEFORE}`, is: grown('heap'), unit: '', most: 1.15 },
        { what: `heap after ${BEFORE}`, is: before.heap / 1e6, unit: 'MB' },
        { what: `nodes after ${BEFORE}`, is: before.nodes, unit: '' },
        { what: 'nodes', is: grown('nodes'), unit: '', most: 1.15 },
        { what: 'listeners', is: grown('listeners'), unit: '', most: 1.15 },
        { what: 'sockets that were opened meanwhile', is: sockets - opened, unit: '', most: 0 },
      ]
    }),
  )
}

type Weight = { heap: number; nodes: number; listeners: number }

async function weigh(cdp: CDPSession): Promise<Weight> {
  const heap = await heapOf(cdp)
  const { metrics } = await cdp.send('Performance.getMetrics')
  const of = (name: string) => metrics.find((one) => one.name === name)?.value ?? 0
  return { heap, nodes: of('Nodes'), listeners: of('JSEventListeners') }
}

async function round(page: Page, session: Session): Promise<void> {
  for (let n = 0; n < NAVIGATIONS; n += 1) {
    await goTo(page, session, 'ferry-photos', n % 2 ? 'data/' : '')
    await page
      .getByRole('row')
      .filter({ hasText: n % 2 ? 'config.json' : 'README.md' })
      .waitFor()
  }
  await goTo(page, session, 'ferry-photos')
  const row = page.getByRole('row').filter({ hasText: 'README.md' })
  for (let n = 0; n < PREVIEWS; n += 1) await openAndClose(page, () => row.dblclick())
  for (let n = 0; n < DIALOGS; n += 1) await openAndClose(page, () => press(page, 'Upload'))
  for (let n = 0; n < JOBS; n += 1) await runJob(page, session)
}

const press = (page: Page, name: string) => page.getByRole('button', { name }).first().click()

async function openAndClose(page: Page, open: () => Promise<void>): Promise<void> {
  await open()
  await page.getByRole('dialog').first().waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').first().waitFor({ state: 'detached' })
}

async function runJob(page: Page, session: Session): Promise<void> {
  const to = `soak-${crypto.randomUUID()}/`
  const job = await copyJob(session, { from: ['ferry-photos', 'README.md'], to: ['ferry-backup', to] })
  await submit(page, [job], 0)
  await session.store.requests.answered(({ op, key }) => op === 'CopyObject' && key.startsWith(to))
  await jobOf(page, 'README.md').getByText('Done').first().waitFor()
}
