import { spawn } from 'node:child_process'
import { appears, heapOf, openPage, say, startWorld } from './ferryPage.ts'
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
const MOST_MINUTES = 10

const never = new AbortController().signal

/**
 * `npm run bench -- copy`: the built page in a real Chromium, through the gateway, against a store whose every answer takes 40 ms. The
 * bound is what 32 requests in flight can do at best; store, gateway and browser share this computer's cores.
 */
const { ferry, key, oss, close } = await startWorld()
const store = ferry.localOss
await fill()
const { browser, page } = await openPage(ferry)
page.setDefaultTimeout(MOST_MINUTES * 60_000)
await page.evaluate((slots) => localStorage.setItem('oss-ferry-at-once', String(slots)), SLOTS)
await page.reload()
const watch = await watchBrowser(browser)
const session = await page.context().newCDPSession(page)
const worker = await workerSession(session)
try {
  await runAll()
} finally {
  await browser.close()
  await close()
}
// Connections that are kept alive would keep the process, too.
process.exit(0)

async function runAll(): Promise<void> {
  store.faults.add({ delay: LATENCY })
  const small = { bound: bound(OBJECTS), objects: OBJECTS, row: 'many' }
  await measured({ what: `copy of ${OBJECTS} small objects`, verb: 'Copy', to: 'copied/', ...small })
  await measured({ what: `move of a prefix of ${OBJECTS}`, verb: 'Move', to: 'moved/', ...small })
  store.settings.copySpeed = SPEED
  const huge = { bound: HUGE / SPEED / SLOTS, objects: 1, row: 'huge' }
  const what = `copy of ${HUGE / GIB} GiB, ${SPEED / 1e6} MB/s a request`
  await measured({ what, verb: 'Copy', to: 'huge/', ...huge })
  store.settings.copySpeed = 0
  await withOssutil()
  await memory()
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
  await fillSparse('few', FEW)
  await fillSparse('hundred-thousand', MANY)
}

async function fillSparse(prefix: string, count: number): Promise<void> {
  for (let start = 0; start < count; start += 2000) {
    const keys = Array.from({ length: 2000 }, (_, n) => `${prefix}/${String(start + n).padStart(6, '0')}`)
    await Promise.all(keys.map((name) => store.putSparseObject({ bucket: 'ferry-photos', key: name, size: 1000 })))
  }
}

type Measured = { what: string; verb: 'Copy' | 'Move'; row: string; to: string; bound: number; objects: number }

/** A plan that waits for a yes is measured by itself: the person's time is nobody's. The dialog is opened before. */
async function measured({ what, verb, row, to, bound, objects }: Measured): Promise<void> {
  await openDialog(verb, row)
  store.requests.clear()
  const before = await watch.read()
  const cpu = process.cpuUsage()
  const { planned, copied } = await transfer(verb, to)
  const { user, system } = process.cpuUsage(cpu)
  const lines = [
    ...(planned > 0 ? [`plan           ${planned.toFixed(1)} s`] : []),
    `time           ${copied.toFixed(1)} s`,
    `bound          ${bound.toFixed(1)} s`,
    `bound / time   ${(bound / copied).toFixed(2)}`,
    ...requestLines(copied, objects),
    ...browserLines(before, await watch.read()),
    `own CPU        store, gateway and page server ${((user + system) / 1e6).toFixed(1)} s`,
  ]
  say([`\n${what}`, ...lines].join('\n  '))
}

/** As a person does it; ends when the panel says so. Seconds from the request to its plan, if that is shown, and from the yes to the end. */
async function transfer(verb: 'Copy' | 'Move', to: string): Promise<{ planned: number; copied: number }> {
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Destination' }).fill(`oss://ferry-backup/${to}`)
  await dialog.getByRole('checkbox', { name: 'Keep the ACL of each object' }).uncheck()
  const asked = performance.now()
  await dialog.getByRole('button', { name: new RegExp(`^${verb}`) }).click()
  await appears(page, 'li.job-finished, li.job:has(.plan .job-answers .ant-btn-primary)', `ferry-backup/${to}`)
  const yes = page.locator('li.job').filter({ hasText: to }).getByRole('button', { name: 'Start', exact: true })
  const isShown = await yes.isVisible()
  const seen = isShown ? performance.now() : asked
  if (isShown) await yes.click()
  await appears(page, 'li.job-finished', `ferry-backup/${to}`)
  return { planned: (seen - asked) / 1000, copied: (performance.now() - seen) / 1000 }
}

