import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { Figure } from './figures.ts'
import { goTo, inPage, jobOf, type Session } from './session.ts'

const FEW = 20
const MANY = 20_000
const perFolder = 500

/** How long the page stands still while a chosen folder becomes a plan, by the number of its files. */
export async function folder(): Promise<Figure[]> {
  const above = mkdtempSync(join(tmpdir(), 'ferry-files-'))
  try {
    return await inPage((session) => session.visit((page) => measured(page, session, above)))
  } finally {
    rmSync(above, { recursive: true })
  }
}

async function measured(page: Page, session: Session, above: string): Promise<Figure[]> {
  await goTo(page, session, 'ferry-backup')
  // Where there is no window there is no picker either: the page falls back to fields.
  await page.reload()
  const few = await longestTask(page, above, FEW)
  const many = await longestTask(page, above, MANY)
  return [
    { what: `choosing a folder of ${FEW} files, longest task`, is: few.own, unit: 'ms' },
    { what: `choosing a folder of ${MANY} files, longest task`, is: many.own, unit: 'ms', most: 50 },
    { what: 'the same, of the browser before it tells the page', is: many.before, unit: 'ms' },
  ]
}

type Longest = { own: number; before: number }

/** ms; what is under 50 is not told and counts as 0. Planned it waits for a yes, so that nothing is sent meanwhile. */
async function longestTask(page: Page, above: string, files: number): Promise<Longest> {
  const name = `of-${files}`
  fill(join(above, name), files)
  await page.getByRole('button', { name: 'Upload' }).first().click()
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Select a folder…' }).click()
  const chosen = await chooser
  await page.evaluate(watchTasks)
  await chosen.setFiles(join(above, name))
  await jobOf(page, name).getByText(files.toLocaleString('en-US')).first().waitFor({ timeout: 60_000 })
  return page.evaluate(() => (window as unknown as { longest: Longest }).longest)
}

/** Runs in the page: a browser that makes files for a field does that in the task that ends with `change`. */
function watchTasks(): void {
  const longest: Longest = { own: 0, before: 0 }
  let changed = Number.POSITIVE_INFINITY
  document.addEventListener(
    'change',
    () => {
      changed = performance.now()
    },
    true,
  )
  Object.assign(window, { longest })
  const note = ({ startTime, duration }: PerformanceEntry) => {
    const which = startTime < changed ? 'before' : 'own'
    longest[which] = Math.max(longest[which], duration)
  }
  new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type: 'longtask' })
}

function fill(root: string, files: number): void {
  for (let n = 0; n < files; n += 1) {
    const inside = join(root, String(Math.floor(n / perFolder)))
    if (n % perFolder === 0) mkdirSync(inside, { recursive: true })
    writeFileSync(join(inside, `file ${n}`), String(n))
  }
}
