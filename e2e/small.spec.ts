import { expect, place, test } from './world.ts'

const never = new AbortController().signal

test('a new folder is made, and one that is there already is not', async ({ app, page }) => {
  await app.goTo('ferry-backup')
  await page.getByRole('button', { name: 'New folder' }).click()
  const name = app.dialog().getByRole('textbox', { name: 'Folder name' })
  await name.fill('a//b')
  await expect(app.dialog().getByText("A folder name can't be empty")).toBeVisible()
  await name.fill('二〇二六')
  await page.keyboard.press('Enter')
  await expect(app.row('二〇二六')).toBeVisible()
  expect(await app.headOf('ferry-backup', '二〇二六/')).toMatchObject({ size: 0 })
  await page.getByRole('button', { name: 'New folder' }).click()
  await name.fill('二〇二六')
  await page.keyboard.press('Enter')
  await expect(app.dialog().getByText('A folder of that name exists')).toBeVisible()
})

test('an archived object is restored for a rename, which goes on by itself, and for a reader, who sees it', async ({
  app,
  ferry,
}) => {
  const key = 'archive/2020 账目.csv'
  ferry.localOss.settings.restoreMilliseconds = 1500
  await app.goTo('ferry-photos', 'archive/')
  await app.rename('2019 账目.csv', '2020 账目.csv')
  const job = app.job(/^Rename/)
  await job.getByRole('button', { expanded: false }).first().click()
  await job.getByRole('button', { name: 'Restore first, then continue…' }).click()
  await job.getByRole('button', { name: 'Restore and continue' }).click()
  await expect(job.locator('.job-state')).toHaveText('Done', { timeout: 15_000 })
  expect(await app.keysOf('ferry-photos', 'archive/20')).toEqual([key])

  // Its class is what it was: under the new name it is archived.
  await app.choose('2020 账目.csv', 'Restore…')
  const days = app.dialog().getByRole('textbox', { name: 'Days to keep readable' })
  await days.fill('8')
  await expect(app.dialog().getByText('Enter a whole number from 1 to 7')).toBeVisible()
  await days.fill('2')
  await app.dialog().getByRole('button', { name: 'Restore' }).click()
  await expect(app.row('2020').getByText('Restoring')).toBeVisible()
  await expect(app.job(/^Restore/)).toContainText('Done', { timeout: 15_000 })
  await expect(app.row('2020').getByText('Restored')).toBeVisible()
  expect((await app.headOf('ferry-photos', key))?.restore?.ongoing).toBe(false)
})

test('what is not archived has nothing to restore, and the menu says so', { tag: '@thorough' }, async ({ app }) => {
  await app.goTo('ferry-photos', 'site/')
  await app.row('index.html').click({ button: 'right' })
  await expect(await app.entry('Restore…')).toHaveAttribute('aria-disabled', 'true')
})

test('a symlink is made, its target shown and followed', async ({ app, page }) => {
  await app.goTo('ferry-photos', 'data/')
  await app.choose('config.json', 'New symlink…')
  const name = app.dialog().getByRole('textbox', { name: 'Symlink name' })
  await name.fill('data/config.json')
  await expect(app.dialog().getByText("A symlink can't point to itself")).toBeVisible()
  await name.fill('site/current')
  await app.dialog().getByRole('button', { name: 'Create' }).click()
  await expect(app.dialog()).toBeHidden()
  expect(await app.oss.getSymlink({ at: place('ferry-photos', 'site/current'), signal: never })).toBe(
    'data/config.json',
  )
  await app.goTo('ferry-photos', 'site/')
  await app.row('current').click()
  await page.getByRole('button', { name: 'Details' }).click()
  const details = page.getByRole('complementary', { name: 'Details' })
  await expect(details).toContainText('data/config.json')
  await details.getByRole('link', { name: 'Go to target' }).click()
  await expect(app.row('config.json')).toBeVisible()
})
