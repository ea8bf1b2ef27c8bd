import { expect, test } from './world.ts'

/** Browsers and settings that deny the page a part of what it is built on. */

const deny = {
  storage: () => {
    const refuse = () => {
      throw new DOMException('denied', 'SecurityError')
    }
    for (const name of ['localStorage', 'sessionStorage'])
      Object.defineProperty(window, name, { get: refuse, configurable: true })
  },
  database: () => Object.defineProperty(window, 'indexedDB', { value: undefined }),
  worker: () => Object.defineProperty(window, 'Worker', { value: undefined }),
  channel: () => Object.defineProperty(window, 'BroadcastChannel', { value: undefined, configurable: true }),
}

for (const [what, words] of [
  ['storage', 'Local storage is blocked'],
  ['database', "IndexedDB isn't available"],
  ['worker', "Web Workers aren't available"],
  ['channel', "BroadcastChannel isn't available"],
] as const)
  test(`without its ${what} the page says so, and is browsed all the same`, async ({ ferry, page }) => {
    await page.addInitScript(deny[what])
    await page.goto(ferry.url)
    await expect(page.getByText(words)).toBeVisible()
    await page.getByRole('button', { name: 'Try it on this computer' }).click()
    await page.getByRole('navigation').getByRole('link', { name: 'ferry-photos', exact: true }).click()
    await expect(page.getByRole('row').filter({ hasText: 'photos' }).first()).toBeVisible()
    await page.getByRole('row').filter({ hasText: 'site' }).dblclick()
    await expect(page.getByRole('row').filter({ hasText: 'index.html' })).toBeVisible()
  })

test('a full storage, and one of another shape, break nothing', { tag: '@thorough' }, async ({ ferry, page }) => {
  await page.addInitScript(() => {
    localStorage.setItem('ferry.places', JSON.stringify({ state: { of: { me: { favourites: 7 } } }, version: 0 }))
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError')
    }
  })
  await page.goto(ferry.url)
  await page.getByRole('button', { name: 'Try it on this computer' }).click()
  await page.getByRole('navigation').getByRole('link', { name: 'ferry-photos', exact: true }).click()
  await page.getByRole('row').filter({ hasText: 'site' }).dblclick()
  await expect(page.getByRole('row').filter({ hasText: 'index.html' })).toBeVisible()
})
