import { bytesOfEach } from '../src/oss/headerBytes.ts'
import { type App, expect, place, test } from './world.ts'

const never = new AbortController().signal
const at = place('ferry-backup', 'notes.txt')

/** Three contents and a delete. */
async function makeVersions(app: App) {
  await app.oss.putVersioning({ bucket: { bucket: at.bucket, region: at.region }, status: 'Enabled', signal: never })
  const attributes = { headers: bytesOfEach({ 'Content-Type': 'text/plain' }), meta: bytesOfEach({ author: '李白' }) }
  for (const body of ['one', 'two']) await app.oss.put({ at, body, attributes, signal: never })
}
const textOf = async (app: App) => (await app.oss.get({ at, signal: never })).text()

test('an old version is restored, copied and deleted for good', async ({ app, page }) => {
  await makeVersions(app)
  await app.goTo('ferry-backup')
  await app.choose('notes.txt', 'Versions…')
  const dialog = page.getByRole('dialog', { name: /^Versions of/ })
  await expect(dialog.getByRole('listitem')).toHaveCount(2)
  await dialog.getByRole('button', { name: /^Restore the version/ }).click()
  await expect(dialog.getByRole('listitem')).toHaveCount(3)
  expect(await textOf(app)).toBe('one')
  expect(await app.headOf('ferry-backup', 'notes.txt')).toMatchObject({ meta: bytesOfEach({ author: '李白' }) })

  await dialog
    .getByRole('button', { name: /^Copy the version/ })
    .nth(1)
    .click()
  await dialog.getByRole('textbox', { name: 'Name of the copy' }).fill('../second.txt')
  await expect(dialog.getByRole('button', { name: 'Save', exact: true })).toBeDisabled()
  await dialog.getByRole('textbox', { name: 'Name of the copy' }).fill('second.txt')
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await expect.poll(() => app.keysOf('ferry-backup', 'second')).toEqual(['second.txt'])

  const copyAgain = async () => {
    await dialog
      .getByRole('button', { name: /^Copy the version/ })
      .first()
      .click()
    await dialog.getByRole('textbox', { name: 'Name of the copy' }).fill('second.txt')
    await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  }
  await copyAgain()
  const question = page.getByRole('dialog', { name: /second\.txt.* already exists/ })
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect(question).toBeHidden()
  expect(app.writes().filter((op) => op === 'CopyObject')).toHaveLength(2)
  expect(await app.textOf('ferry-backup', 'second.txt')).toBe('two')

  await copyAgain()
  await question.getByRole('button', { name: 'Replace' }).click()
  await expect.poll(() => app.textOf('ferry-backup', 'second.txt')).toBe('one')
  await expect(question).toBeHidden()

  await dialog
    .getByRole('button', { name: /^Permanently delete/ })
    .last()
    .click()
  await page.getByRole('button', { name: 'Delete permanently', exact: true }).last().click()
  await expect(dialog.getByRole('listitem')).toHaveCount(2)
  expect(await textOf(app)).toBe('one')
})

test('a deleted object is found by its prefix and undeleted', async ({ app, page }) => {
  await makeVersions(app)
  await app.oss.remove({ at, signal: never })
  await app.goTo('ferry-backup')
  await page.getByRole('button', { name: 'More options' }).click()
  await page.getByRole('menuitem', { name: /^Versions and deleted/ }).click()
  await page.getByRole('button', { name: 'Undelete notes.txt' }).click()
  await expect(page.getByText('“notes.txt” was restored')).toBeVisible()
  expect(await textOf(app)).toBe('two')
})

test('without versioning it says that nothing comes back, and leads to where it is turned on', {
  tag: '@thorough',
}, async ({ app, page }) => {
  await app.goTo('ferry-photos', 'site/')
  await app.choose('index.html', 'Versions…')
  await expect(page.getByText('Versioning is off in this bucket')).toBeVisible()
  await page.getByRole('button', { name: 'Bucket settings…' }).click()
  const settings = page.getByRole('dialog', { name: 'Settings of ferry-photos' })
  await expect(settings.getByRole('tab', { name: 'Versioning' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(settings).toHaveCount(0)
  await expect(page.getByText('Versioning is off in this bucket')).toBeVisible()
})

test('unfinished uploads are listed and aborted', async ({ app, page }) => {
  const key = 'half/船.bin'
  await app.oss.initiate({ at: place('ferry-backup', key), attributes: {}, signal: never })
  await app.goTo('ferry-backup')
  await page.getByRole('button', { name: 'More options' }).click()
  await page.getByRole('menuitem', { name: 'Incomplete uploads…' }).click()
  await page.getByRole('button', { name: `Abort the upload of ${key}` }).click()
  await page.getByRole('button', { name: 'Abort', exact: true }).last().click()
  await expect(page.getByText('There are no incomplete uploads.')).toBeVisible()
  expect(await app.oss.listUploads({ at: place('ferry-backup', ''), signal: never })).toEqual([])
})

test('a version is copied to another bucket, which is chosen as everywhere', { tag: '@thorough' }, async ({
  app,
  page,
}) => {
  await makeVersions(app)
  await app.goTo('ferry-backup')
  await app.choose('notes.txt', 'Versions…')
  const dialog = page.getByRole('dialog', { name: /^Versions of/ })
  await dialog
    .getByRole('button', { name: /^Copy the version/ })
    .nth(1)
    .click()
  await dialog.getByRole('button', { name: 'Change…' }).click()
  await dialog.getByRole('combobox').fill('photos')
  await page.keyboard.press('Enter')
  await expect(dialog.locator('code', { hasText: 'oss://ferry-photos/' })).toBeVisible()
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await expect.poll(() => app.keysOf('ferry-photos', 'notes')).toEqual(['notes (1).txt'])
  expect(await app.textOf('ferry-photos', 'notes (1).txt')).toBe('one')
})
