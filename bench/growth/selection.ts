import { setTimeout as sleep } from 'node:timers/promises'
import { type Browser, chromium, type Locator, type Page } from '@playwright/test'
import { requireBrowser } from '../../e2e/browser.ts'
import { type FerryWorld, heapOf, say, signIn, startWorld } from '../ferryPage.ts'
import type { Figure } from './figures.ts'

type Session = FerryWorld & { page: Page }

const FEW = 10_000
const MANY = Number(process.env.ROWS ?? 150_000)
const megabyte = 1e6
/** ms. What is as young as the listing is named by the object, since it may have come after it. */
const age = 3000

/** What it costs to choose all rows of a place and copy them elsewhere, by the number of rows; and to plan the way back. */
export async function selection(): Promise<Figure[]> {
  const { close, ...world } = await startWorld()
  const browser = await chromium.launch({ executablePath: requireBrowser(say), args: ['--enable-precise-memory-info'] })
  try {
    const page = await openPage(browser, world)
    const few = await copyAll({ ...world, page }, FEW)
    const undo = await wayBack({ ...world, page }, FEW)
    const many = await copyAll({ ...world, page }, MANY)
    return [...figuresOf(FEW, few), undo, ...figuresOf(MANY, many)]
  } finally {
    await browser.close()
    await close()
  }
}

async function openPage(browser: Browser, { ferry }: FerryWorld): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-US' })
  const page = await context.newPage()
  await signIn(page, ferry)
  return page
}

type Cost = { requests: number; letters: number[]; bytes: number; chosen: number; sent: number }

function figuresOf(rows: number, { requests, letters, bytes, chosen, sent }: Cost): Figure[] {
  const of = rows.toLocaleString('en-US')
  const sorted = letters.toSorted((a, b) => a - b)
  return [
    { what: `select all of ${of} rows`, is: chosen, unit: 'ms' },
    { what: `of ${of}: a letter of the destination, the middle one`, is: sorted[sorted.length >> 1] ?? 0, unit: 'ms' },
    { what: `of ${of}: a letter of the destination, the longest`, is: sorted.at(-1) ?? 0, unit: 'ms', most: 16 },
    { what: `of ${of}: memory added by selection and dialog`, is: bytes / megabyte, unit: 'MB', most: 100 },
    { what: `of ${of}: the button that sends it`, is: sent, unit: 'ms' },
    { what: `of ${of}: requests an object, planned`, is: requests / rows, unit: '', most: 0.003 },
  ]
}

async function copyAll(session: Session, rows: number): Promise<Cost> {
  const { page, ferry } = session
  await fill(session, rows)
  await page.goto(`${ferry.url}#/ferry-backup/all-${rows}/`)
  await page.getByText(`${rows.toLocaleString('en-US')} items`, { exact: true }).waitFor({ timeout: 240_000 })
  const memory = await page.context().newCDPSession(page)
  await page.getByRole('grid').focus()
  const before = await heapOf(memory)
  await page.evaluate(watchEvents)
  await page.keyboard.press('Control+a')
  await page.getByText(`${rows.toLocaleString('en-US')} selected`).waitFor()
  const chosen = await longestOf(page, 'keydown')
  await page.getByRole('button', { name: 'Copy to…' }).click()
  const field = page.getByRole('dialog').getByRole('textbox', { name: 'Destination' })
  // A place of its own for each count: what is there already would be skipped, and counted apart.
  const letters = await typed(page, field, `oss://ferry-photos/kept-${rows}/`)
  const bytes = (await heapOf(memory)) - before
  ferry.localOss.requests.clear()
  await page.evaluate(watchEvents)
  await page.getByRole('dialog').getByRole('button', { name: /^Copy/ }).click()
  await planned(page, rows)
  const { entries } = ferry.localOss.requests
  return { requests: entries.length, letters, bytes, chosen, sent: await longestOf(page, 'click') }
}

/** ms of each letter, the least of three times: what else the machine does counts in one of them. */
async function typed(page: Page, field: Locator, text: string): Promise<number[]> {
  const times: number[][] = []
  for (let n = 0; n < 3; n += 1) {
    await field.fill('')
    await page.evaluate(watchEvents)
    await field.pressSequentially(text, { delay: 60 })
    times.push(await timesOf(page, 'keydown'))
  }
  return [...text].map((_, at) => Math.min(...times.map((each) => each[at] ?? Number.POSITIVE_INFINITY)))
}

/** A plan of many is shown before it runs. */
async function planned(page: Page, rows: number): Promise<void> {
  const words = new RegExp(`^${rows.toLocaleString('en-US')} objects, .*about`)
  await page
    .getByText(words)
    .first()
    .waitFor({ timeout: 240_000 })
    .catch(async (error: Error) => {
      throw new Error(`No plan of ${rows}; the jobs: ${(await jobsIn(page)).join(' | ')}`, { cause: error })
    })
}

const jobsIn = (page: Page) => page.locator('li.job').allInnerTexts()

async function wayBack({ page, ferry }: Session, rows: number): Promise<Figure> {
  const job = page
    .locator('li.job')
    .filter({ hasText: `Copy ${rows.toLocaleString('en-US')} items` })
    .last()
  await job.getByRole('button', { name: 'Start' }).click()
  await job.getByRole('button', { name: 'Undo' }).waitFor({ timeout: 120_000 })
  ferry.localOss.requests.clear()
  await job.getByRole('button', { name: 'Undo' }).click()
  await planned(page, rows)
  const requests = ferry.localOss.requests.entries.length
  return {
    what: `the way back of ${rows.toLocaleString('en-US')}: requests an object, planned`,
    is: requests / rows,
    unit: '',
    most: 0.003,
  }
}

async function fill({ ferry }: Session, rows: number): Promise<void> {
  for (let start = 0; start < rows; start += 2000) {
    const puts = Array.from({ length: Math.min(2000, rows - start) }, (_, n) => {
      const key = `all-${rows}/key-${String(start + n).padStart(7, '0')}`
      return ferry.localOss.putSparseObject({ bucket: 'ferry-backup', key, size: 1 })
    })
    await Promise.all(puts)
  }
  await sleep(age)
}

/** Runs in the page: ms of each event, from when it comes until the page is free for the next task. */
function watchEvents(): void {
  const times: { is: string; took: number }[] = []
  const isNew = !('times' in window)
  Object.assign(window, { times })
  if (!isNew) return
  const note = ({ type }: Event) => {
    const began = performance.now()
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      ;(window as unknown as { times: typeof times }).times.push({ is: type, took: performance.now() - began })
    }
    port2.postMessage(0)
  }
  for (const type of ['keydown', 'click']) addEventListener(type, note, true)
}

function timesOf(page: Page, is: string): Promise<number[]> {
  return page.evaluate((wanted) => {
    const { times } = window as unknown as { times: { is: string; took: number }[] }
    return times.filter((each) => each.is === wanted).map(({ took }) => took)
  }, is)
}

async function longestOf(page: Page, is: string): Promise<number> {
  return Math.max(0, ...(await timesOf(page, is)))
}
