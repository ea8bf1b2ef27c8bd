import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CDPSession, chromium, type Page } from '@playwright/test'
import { requireBrowser } from '../e2e/browser.ts'
import { createOss } from '../src/oss/client.ts'
import { buildPage } from '../src/server/buildPage.ts'
import { startFerry } from '../src/server/startFerry.ts'
import { throughGateway } from '../test/gatewayTransport.ts'

const OBJECTS = Number(process.env.OBJECTS ?? 100_000)
const LATENCY = 40
const say = (line: string) => process.stdout.write(`${line}\n`)
const never = new AbortController().signal

/**
 * `npm run bench -- listing`: the built page in a real Chromium, a flat prefix of 100 000 objects, a store whose every answer takes
 * 40 ms. Store, gateway and browser share this computer's cores. Ends with 1 when a limit is broken.
 */
const executablePath = requireBrowser(say)
const dataDir = mkdtempSync(join(tmpdir(), 'bench-listing-'))
const built = await buildPage(join(import.meta.dirname, '..'), say)
const ferry = await startFerry({ dataDir, page: built, port: 0, copySpeed: 0 })
const key = await (await fetch(`${ferry.url}local-oss.json`)).json()
const oss = createOss({ id: 'bench', name: 'bench', ...key }, throughGateway(`${ferry.url}gateway`))
let broken = 0

await fill()
ferry.localOss.faults.add({ delay: LATENCY })
const serial = await listSerially()
const request = serial / Math.ceil(OBJECTS / 1000)
print('all pages one after the other', serial / 1000, { unit: 's' })
print('one request', request, { unit: 'ms' })

const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--enable-precise-memory-info'],
})
const page = await browser.newPage({ locale: 'en-US', viewport: { width: 1280, height: 800 } })
// What tsx leaves in functions that are sent to the page.
await page.addInitScript('globalThis.__name = (named) => named')
const cdp = await page.context().newCDPSession(page)
await page.goto(ferry.url)
await page.getByRole('button', { name: 'Try it on this computer' }).click()
await page.getByRole('link', { name: 'ferry-backup' }).first().waitFor()
await page.goto(`${ferry.url}#/ferry-photos/`)
await page.getByRole('row').nth(2).waitFor()
const empty = await heap(cdp)

await watchFrames(page)
const { first, all } = await openAll(page)
const loading = await frames(page)
print('first rows', first, { unit: 'ms', most: request * 1.5 })
print(`all ${OBJECTS} rows`, all / 1000, { unit: 's', most: serial / 1000 / 4 })
print('longest frame while pages arrive', loading.longest, { unit: 'ms', most: 50 })
print('memory of 100 000 rows', ((await heap(cdp)) - empty) / 1e6 / (OBJECTS / 100_000), { unit: 'MB', most: 40 })

await page.mouse.move(700, 400)
await watchFrames(page)
for (let n = 0; n < 300; n += 1) await page.mouse.wheel(0, 480)
const scrolled = await frames(page)
print('scrolling: middle frame', scrolled.middle, { unit: 'ms', most: 17 })
print('scrolling: longest frame', scrolled.longest, { unit: 'ms', most: 50 })

print('a letter typed to filter', await timed(page, () => page.getByRole('searchbox').press('7'), ' of '), {
  unit: 'ms',
  most: 50,
})
await page.getByRole('searchbox').press('Escape')
await page.getByText(`${OBJECTS.toLocaleString('en-US')} items`).waitFor()
await page.getByRole('grid').focus()
print('select all', await timed(page, () => page.keyboard.press('Control+a'), ' selected'), { unit: 'ms', most: 100 })

await page.keyboard.press('End')
await page.getByText(nameOf(OBJECTS - 1)).waitFor()
say('  the last row is reached')

await browser.close()
await ferry.close()
rmSync(dataDir, { recursive: true })
process.exit(broken > 0 ? 1 : 0)

function nameOf(index: number): string {
  return `key-${String(index).padStart(7, '0')}`
}

