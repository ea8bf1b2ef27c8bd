import { findings } from '../axe.ts'
import { expect, held, test } from '../world.ts'

test('the size of a prefix is counted by keys alone: in the details by class, and in its row', async ({
  app,
  page,
}) => {
  await app.goTo('ferry-photos')
  await app.row('README.md').waitFor()
  await page.keyboard.type('arch')
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox', { name: 'Commands' })).toBeFocused()
  await page.keyboard.type('calculate')
  await page.keyboard.press('Enter')
  const details = page.getByRole('complementary', { name: 'Details' })
  await expect(details).toContainText('Total with subfolders')
  await expect(details).toContainText('Archive')
  await expect(app.row('archive').locator('.cell-size')).not.toHaveText('–')
  await expect(app.row('videos').locator('.cell-size')).toHaveText('–')
  expect(await findings(page)).toEqual([])
})

test('several prefixes and objects are counted together; an object alone needs no counting, and says so', async ({
  app,
  page,
}) => {
  await app.goTo('ferry-photos')
  await app.row('photos').locator('[data-check]').click()
  await app.row('site').locator('[data-check]').click()
  await app.row('README.md').locator('[data-check]').click()
  await app.row('site').click({ button: 'right', modifiers: [] })
  await (await app.entry('Calculate size')).click()
  const details = page.getByRole('complementary', { name: 'Details' })
  await expect(details.getByText('18 objects', { exact: true }).first()).toBeVisible()
  await app.row('README.md').click()
  await app.row('README.md').click({ button: 'right' })
  await expect(await app.entry('Calculate size')).toHaveAttribute(
    'title',
    'Select a folder; the size of an object is in the list',
  )
})

test('a count can be stopped and says that there is more; a job forgets what it touched', async ({ app, page }) => {
  await app.goTo('ferry-photos')
  await app.row('site').waitFor()
  const { hold, letGo } = held()
  const fault = app.ferry.localOss.faults.add({ op: 'ListObjectsV2', hold })
  await app.choose('site', 'Calculate size')
  const details = page.getByRole('complementary', { name: 'Details' })
  await details.getByRole('button', { name: 'Stop' }).click()
  await expect(details).toContainText('there is more')
  fault.remove()
  letGo()
  await details.getByRole('button', { name: 'Recalculate' }).click()
  await expect(details.getByText('5 objects', { exact: true }).first()).toBeVisible()
  await app.row('README.md').dragTo(app.row('site'))
  await expect(app.job('README.md')).toContainText('Done')
  await app.row('site').click()
  await expect(details.getByRole('button', { name: 'Calculate size' })).toBeVisible()
})

test('a look at what a deletion takes along does not stop a count that was asked for', async ({ app, page }) => {
  await app.goTo('ferry-photos')
  const { hold, letGo } = held()
  await expect(app.row('site')).toBeVisible()
  app.ferry.localOss.faults.add({ op: 'ListObjectsV2', hold })
  await app.choose('site', 'Calculate size')
  const details = page.getByRole('complementary', { name: 'Details' })
  await expect(details.getByRole('button', { name: 'Stop' })).toBeVisible()
  await app.choose('site', 'Delete')
  await expect(app.dialog()).toContainText('Everything in the folder is deleted')
  await page.keyboard.press('Escape')
  await expect(app.dialog()).toHaveCount(0)
  letGo()
  await expect(details.getByText('5 objects', { exact: true }).first()).toBeVisible()
  await expect(details).not.toContainText('there is more')
})
