import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { launchApart } from './apart.ts'
import { commandCopies, compareCommand, compileCommand } from './command.ts'
import { heapOf, say, signIn, startWorld } from './ferryPage.ts'
import { type Reading, watchBrowser } from './watch.ts'
import { workerSession } from './workerSession.ts'

const GIB = 1024 ** 3
const OBJECTS = 2000
const LATENCY = 40
const SLOTS = 32
const HUGE = 100 * GIB
/** Bytes a second of one copy request. */
const SPEED = 100_000_000
/** The memory of few is held against that of many. */
const FEW = 10_000
const MANY = 100_000
const MOST_MINUTES = 15

const never = new AbortController().signal

/**
 * `npm run bench -- copy`: the built page in a real Chromium, through the gateway, against a store whose answers take 40 ms. The bound is
 * what 32 requests in flight can do at best; store, gateway and browser share this computer's cores.
 */
const { ferry, key, oss, close } = await startWorld()
const store = ferry.localOss
await fill()
const chrome = await launchApart()
try {
  await runAll()
} finally {
  await chrome.close()
  await close()
}
// Connections that are kept alive would keep the process, too.
process.exit(0)

async function runAll(): Promise<void> {
  await enter()
  store.settings.latency = LATENCY
  const small = { bound: bound(OBJECTS), objects: OBJECTS, row: 'many' }
  const what = `copy of ${OBJECTS} small objects`
  await measured({ what: `${what}, the first of a new page and a new store`, verb: 'Copy', to: 'first/', ...small })
  await measured({ what: `${what}, when their code is compiled`, verb: 'Copy', to: 'copied/', ...small })
  compileCommand()
  await compareCommand(commandCopies('ferry-photos', 'ferry-backup', 'many'), { store, key })
  store.settings.latency = LATENCY
  // Last of the small ones: it takes them away.
  await measured({ what: `move of a prefix of ${OBJECTS}`, verb: 'Move', to: 'moved/', ...small })
  store.settings.copySpeed = SPEED
  const huge = { bound: HUGE / SPEED / SLOTS, objects: 1, row: 'huge' }
  await measured({
    what: `copy of ${HUGE / GIB} GiB, ${SPEED / 1e6} MB/s a request`,
    verb: 'Copy',
    to: 'huge/',
    ...huge,
  })
  store.settings.copySpeed = 0
  await memory()
}

async function enter(): Promise<void> {
  const { page, leave } = await chrome.visit()
  await page.goto(ferry.startUrl)
  await page.evaluate((slots) => localStorage.setItem('oss-ferry-at-once', String(slots)), SLOTS)
  await signIn(page, ferry)
  await leave()
}

/** Seconds at best. */
function bound(objects: number): number {
  return (objects * LATENCY) / SLOTS / 1000
}

async function fill(): Promise<void> {
  const at = { account: 'bench', region: 'cn-hangzhou', bucket: 'ferry-photos' }
  const left = Array.from({ length: OBJECTS }, (_, n) => `many/${n}`).values()
  const lane = async () => {
    for (const name of left) await oss.put({ at: { ...at, key: name }, body: name, attributes: {}, signal: never })
  }
  await Promise.all(Array.from({ length: 16 }, lane))
  await store.putSparseObject({ bucket: 'ferry-photos', key: 'huge', size: HUGE, seed: 1 })
  await store.putSparseObject({ bucket: 'ferry-photos', key: 'six/object', size: 6 * GIB, seed: 1 })
  await fillNormal('few', FEW)
  await fillNormal('hundred-thousand', MANY)
}

/** Straight into the store. Only an object that was changed is of type Normal, whose ETag proves its copy. */
async function fillNormal(prefix: string, count: number): Promise<void> {
  const bucket = 'ferry-photos'
  for (let start = 0; start < count; start += 2000) {
    const keys = Array.from({ length: 2000 }, (_, n) => `${prefix}/${String(start + n).padStart(6, '0')}`)
    await Promise.all(keys.map((name) => store.putSparseObject({ bucket, key: name, size: 1 })))
    await Promise.all(keys.map((name) => store.changeObject({ bucket, key: name })))
  }
}

type Measured = { what: string; verb: 'Copy' | 'Move'; row: string; to: string; bound: number; objects: number }
type Times = { planned: number; copied: number }

/** A plan that waits for a yes is measured by itself: the person's time is nobody's. */
async function measured({ what, bound, objects, ...transfer }: Measured): Promise<void> {
  const { page, browser, leave } = await chrome.visit()
  const before = await (await watchBrowser(browser)).read()
  await prepare(page, transfer)
  store.requests.clear()
  const cpu = process.cpuUsage()
  await leave()
  await quiet()
  const { user, system } = process.cpuUsage(cpu)
  const again = await chrome.visit()
  const { planned, copied } = await timesOf(again.page)
  const lines = [
    ...(planned > 0 ? [`plan           ${planned.toFixed(2)} s`] : []),
    `time           ${copied.toFixed(2)} s`,
    `bound          ${bound.toFixed(2)} s`,
    `bound / time   ${(bound / copied).toFixed(2)}`,
    ...requestLines(copied, objects),
    ...browserLines(before, await (await watchBrowser(again.browser)).read()),
    `own CPU        store, gateway and page server ${((user + system) / 1e6).toFixed(1)} s`,
  ]
  say([`\n${what}`, ...lines].join('\n  '))
  await again.leave()
}