async function openDialog(verb: 'Copy' | 'Move', row: string): Promise<void> {
  await page.goto(`${ferry.url}#/ferry-photos/`)
  await page.getByRole('row').filter({ hasText: row }).click({ button: 'right' })
  await page.getByRole('menuitem', { name: `${verb} to…` }).click()
  await page.getByRole('dialog').getByRole('textbox', { name: 'Destination' }).waitFor()
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
  return [`CPU            ${spent.join(', ')}`, `memory         browser at most ${Math.round(peak / 1024 ** 2)} MiB`]
}

/** What a job leaves in memory, and whether it holds up the page: ten times the objects must not be ten times the heap. */
async function memory(): Promise<void> {
  const few = await heapAfter('few', FEW)
  await page.evaluate(() => {
    const tasks: number[] = []
    Object.assign(window, { longTasks: tasks })
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
      type: 'longtask',
    })
  })
  const many = await heapAfter('hundred-thousand', MANY)
  const long = await page.evaluate(() => (window as unknown as { longTasks: number[] }).longTasks)
  const megabytes = ({ page: one, worker: other }: Heap) => `page ${one.toFixed(1)} MB, worker ${other.toFixed(1)} MB`
  const lines = [
    `${FEW} objects     ${megabytes(few)}`,
    `${MANY} objects    ${megabytes(many)}`,
    `ratio          ${((many.page + many.worker) / (few.page + few.worker)).toFixed(2)}`,
    `tasks of the page over 50 ms while ${MANY} were copied: ${long.length}, the longest ${Math.max(0, ...long).toFixed(0)} ms`,
  ]
  say(['\nmemory, the largest heap while it runs', ...lines].join('\n  '))
}

type Heap = { page: number; worker: number }

/** MB after collections, the largest of some while it runs. */
async function heapAfter(row: string, objects: number): Promise<Heap> {
  await openDialog('Copy', row)
  const largest: Heap = { page: 0, worker: 0 }
  const look = async () => {
    largest.page = Math.max(largest.page, (await heapOf(session)) / 1e6)
    largest.worker = Math.max(largest.worker, (await heapOf(worker)) / 1e6)
  }
  const timer = setInterval(() => void look(), 5000)
  const { copied } = await transfer('Copy', `${row}/`)
  clearInterval(timer)
  say(
    `\n${objects} objects, while the heap is looked at: ${copied.toFixed(0)} s; the bound is ${bound(objects).toFixed(0)} s`,
  )
  await look()
  return largest
}

/** The official tool on the same store, where it is installed. */
async function withOssutil(): Promise<void> {
  const { accessKeyId, accessKeySecret, endpoint, region } = key
  const signer = ['-i', accessKeyId, '-k', accessKeySecret, '-e', endpoint, '--region', region]
  const places = ['oss://ferry-backup/copied/', 'oss://ferry-backup/ossutil/']
  const began = performance.now()
  const code = await run('ossutil', ['cp', ...places, '-r', '-f', '--job', String(SLOTS), ...signer])
  const seconds = (performance.now() - began) / 1000
  if (code === undefined) say('\nossutil is not on the PATH.')
  else
    say(
      `\nossutil: the same copy of ${OBJECTS} in ${seconds.toFixed(1)} s${code === 0 ? '' : `; it failed with ${code}`}`,
    )
}

/** The exit code, or undefined where there is no such program. Never waits in a way that would stop the store. */
function run(program: string, args: string[]): Promise<number | null | undefined> {
  const child = spawn(program, args, { stdio: 'ignore', timeout: MOST_MINUTES * 60_000 })
  return new Promise((resolve) => {
    child.on('error', () => resolve(undefined))
    child.on('close', resolve)
  })
}