async function fill(): Promise<void> {
  for (let start = 0; start < OBJECTS; start += 2000) {
    const names = Array.from({ length: Math.min(2000, OBJECTS - start) }, (_, n) => nameOf(start + n))
    const puts = names.map((name, n) =>
      ferry.localOss.putSparseObject({ bucket: 'ferry-backup', key: `flat/${name}`, size: start + n }),
    )
    await Promise.all(puts)
  }
}

async function listSerially(): Promise<number> {
  const at = { account: 'bench', region: 'cn-hangzhou', bucket: 'ferry-backup', key: 'flat/' }
  const started = performance.now()
  let token: string | undefined
  do {
    token = (await oss.list({ at, delimiter: '/', signal: never, ...(token && { token }) })).next
  } while (token)
  return performance.now() - started
}

/** ms from the step to the prefix until its first row is in the page, and until all are counted. */
function openAll(page: Page): Promise<{ first: number; all: number }> {
  return page.evaluate(
    async (whole) => {
      const started = performance.now()
      const until = (isThere: () => boolean) =>
        new Promise<number>((resolve) => {
          const look = () => {
            if (!isThere()) return
            observer.disconnect()
            resolve(performance.now() - started)
          }
          const observer = new MutationObserver(look)
          observer.observe(document.body, { subtree: true, childList: true, characterData: true })
        })
      const first = until(
        () => document.querySelector('[role=row][data-index]')?.textContent?.includes('key-') === true,
      )
      const all = until(() => document.querySelector('.listing-count')?.textContent === whole)
      location.hash = '#/ferry-backup/flat/'
      return { first: await first, all: await all }
    },
    `${OBJECTS.toLocaleString('en-US')} items`,
  )
}

/** ms from the press of a key until the count says the word and is painted. */
async function timed(page: Page, press: () => Promise<void>, word: string): Promise<number> {
  await page.evaluate((said) => {
    const marks: { ended?: number } = {}
    Object.assign(window, { marks })
    const begin = (event: KeyboardEvent) => {
      const observer = new MutationObserver(() => {
        if (!document.querySelector('.listing-count')?.textContent?.includes(said)) return
        observer.disconnect()
        marks.ended = performance.now() - event.timeStamp
      })
      observer.observe(document.body, { subtree: true, childList: true, characterData: true })
    }
    addEventListener('keydown', begin, { once: true, capture: true })
  }, word)
  await press()
  const read = () => page.evaluate(() => (window as unknown as { marks: { ended?: number } }).marks.ended)
  await page.waitForFunction(() => (window as unknown as { marks: { ended?: number } }).marks.ended !== undefined)
  return (await read()) ?? Number.NaN
}

async function watchFrames(page: Page): Promise<void> {
  await page.evaluate(() => {
    const times: number[] = []
    Object.assign(window, { frameTimes: times })
    let last = performance.now()
    const tick = (now: number) => {
      times.push(now - last)
      last = now
      if ((window as unknown as { frameTimes: number[] }).frameTimes === times) requestAnimationFrame(tick)
    }
    requestAnimationFrame(tick)
  })
}

async function frames(page: Page): Promise<{ middle: number; longest: number }> {
  const times = await page.evaluate(() => {
    const { frameTimes } = window as unknown as { frameTimes: number[] }
    Object.assign(window, { frameTimes: [] })
    return frameTimes
  })
  const sorted = times.slice(1).sort((a, b) => a - b)
  return { middle: sorted[Math.floor(sorted.length / 2)] ?? 0, longest: sorted.at(-1) ?? 0 }
}

async function heap(cdp: CDPSession): Promise<number> {
  await cdp.send('HeapProfiler.collectGarbage')
  const { usedSize } = await cdp.send('Runtime.getHeapUsage')
  return usedSize
}

function print(
  name: string,
  value: number,
  { unit, most = Number.POSITIVE_INFINITY }: { unit: string; most?: number },
): void {
  const held = value <= most
  if (!held) broken += 1
  const limit = most < Number.POSITIVE_INFINITY ? `  (at most ${most.toFixed(1)})` : ''
  say(`${held ? ' ' : '!'} ${name.padEnd(44)} ${value.toFixed(1).padStart(9)} ${unit}${limit}`)
}
