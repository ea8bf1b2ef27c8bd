import type { Page } from '@playwright/test'
import { expect, place, test } from './world.ts'

const never = new AbortController().signal

test('a signed URL opens the object without a key, and says what it gives away', async ({ app, page }) => {
  await app.goTo('ferry-photos', 'data/')
  await app.choose('config.json', 'Share…')
  const url = app.dialog().getByRole('textbox', { name: 'URL' })
  await expect(url).toHaveValue(/x-oss-expires=3600/)
  await expect(app.dialog().getByText(/AccessKey ID \(never the secret\)/)).toBeVisible()
  await expect(app.dialog().getByRole('img', { name: 'QR code' })).toBeVisible()
  const answer = await opened(page, await url.inputValue())
  expect(answer).toEqual([200, expect.stringContaining('berths')])

  await app.dialog().getByRole('textbox', { name: 'Expires in' }).fill('8')
  await app.dialog().getByRole('combobox', { name: 'Unit' }).click()
  await page.getByTitle('days', { exact: true }).last().click()
  await expect(app.dialog().getByText('up to 7 days')).toBeVisible()
  await expect(url).toBeHidden()
  await app.dialog().getByRole('textbox', { name: 'Expires in' }).fill('7')
  await expect(url).toHaveValue(/x-oss-expires=604800/)
})

test('a public URL says whether it opens', async ({ app, page }) => {
  await app.goTo('ferry-photos', 'data/')
  await app.choose('config.json', 'Share…')
  await app.dialog().getByText('Public URL').click()
  await expect(app.dialog().getByText(/the URL returns 403/)).toBeVisible()
  await app.oss.putAcl({ at: place('ferry-photos', 'data/config.json'), acl: 'public-read', signal: never })
  await page.keyboard.press('Escape')
  await page.reload()
  await app.choose('config.json', 'Share…')
  await app.dialog().getByText('Public URL').click()
  await expect(app.dialog().getByText(/anyone can open it/)).toBeVisible()
  const url = await app.dialog().getByRole('textbox', { name: 'URL' }).inputValue()
  expect((await opened(page, url))[0]).toBe(200)
})

test('a prefix becomes a list to copy or save', { tag: '@thorough' }, async ({ app, page }) => {
  await app.goTo('ferry-photos')
  await app.choose('photos', 'Share…')
  const listed = await app.keysOf('ferry-photos', 'photos/')
  const urls = app.dialog().getByRole('textbox', { name: 'URL' })
  await expect.poll(async () => (await urls.inputValue()).split('\n').length).toBe(listed.length)
  const download = page.waitForEvent('download')
  await app.dialog().getByRole('button', { name: 'Save as file' }).click()
  expect((await download).suggestedFilename()).toBe('urls.txt')
})

/** As a person without a key opens it: in a browser, which resolves `*.localhost`. */
async function opened(page: Page, url: string): Promise<[status: number | undefined, text: string]> {
  const tab = await page.context().newPage()
  const answer = await tab.goto(url)
  const read = [answer?.status(), (await answer?.text()) ?? ''] as [number | undefined, string]
  await tab.close()
  return read
}
