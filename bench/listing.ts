import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import type { ListPosition } from '../src/oss/types.ts'
import { launchApart } from './apart.ts'
import { heapOf, say, signIn, startWorld } from './ferryPage.ts'

const OBJECTS = Number(process.env.OBJECTS ?? 100_000)
const LATENCY = 40
/** Further places, of one page each: a single time of a first row is mostly the machine's mood. */
const PLACES = 9
const never = new AbortController().signal

/**
 * `npm run bench -- listing`: the built page in a real Chromium, a flat prefix of 100 000 objects, a store whose every answer takes
 * 40 ms. Store, gateway and browser share this computer's cores. Ends with 1 when a limit is broken.
 */
const { ferry, oss, close } = await startWorld()
let broken = 0

await fill()
ferry.localOss.settings.latency = LATENCY
const serial = await listSerially()
const request = serial / Math.ceil(OBJECTS / 1000)
print('all pages one after the other', serial / 1000, { unit: 's' })
print('one request', request, { unit: 'ms' })

const chrome = await launchApart()
const before = await chrome.visit()
await signIn(before.page, ferry)
await before.page.goto(`${ferry.url}#/ferry-photos/`)
await before.page.getByRole('row').nth(2).waitFor()
const empty = await heapOf(await before.page.context().newCDPSession(before.page))
await before.page.evaluate(`window.until = ${until}`)
await before.page.evaluate(openAndWatch, { whole: `${OBJECTS.toLocaleString('en-US')} items`, after: 1500 })
await before.leave()
await sleep(1500 + serial / 2)
const { page } = await chrome.visit()
const session = await page.context().newCDPSession(page)
await page.waitForFunction(() => 'times' in window)
const { first, all, long } = await page.evaluate(() => (window as unknown as { times: Times }).times)
print('first rows, in the first place of a new page', first, { unit: 'ms', most: request * 1.5 })
print(`all ${OBJECTS} rows`, all / 1000, { unit: 's', most: serial / 1000 / 4 })
print('longest frame while pages arrive, above 50', Math.max(0, ...long), { unit: 'ms', most: 50 })
print('memory of 100 000 rows', ((await heapOf(session)) - empty) / 1e6 / (OBJECTS / 100_000), { unit: 'MB', most: 40 })

await page.mouse.move(700, 400)
await watchFrames(page)
for (let n = 0; n < 300; n += 1) await page.mouse.wheel(0, 480)
const scrolled = await frames(page)
print('scrolling: middle frame', scrolled.middle, { unit: 'ms', most: 17 })
print('scrolling: longest frame', scrolled.longest, { unit: 'ms', most: 50 })

const letter = () => page.getByRole('searchbox').press('7')
print('a letter typed to filter', await timed(page, letter, ['.listing-count', ' of ']), {
  unit: 'ms',
  most: 50,
})
await page.getByRole('searchbox').press('Escape')
await page.getByText(`${OBJECTS.toLocaleString('en-US')} items`).waitFor()
await page.getByRole('grid').focus()
const selectAll = () => page.keyboard.press('Control+a')
print('select all', await timed(page, selectAll, ['.listing-count', ' selected']), { unit: 'ms', most: 100 })

await page.keyboard.press('End')
await page.getByText(nameOf(OBJECTS - 1)).waitFor()
say('  the last row is reached')

await page.evaluate(visitPlaces, PLACES)
const firsts = (await page.evaluate(() => (window as unknown as { firsts: number[] }).firsts)).sort((a, b) => a - b)
print(`first rows, the middle one of ${PLACES} more places`, firsts[Math.floor(PLACES / 2)] ?? 0, {
  unit: 'ms',
  most: request * 1.5,
})

await chrome.close()
await close()
// Connections that are kept alive would keep the process, too.
process.exit(broken > 0 ? 1 : 0)

function nameOf(index: number): string {
  return `key-${String(index).padStart(7, '0')}`
}