/** Opens the dialog as a person does, and leaves it to the page itself to press its buttons and look at the clock. */
async function prepare(page: Page, { verb, row, to }: Pick<Measured, 'verb' | 'row' | 'to'>): Promise<void> {
  await page.goto(`${ferry.url}#/ferry-photos/`)
  const chosen = page.getByRole('row').filter({ hasText: row })
  await chosen.click()
  // A menu closes when the page moves under it.
  await sleep(1000)
  await chosen.click({ button: 'right' })
  await page.getByRole('menuitem', { name: `${verb} to…` }).dispatchEvent('click')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Destination' }).fill(`oss://ferry-backup/${to}`)
  await dialog.getByRole('checkbox', { name: 'Keep the ACL of each object' }).uncheck()
  await page.evaluate(pressAndWatch, { place: `ferry-backup/${to}`, after: 1500 })
}

/** Runs in the page, `after` ms from now: by then nobody is connected. */
function pressAndWatch({ place, after }: { place: string; after: number }): void {
  const finished = () => jobs().some((job) => job.classList.contains('job-finished'))
  const yes = () => jobs().map((job) => job.querySelector<HTMLElement>('.job-answers .ant-btn-primary'))[0] ?? undefined
  const jobs = () =>
    Array.from(document.querySelectorAll('li.job')).filter((job) => job.textContent?.includes(place) === true)
  const until = (isThere: () => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!isThere()) return
        observer.disconnect()
        resolve()
      }
      const observer = new MutationObserver(look)
      observer.observe(document.body, { subtree: true, childList: true, attributeFilter: ['class'] })
      look()
    })
  const run = async () => {
    const asked = performance.now()
    document.querySelector<HTMLElement>('[role=dialog] .ant-btn-primary')?.click()
    await until(() => finished() || yes() !== undefined)
    const seen = yes() ? performance.now() : asked
    yes()?.click()
    await until(finished)
    Object.assign(window, { times: { planned: (seen - asked) / 1000, copied: (performance.now() - seen) / 1000 } })
  }
  Object.assign(window, { times: undefined })
  setTimeout(() => void run(), after)
}

/** Resolves when the store has had nothing to do for two seconds. */
async function quiet(): Promise<void> {
  for (let last = -1, still = 0; still < 4; await sleep(500)) {
    const { entries } = store.requests
    const busy = entries.length === 0 || entries.length !== last || entries.at(-1)?.status === undefined
    still = busy ? 0 : still + 1
    last = entries.length
  }
}

async function timesOf(page: Page): Promise<Times> {
  const timeout = MOST_MINUTES * 60_000
  await page.waitForFunction(() => 'times' in window && window.times !== undefined, undefined, { timeout })
  return page.evaluate(() => (window as unknown as { times: Times }).times)
}

function requestLines(seconds: number, objects: number): string[] {
  const { entries } = store.requests
  const flying = entries.reduce((sum, { milliseconds }) => sum + milliseconds, 0) / 1000 / seconds
  return [
    `requests       ${entries.length}${objects > 1 ? `, ${(entries.length / objects).toFixed(3)} an object` : ''}`,
    `in flight      ${flying.toFixed(1)} on average`,
  ]
}

function browserLines(before: Reading, { cpu, peak }: Reading): string[] {
  const spent = Object.entries(cpu).map(([type, now]) => `${type} ${(now - (before.cpu[type] ?? 0)).toFixed(1)} s`)
  return [`CPU            ${spent.join(', ')}`, `memory         browser ${Math.round(peak / 1024 ** 2)} MiB`]
}

/** What a job leaves in memory, and whether it holds up the page: ten times the objects must not be ten times the heap. */
async function memory(): Promise<void> {
  const few = await heapAfter('few', FEW)
  const many = await heapAfter('hundred-thousand', MANY)
  const megabytes = ({ page: one, worker: other }: Heap) => `page ${one.toFixed(1)} MB, worker ${other.toFixed(1)} MB`
  const lines = [
    `${FEW} objects     ${megabytes(few)}`,
    `${MANY} objects    ${megabytes(many)}`,
    `ratio          ${((many.page + many.worker) / (few.page + few.worker)).toFixed(2)}`,
    `tasks of the page over 50 ms while ${MANY} were copied: ${many.long.length}, the longest ${Math.max(0, ...many.long).toFixed(0)} ms`,
  ]
  say(['\nmemory, the heaps when the last object is copied', ...lines].join('\n  '))
}

type Heap = { page: number; worker: number; long: number[] }

/** MB that live when a job has run. */
async function heapAfter(row: string, objects: number): Promise<Heap> {
  const { page, leave } = await chrome.visit()
  await prepare(page, { verb: 'Copy', row, to: `${row}/` })
  await page.evaluate(() => {
    const longTasks: number[] = []
    Object.assign(window, { longTasks })
    const note = (list: PerformanceObserverEntryList) =>
      longTasks.push(...list.getEntries().map(({ duration }) => duration))
    new PerformanceObserver(note).observe({ type: 'longtask' })
  })
  store.requests.clear()
  await leave()
  await quiet()
  const again = await chrome.visit()
  const { copied } = await timesOf(again.page)
  say(`\ncopy of ${objects} objects: ${copied.toFixed(0)} s, the bound is ${bound(objects).toFixed(0)} s`)
  const long = await again.page.evaluate(() => (window as unknown as { longTasks: number[] }).longTasks)
  const session = await again.page.context().newCDPSession(again.page)
  const worker = await workerSession(session)
  const heap = { page: (await heapOf(session)) / 1e6, worker: (await heapOf(worker)) / 1e6, long }
  await again.leave()
  return heap
}
