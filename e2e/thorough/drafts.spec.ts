import type { Page } from '@playwright/test'
import { bytesOfEach } from '../../src/oss/headerBytes.ts'
import { findings, findingsWhereNarrow } from '../axe.ts'
import { type App, expect, place, test } from '../world.ts'

/** What a person typed in a text, or in a form of metadata or rules, and did not save is there again after a reload. */

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
  expect(await findingsWhereNarrow(page)).toEqual([])
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

const restored = /^Your unsaved changes from .* were restored/

test('metadata that was not saved is there after a reload, beside what somebody else changed meanwhile', async ({
  app,
  page,
}) => {
  const dialog = app.dialog()
  await app.goTo('ferry-photos', 'data/')
  await app.choose('config.json', 'Edit metadata')
  await dialog.getByRole('combobox', { name: 'Cache-Control' }).fill('max-age=60')
  await page.keyboard.press('Tab')
  await dialog.getByRole('combobox', { name: 'Content-Language' }).fill('zh-CN')
  await page.keyboard.press('Tab')
  await dialog.getByText('Text', { exact: true }).click()
  const lines = dialog.getByRole('textbox', { name: 'HTTP headers and user metadata' })
  await lines.fill(`${await lines.inputValue()}\nnonsense`)
  await reload(page)
  const head = await app.oss.head({ at, signal: never })
  const headers = { ...head.headers, ...bytesOfEach({ 'Cache-Control': 'no-store', Expires: 'never' }) }
  await app.oss.put({ at, body: 'theirs', attributes: { headers, meta: head.meta }, signal: never })
  app.ferry.localOss.requests.clear()
  await app.choose('config.json', 'Edit metadata')
  await expect(dialog.getByText(restored)).toBeVisible()
  await expect(lines).toHaveValue(/nonsense$/)
  await lines.fill((await lines.inputValue()).replace('\nnonsense', ''))
  const row = (name: string) => dialog.getByRole('row', { name })
  await expect(row('Cache-Control')).toContainText('max-age=60')
  await expect(row('Cache-Control')).toContainText('no-store')
  await expect(row('Expires')).toContainText('Not changed')
  await expect(dialog.getByRole('button', { name: /^Save/ })).toBeDisabled()
  expect(await findings(page)).toEqual([])
  expect(await findingsWhereNarrow(page)).toEqual([])
  await dialog.getByRole('radio', { name: 'Keep the current value of Cache-Control' }).check()
  await dialog.getByRole('button', { name: 'Back to editing' }).click()
  await dialog.getByRole('button', { name: 'Save 1 change' }).click()
  await expect(app.job('config.json')).toContainText('Done')
  const after = await app.oss.head({ at, signal: never })
  expect(after.headers).toEqual({ ...headers, ...bytesOfEach({ 'Content-Language': 'zh-CN' }) })
  expect(await drafts(page)).toBeNull()
})

test('an edit of a folder, and a rule, are there after a reload, until they are discarded', async ({ app, page }) => {
  const dialog = app.dialog()
  const field = dialog.getByRole('combobox', { name: 'Cache-Control', exact: true })
  await app.goTo('ferry-photos')
  await app.choose('site', 'Edit metadata')
  await field.fill('max-age=60')
  await reload(page)
  await app.choose('site', 'Rules…')
  await dialog.getByRole('textbox', { name: 'Names' }).fill('*.html')
  await reload(page)
  await app.choose('data', 'Edit metadata')
  await expect(field).toHaveValue('')
  await expect(dialog.getByText(restored)).toHaveCount(0)
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await app.choose('site', 'Edit metadata')
  await expect(dialog.getByText(restored)).toBeVisible()
  await expect(field).toHaveValue('max-age=60')
  await dialog.getByRole('button', { name: 'Discard changes' }).click()
  await expect(field).toHaveValue('')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await app.choose('site', 'Rules…')
  await expect(dialog.getByRole('textbox', { name: 'Names' })).toHaveValue('*.html')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Discard', exact: true }).click()
  await expect(dialog).toBeHidden()
  expect(await drafts(page)).toBeNull()
})
