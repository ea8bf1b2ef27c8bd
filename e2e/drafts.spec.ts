import type { Page } from '@playwright/test'
import { findings } from './axe.ts'
import { type App, expect, place, test } from './world.ts'

/** What a person typed and did not save is there again after a reload. */

const never = new AbortController().signal
const at = place('ferry-photos', 'data/config.json')
const text = '.cm-content'

async function open(app: App) {
  await app.row('config.json').dblclick()
  await expect(app.dialog().locator(text)).toBeVisible()
}

async function type(app: App) {
  await app.goTo('ferry-photos', 'data/')
  await open(app)
  await app.dialog().getByRole('button', { name: 'Edit' }).click()
  await app.dialog().locator(text).press('Control+End')
  await app.page.keyboard.type('mine')
}

/** The browser asks whether to leave, and the person says yes. */
async function reload(page: Page) {
  const asked = page.waitForEvent('dialog').then((dialog) => dialog.accept())
  await Promise.all([asked, page.reload()])
}

const drafts = (page: Page) => page.evaluate(() => sessionStorage.getItem('ferry.drafts'))

test('a text that was not saved is there after a reload, said so, and saved', async ({ app, page }) => {
  await type(app)
  await reload(page)
  await open(app)
  await expect(app.dialog().locator(text)).toContainText('mine')
  await expect(app.dialog().getByText(/^Your unsaved changes from .* were restored/)).toBeVisible()
  expect(await findings(page)).toEqual([])
  await app.dialog().locator(text).press('Control+End')
  await page.keyboard.type(' too')
  await app.dialog().getByRole('button', { name: 'Review changes' }).click()
  await app.dialog().getByRole('button', { name: 'Save to OSS' }).click()
  await expect(page.getByText('Saved “config.json”')).toBeVisible()
  expect(await app.textOf('ferry-photos', at.key)).toMatch(/mine too$/)
  expect(await drafts(page)).toBeNull()
})

test('where somebody else replaced the object, a restored text is a conflict', async ({ app, page }) => {
  await type(app)
  await reload(page)
  await app.oss.put({ at, body: 'by another', attributes: {}, signal: never })
  await page.getByRole('button', { name: 'Refresh' }).click()
  await open(app)
  await expect(app.dialog().getByText('The object was changed while you were editing it')).toBeVisible()
  await expect(app.dialog().locator(text)).toContainText('mine')
  expect(await app.textOf('ferry-photos', at.key)).toBe('by another')
  await app.dialog().getByRole('button', { name: 'Save as a copy…' }).click()
  await app.dialog().getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText(/^Saved “config/)).toBeVisible()
  expect(await app.textOf('ferry-photos', at.key)).toBe('by another')
})

test('what is discarded does not come back, in the dialog or after a reload', async ({ app, page }) => {
  await type(app)
  await app.dialog().getByRole('button', { name: 'Close' }).click()
  await page.getByRole('button', { name: 'Discard', exact: true }).click()
  await expect(app.dialog()).toBeHidden()
  expect(await drafts(page)).toBeNull()

  await type(app)
  await reload(page)
  await open(app)
  await app.dialog().getByRole('button', { name: 'Discard changes' }).click()
  await expect(app.dialog().locator(text)).not.toContainText('mine')
  await expect(app.dialog().getByRole('button', { name: 'Edit' })).toBeVisible()
  expect(await drafts(page)).toBeNull()
  await page.reload()
  await open(app)
  await expect(app.dialog().locator(text)).not.toContainText('mine')
})

test('signing out forgets it', async ({ app, page }) => {
  await type(app)
  await reload(page)
  expect(await drafts(page)).toContain('mine')
  await page.getByRole('button', { name: /^Account/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await app.dialog().getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('button', { name: 'Try it on this computer' })).toBeVisible()
  expect(await drafts(page)).toBeNull()
})
