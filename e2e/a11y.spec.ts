import { findings } from './axe.ts'
import { expect, test } from './world.ts'

test('sign-in', async ({ page, ferry }) => {
  await page.goto(ferry.url)
  await expect(page.getByRole('button', { name: 'Try it on this computer' })).toBeVisible()
  expect(await findings(page)).toEqual([])
})

test('listing, dialogs and a running job', async ({ app, page, ferry }) => {
  await app.goTo('ferry-photos', 'videos/')
  await expect(app.row('4K')).toBeVisible()
  expect(await findings(page)).toEqual([])
  await app.choose('4K', 'Edit metadata')
  await expect(app.dialog().getByRole('button', { name: 'Add metadata' })).toBeVisible()
  expect(await findings(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(app.dialog()).toBeHidden()
  ferry.localOss.settings.copySpeed = 20_000_000
  await app.choose('4K', 'Copy to…')
  expect(await findings(page)).toEqual([])
  await app.transfer('oss://ferry-backup/')
  await app.job('4K').getByRole('button', { expanded: false }).first().click()
  await expect(page.getByText(/of 96 parts/)).toBeVisible()
  expect(await findings(page)).toEqual([])
})
