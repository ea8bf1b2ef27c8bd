import type { Page } from '@playwright/test'
import { bytesOfEach } from '../src/oss/headerBytes.ts'
import { type Canary, hostileObjects, startCanary } from './hostileObjects.ts'
import { type App, test as base, expect, place } from './world.ts'

const never = new AbortController().signal
const inert =
  /^(image\/(png|jpeg|gif|webp|avif|bmp|x-icon)|video\/(mp4|webm)|audio\/(mpeg|wav|flac|aac|ogg|mp4)|application\/octet-stream)$/

const test = base.extend<{ canary: Canary }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures that are asked for
  canary: async ({}, use) => {
    const canary = await startCanary()
    await use(canary)
    await canary.close()
  },
})

test.beforeEach(async ({ context }) => {
  await context.addInitScript(() => {
    const types: string[] = []
    const make = URL.createObjectURL
    Object.assign(window, { blobTypes: types })
    URL.createObjectURL = (source: Blob) => {
      types.push(source.type)
      return make.call(URL, source)
    }
  })
})

test('hostile objects, looked at in every way that the page offers and opened from the browser’s own menu, run nothing and send nothing', async ({
  app,
  canary,
  page,
}) => {
  test.setTimeout(240_000)
  const all = hostileObjects(canary.url)
  for (const { key, type, body } of all) {
    const attributes = { headers: bytesOfEach({ 'Content-Type': type }) }
    await app.oss.put({
      at: place('ferry-backup', `evil/${key}`),
      body: typeof body === 'string' ? body : new Blob([body]),
      attributes,
      signal: never,
    })
  }
  // All rows at once.
  await page.setViewportSize({ width: 1280, height: 1800 })
  await app.goTo('ferry-backup', 'evil/')
  await expect(app.row('a.svg')).toBeVisible()
  await page.keyboard.press('i')
  for (const { key } of all) {
    await rowOf(app, key).click()
    await openAll(page)
    await rowOf(app, key).dblclick()
    await shown(app)
    await openAll(page)
    const further = app.dialog().getByRole('button', { name: /View as text|Edit$|Preview anyway/ })
    if (await further.first().isVisible()) {
      await further.first().click()
      await openAll(page)
    }
    await app.dialog().getByRole('button', { name: 'Close' }).click()
    await expect(app.dialog()).toBeHidden()
  }
  await page.getByRole('button', { name: 'View' }).click()
  await page.getByRole('menuitem', { name: 'Thumbnails' }).click()
  // A pixel that is sound, before its tail. What is no picture leaves the sign of its kind.
  await expect(rowOf(app, 'png-html.png').locator('.thumbnail img')).toBeVisible()
  await expect(rowOf(app, 'svg-named.png').locator('.thumbnail svg')).toBeVisible()
  await openAll(page)
  const kept = await page.evaluate(() => ({
    hacked: localStorage.getItem('hacked'),
    types: (window as unknown as { blobTypes: string[] }).blobTypes,
  }))
  expect(kept.hacked).toBeNull()
  expect(kept.types.length).toBeGreaterThan(5)
  expect(kept.types.filter((type) => !inert.test(type))).toEqual([])
  // Behind whatever was sent before.
  await page.request.get(`${canary.url}/end`)
  expect(canary.heard).toEqual(['/end'])
})

test('the canary hears what runs: the same drawing as a document of another origin', async ({ canary, page }) => {
  await page.goto(`${canary.url}/drawing`).catch(() => {})
  await expect.poll(() => canary.heard.filter((path) => path === '/ran' || path === '/went')).not.toEqual([])
})

test('a drawing is painted, and its canvas has no address', async ({ app, page }) => {
  const body =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><rect width="20" height="10" fill="#f00"/></svg>'
  await app.oss.put({ at: place('ferry-backup', 'red.svg'), body, attributes: {}, signal: never })
  await app.goTo('ferry-backup')
  await app.row('red.svg').dblclick()
  const canvas = app.dialog().getByRole('img', { name: 'red.svg' })
  await expect
    .poll(() =>
      canvas.evaluate((element: HTMLCanvasElement) => [
        ...(element.getContext('2d')?.getImageData(element.width / 2, element.height / 2, 1, 1).data ?? []),
      ]),
    )
    .toEqual([255, 0, 0, 255])
  expect(await addresses(page)).toEqual([])
})

test('a PDF is no document of this page: it is downloaded', async ({ app, page }) => {
  const body = '%PDF-1.7 … %%EOF\n'
  await app.oss.put({ at: place('ferry-backup', 'a.pdf'), body, attributes: {}, signal: never })
  await app.goTo('ferry-backup')
  await app.row('a.pdf').dblclick()
  await expect(app.dialog()).toContainText('opened in a page that holds your keys')
  const download = page.waitForEvent('download')
  await app.dialog().getByRole('button', { name: 'Download PDF' }).click()
  expect((await download).suggestedFilename()).toBe('a.pdf')
  expect(await page.evaluate(() => (window as unknown as { blobTypes: string[] }).blobTypes)).toEqual([
    'application/octet-stream',
  ])
})

const odd = [
  'constructor',
  '__proto__',
  'x.constructor',
  'x.__proto__',
  'toString',
  'hasOwnProperty',
  'valueOf',
  'x.toString',
  'a.valueOf',
]

test('objects called as what every JavaScript object has are objects like any other', async ({ app, page }) => {
  for (const key of odd)
    await app.oss.put({ at: place('ferry-backup', `odd/${key}`), body: `I am ${key}`, attributes: {}, signal: never })
  await app.goTo('ferry-backup', 'odd/')
  await expect(page.getByText(`${odd.length} items`)).toBeVisible()
  await page.keyboard.press('i')
  for (const key of odd) {
    await rowOf(app, key).click()
    await expect(
      page.getByRole('complementary', { name: 'Details' }).getByRole('heading', { name: key, exact: true }),
    ).toBeVisible()
    await rowOf(app, key).dblclick()
    await app.dialog().getByRole('button', { name: 'View as text' }).click()
    await expect(app.dialog().locator('.cm-content')).toContainText(`I am ${key}`)
    await page.keyboard.press('Escape')
    await expect(app.dialog()).toBeHidden()
  }
})

function rowOf({ page }: App, key: string) {
  return page.getByRole('row').filter({ has: page.getByText(key, { exact: true }) })
}

/** The preview has come to its end: a picture, a player, a text, or words. */
async function shown(app: App) {
  await expect(app.dialog().locator('.preview-body')).toBeVisible()
  await expect(app.dialog().locator('.preview-body .skeleton')).toHaveCount(0)
  await expect(app.dialog().locator('.preview-body > *').first()).toBeAttached()
}

/** Every address that the browser's menu could open: of pictures, frames, players and links that are not places of the page. */
function addresses(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const named = ['src', 'href', 'data', 'poster', 'srcset']
    const found = [...document.querySelectorAll('main *, [role=dialog] *, aside *')].flatMap((element) =>
      named.map((name) => element.getAttribute(name) ?? ''),
    )
    return [...new Set(found)].filter((address) => /^(blob|data):/i.test(address))
  })
}

const opened = new Set<string>()

/** "Open in a new tab", for all of them. What is only saved opens no tab. */
async function openAll(page: Page) {
  for (const address of await addresses(page)) {
    if (opened.has(address)) continue
    opened.add(address)
    const tab = await page.context().newPage()
    await tab.goto(address).catch(() => {})
    await tab.evaluate(() => new Promise((loaded) => requestAnimationFrame(() => setTimeout(loaded, 50))))
    await tab.close()
  }
}
