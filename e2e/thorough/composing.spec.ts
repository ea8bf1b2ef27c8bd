import type { Page } from '@playwright/test'
import { expect, test } from '../world.ts'

/** Keys that an input method takes for itself, as Chromium gives them to the page while it composes. */
async function compose(page: Page, key: 'Enter' | 'Escape'): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Input.imeSetComposition', { text: 'xi hu', selectionStart: 5, selectionEnd: 5 })
  await devtools.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key, code: key, windowsVirtualKeyCode: 229 })
  await devtools.send('Input.dispatchKeyEvent', { type: 'keyUp', key, code: key, windowsVirtualKeyCode: 229 })
  await devtools.send('Input.imeSetComposition', { text: '', selectionStart: 0, selectionEnd: 0 })
  await devtools.detach()
}

test('an input method’s Enter and Escape are no commands: address, palette, filter, new folder', async ({
  app,
  page,
}) => {
  await app.goTo('ferry-photos')
  await app.row('README.md').click()
  await page.keyboard.press('Control+l')
  const address = page.getByRole('textbox', { name: 'Address' })
  await address.fill('oss://ferry-photos/')
  await compose(page, 'Enter')
  await compose(page, 'Escape')
  await expect(address).toBeFocused()
  await expect(page).toHaveURL(/ferry-photos\/$/)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  const palette = page.getByRole('combobox')
  await expect(palette).toBeFocused()
  await compose(page, 'Enter')
  await compose(page, 'Escape')
  await expect(palette).toBeFocused()
})

test('Back and a reload ask before edited metadata is lost', async ({ app, page }) => {
  await app.goTo('ferry-photos')
  await app.goTo('ferry-photos', 'data/')
  await app.choose('config.json', 'Edit metadata')
  const field = app
    .dialog()
    .getByRole('combobox', { name: 'Cache-Control' })
    .or(app.dialog().getByRole('textbox', { name: 'Cache-Control' }))
  await field.first().fill('no-store')
  await page.goBack()
  await page.getByRole('button', { name: 'Keep editing' }).click()
  await expect(field.first()).toHaveValue('no-store')
  await expect(page).toHaveURL(/data\/$/)
  const asked = page.waitForEvent('dialog')
  void page.reload().catch(() => {})
  const question = await asked
  expect(question.type()).toBe('beforeunload')
  await question.dismiss()
  await expect(field.first()).toHaveValue('no-store')
  await page.goBack()
  await page.getByRole('button', { name: 'Discard' }).click()
  await expect(app.dialog()).toHaveCount(0)
  await expect(page).toHaveURL(/ferry-photos\/$/)
})
