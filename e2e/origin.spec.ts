import { test as base, expect } from './world.ts'

/** A browser that was not let in yet. */
const test = base.extend({
  context: async ({ browser }, use) => {
    const context = await browser.newContext({ locale: 'en-US' })
    await use(context)
    await context.close()
  },
})

type Types = { trustedTypes: { createPolicy(name: string, rules: object): unknown } }

const entry = { name: 'Try it on this computer' }

test('the printed address lets a browser in, and is without its token at once; a reload, a second tab and a place need none', async ({
  ferry,
  page,
  context,
}) => {
  await page.goto(`${ferry.startUrl}#/ferry-photos/`)
  await expect(page.getByRole('button', entry)).toBeVisible()
  expect(page.url()).toBe(`${ferry.url}#/ferry-photos/`)
  await page.reload()
  await expect(page.getByRole('button', entry)).toBeVisible()
  const second = await context.newPage()
  await second.goto(ferry.url)
  await expect(second.getByRole('button', entry)).toBeVisible()
  expect(await page.evaluate(() => [document.cookie, crossOriginIsolated])).toEqual(['', true])
})

test('without it the page says what to do, and nothing of the app is there', async ({ ferry, page, pageErrors }) => {
  pageErrors.expect(/403/)
  await page.goto(ferry.url)
  await expect(page.getByRole('heading', { name: 'Open the address that Ferry printed' })).toBeVisible()
  expect(await page.evaluate(() => document.scripts.length)).toBe(0)
})

test('a link on another site leads in, for a browser that was let in', async ({ ferry, page, context, pageErrors }) => {
  pageErrors.expect(/403/)
  await page.goto(ferry.startUrl)
  await context.route('http://elsewhere.localhost/', (route) =>
    route.fulfill({ contentType: 'text/html', body: `<a href="${ferry.url}#/ferry-photos/">go</a>` }),
  )
  await page.goto('http://elsewhere.localhost/')
  await page.getByRole('link').click()
  await expect(page.getByRole('button', entry)).toBeVisible()
  expect(page.url()).toBe(`${ferry.url}#/ferry-photos/`)
})

test('by localhost, which any program shares, one comes to Ferry’s own name', async ({ ferry, page }) => {
  await page.goto(ferry.startUrl.replace('ferry.localhost', 'localhost'))
  await expect(page.getByRole('button', entry)).toBeVisible()
  expect(page.url()).toBe(ferry.url)
})

test('by its number, for a browser that does not know the name', async ({ ferry, page }) => {
  await page.goto(ferry.startUrl.replace(ferry.url, ferry.numberUrl))
  await page.getByRole('button', entry).click()
  await expect(page.getByRole('navigation').getByRole('link', { name: 'ferry-photos', exact: true })).toBeVisible()
})

test('a service worker that another program planted here goes, with the page that it serves', async ({
  ferry,
  page,
  context,
}) => {
  const evil = `
    addEventListener('install', () => skipWaiting())
    addEventListener('activate', (event) => event.waitUntil(clients.claim()))
    addEventListener('fetch', (event) => event.request.mode === 'navigate' &&
      event.respondWith(new Response('<h1>evil</h1>', { headers: { 'content-type': 'text/html' } })))`
  await context.route('**/planted.js', (route) => route.fulfill({ contentType: 'text/javascript', body: evil }))
  await context.route('**/plant', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<link rel="icon" href="data:,">planting' }),
  )
  await page.goto(`${ferry.url}plant`)
  await page.evaluate(async () => {
    await navigator.serviceWorker.register('/planted.js')
    await navigator.serviceWorker.ready
  })
  await context.unroute('**/planted.js')
  await context.unroute('**/plant')
  await page.goto(ferry.startUrl).catch(() => {})
  await expect(page.getByRole('button', entry)).toBeVisible()
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0)
})

test('no text becomes markup or a script', async ({ ferry, page, pageErrors }) => {
  pageErrors.expect(/TrustedHTML/, /TrustedScriptURL/, /TrustedScript'/, /named 'mine' violates/)
  await page.goto(ferry.startUrl)
  await expect(page.getByRole('button', entry)).toBeVisible()
  const tried = await page.evaluate(() => {
    const attempt = (act: () => void) => {
      try {
        act()
        return 'done'
      } catch (error) {
        return (error as Error).name
      }
    }
    return [
      attempt(() => Object.assign(document.createElement('div'), { innerHTML: '<img src=x>' })),
      attempt(() => Object.assign(document.createElement('script'), { src: 'blob:x' })),
      attempt(() => Object.assign(document.createElement('script'), { text: '1' })),
      attempt(() => new Worker('data:text/javascript,1')),
      attempt(() => Object.assign(document.createElement('iframe'), { srcdoc: '<p>' })),
      attempt(() => (window as unknown as Types).trustedTypes.createPolicy('mine', {})),
    ]
  })
  expect(tried).toEqual(Array(6).fill('TypeError'))
})

test('cookies that are cleared: the tab says so when it needs them, and goes on when the browser is let in again', async ({
  ferry,
  page,
  context,
  pageErrors,
}) => {
  pageErrors.expect(/403/)
  await page.goto(ferry.startUrl)
  await page.getByRole('button', entry).click()
  await page.goto(`${ferry.url}#/ferry-photos/`)
  const file = page.getByRole('row').filter({ hasText: 'README.md' })
  await expect(file).toBeVisible()
  await context.clearCookies()
  await file.dblclick()
  const told = page.getByText('This tab is no longer signed in to OSS Ferry')
  await expect(told).toHaveCount(2)
  const second = await context.newPage()
  await second.goto(ferry.startUrl)
  await expect(told).toHaveCount(0)
  await expect(page.getByRole('dialog')).toContainText('README')
})
