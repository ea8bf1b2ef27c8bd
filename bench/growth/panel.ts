import type { Page } from '@playwright/test'
import { heapOf } from '../ferryPage.ts'
import type { Figure } from './figures.ts'
import { seedHistory } from './jobs.ts'
import { goTo, inPage, type Session } from './session.ts'

const FEW = 20
const MANY = 2000

/** What the job panel costs, by the number of jobs that have been. */
export async function panel(): Promise<Figure[]> {
  return inPage((session) =>
    session.visit(async (page) => {
      await goTo(page, session, 'ferry-photos')
      const few = await seeded(page, session, FEW)
      const many = await seeded(page, session, MANY - FEW)
      return [
        { what: `the panel opens with ${FEW} jobs`, is: few.opens, unit: 'ms' },
        { what: `the panel opens with ${MANY} jobs`, is: many.opens, unit: 'ms', most: 100 },
        { what: `nodes with ${MANY} jobs, of those with ${FEW}`, is: many.nodes / few.nodes, unit: '', most: 1.1 },
        { what: `heap with ${MANY} jobs, of that with ${FEW}`, is: many.heap / few.heap, unit: '', most: 1.1 },
      ]
    }),
  )
}

async function seeded(
  page: Page,
  session: Session,
  count: number,
): Promise<{ opens: number; nodes: number; heap: number }> {
  await seedHistory(page, session, count)
  await page.reload()
  await page.getByRole('row').nth(2).waitFor()
  // Jobs of an open panel come after the first rows: a click before would close it.
  const isOpen = (await page.locator('.bar-toggle').getAttribute('aria-expanded')) === 'true'
  if (isOpen) await page.locator('li.job').first().waitFor()
  const opens = await opensIn(page)
  await page.locator('.bar-toggle').click()
  await page.locator('li.job').first().waitFor()
  const nodes = await page.locator('*').count()
  return { opens, nodes, heap: await heapOf(await page.context().newCDPSession(page)) }
}

/** ms from the click to the jobs; the best of some, since what else runs on this computer counts otherwise. */
async function opensIn(page: Page): Promise<number> {
  const times: number[] = []
  while (times.length < 8) times.push(await page.evaluate(openAndClose))
  return Math.min(...times)
}

/** Runs in the page. Fails where the panel does not come or go. */
async function openAndClose(): Promise<number> {
  const isThere = () => document.querySelector('li.job') !== null
  const toggle = async (to: boolean) => {
    const began = performance.now()
    document.querySelector<HTMLElement>('.bar-toggle')?.click()
    while (isThere() !== to) {
      if (performance.now() - began > 20_000) throw new Error(`The panel stays: ${document.body.innerText}`)
      await new Promise(requestAnimationFrame)
    }
    return performance.now() - began
  }
  if (isThere()) await toggle(false)
  const took = await toggle(true)
  await toggle(false)
  return took
}