async function fill(): Promise<void> {
  for (let place = 0; place < PLACES; place += 1) {
    const names = Array.from({ length: 1000 }, (_, n) => nameOf(n))
    const put = (name: string) =>
      ferry.localOss.putSparseObject({ bucket: 'ferry-backup', key: `place-${place}/${name}`, size: 1 })
    await Promise.all(names.map(put))
  }
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
  let token: ListPosition | undefined
  do {
    token = (await oss.list({ at, delimiter: '/', signal: never, ...(token && { token }) })).next
  } while (token)
  return performance.now() - started
}

type Watching = { until: typeof until }

/** Runs in the page, where it is put once: the time at which the page says so. */
function until(isThere: () => boolean): Promise<number> {
  return new Promise((resolve) => {
    const look = () => {
      if (!isThere()) return
      observer.disconnect()
      resolve(performance.now())
    }
    const observer = new MutationObserver(look)
    observer.observe(document.body, { subtree: true, childList: true, characterData: true })
  })
}

type Times = { first: number; all: number; long: number[] }

/**
 * Runs in the page, `after` ms from now, when nobody is connected any more: ms from the step to the prefix until its first row is in the page,
 * and until all are counted. The browser itself tells which frames were long: a page that asks for every frame is drawn sixty times a second.
 */
function openAndWatch({ whole, after }: { whole: string; after: number }): void {
  const { until } = window as unknown as Watching
  const open = async () => {
    const row = () => document.querySelector('[role=row][data-index]')?.textContent?.includes('key-') === true
    const [first, all] = [until(row), until(() => document.querySelector('.listing-count')?.textContent === whole)]
    const long: number[] = []
    const note = (list: PerformanceObserverEntryList) => long.push(...list.getEntries().map(({ duration }) => duration))
    const frames = new PerformanceObserver(note)
    frames.observe({ type: 'long-animation-frame' })
    const started = performance.now()
    location.hash = '#/ferry-backup/flat/'
    const times = { first: (await first) - started, all: (await all) - started, long }
    frames.disconnect()
    Object.assign(window, { times })
  }
  setTimeout(() => void open(), after)
}

/** Runs in the page: ms from each step to another place until its first row is in the page. */
async function visitPlaces(places: number): Promise<void> {
  const { until } = window as unknown as Watching
  const isKey = () => document.querySelector('[role=row][data-index]')?.textContent?.includes('key-') === true
  const rest = () => new Promise((resolve) => setTimeout(resolve, 500))
  const firsts: number[] = []
  for (let place = 0; place < places; place += 1) {
    const away = until(() => !isKey())
    location.hash = '#/ferry-photos/'
    await away
    await rest()
    const row = until(isKey)
    const started = performance.now()
    location.hash = `#/ferry-backup/place-${place}/`
    firsts.push((await row) - started)
    await rest()
  }
  Object.assign(window, { firsts })
}

/** ms from the press of a key until the element says the word and is painted. */
async function timed(page: Page, press: () => Promise<void>, [selector, word]: [string, string]): Promise<number> {
  await page.evaluate(
    ([wanted = '', said]) => {
      const painted = (begun: number) =>
        new Promise<number>((resolve) => {
          const observer = new MutationObserver(() => {
            if (!document.querySelector(wanted)?.textContent?.includes(said ?? '')) return
            observer.disconnect()
            // What a frame's callback posts runs behind that frame's painting.
            requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - begun)))
          })
          observer.observe(document.body, { subtree: true, childList: true, characterData: true })
        })
      const taken = new Promise<number>((resolve) =>
        addEventListener('keydown', ({ timeStamp }) => resolve(painted(timeStamp)), { once: true, capture: true }),
      )
      Object.assign(window, { taken })
    },
    [selector, word],
  )
  await press()
  return page.evaluate(() => (window as unknown as { taken: Promise<number> }).taken)
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
