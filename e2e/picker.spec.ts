import { regions } from '../src/i18n/regions.ts'
import { expect, test } from './keys.ts'
import { type App, place } from './world.ts'

const never = new AbortController().signal
const filterOf = (app: App) => app.dialog().getByRole('combobox', { name: 'Filter buckets and folders' })
const destinationOf = (app: App) => app.dialog().getByRole('textbox', { name: 'Destination' })
const option = (app: App, name: string | RegExp) => app.dialog().getByRole('option', { name })

test('the destination is found, gone into and left by keys alone, and the copy begins', async ({ app, keys }) => {
  await app.goTo('ferry-photos')
  await keys.choose('README.md')
  await keys.command('Copy to…')
  await expect(filterOf(app)).toBeFocused()
  await keys.type('backup')
  await expect(option(app, /^ferry-/)).toHaveCount(1)
  await keys.press('Enter')
  await expect(destinationOf(app)).toHaveValue('oss://ferry-backup/')
  await expect(filterOf(app)).toHaveValue('')
  await keys.type('pho')
  await expect(option(app, 'photos').first()).toHaveAttribute('aria-selected', 'true')
  await keys.press('Enter')
  await expect(destinationOf(app)).toHaveValue('oss://ferry-backup/photos/')
  await keys.press('ArrowDown', 'ArrowDown', 'ArrowUp')
  const active = await filterOf(app).getAttribute('aria-activedescendant')
  await expect(app.page.locator(`[id="${active}"]`)).toHaveAttribute('aria-selected', 'true')
  await keys.press('Backspace')
  await expect(destinationOf(app)).toHaveValue('oss://ferry-backup/')
  // What is typed goes first, and then the dialog.
  await keys.type('nowhere')
  await expect(app.dialog()).toContainText('No place matches “nowhere”')
  await keys.press('Escape')
  await expect(filterOf(app)).toHaveValue('')
  await keys.press('Enter')
  await expect(app.job('README.md')).toContainText('Done')
  expect(await app.keysOf('ferry-backup', 'README')).toEqual(['README.md'])
})

test('all buckets can be looked through: the destination stays, and nothing is called wrong', {
  tag: '@thorough',
}, async ({ app }) => {
  await app.goTo('ferry-photos')
  await app.choose('README.md', 'Copy to…')
  await option(app, /^ferry-backup/).click()
  await app.dialog().getByRole('button', { name: 'All buckets' }).click()
  await expect(option(app, /^ferry-backup/)).toBeVisible()
  await expect(destinationOf(app)).toHaveValue('oss://ferry-backup/')
  await expect(destinationOf(app)).toHaveAttribute('aria-invalid', 'false')
  await app.dialog().getByRole('button', { name: 'Copy README.md' }).click()
  await expect(app.job('README.md')).toContainText('Done')
})

test('what is typed is called wrong when one has finished', { tag: '@thorough' }, async ({ app, page }) => {
  await app.goTo('ferry-photos')
  await app.choose('README.md', 'Copy to…')
  await destinationOf(app).click()
  await page.keyboard.press('ControlOrMeta+a')
  const wrongs: string[] = []
  for (const letter of 'oss://ferry-backup/x/') {
    await page.keyboard.type(letter)
    if ((await destinationOf(app).getAttribute('aria-invalid')) === 'true') wrongs.push(letter)
  }
  expect(wrongs).toEqual([])
  await destinationOf(app).fill('oss://nobody-has-this/')
  await expect(app.dialog()).toContainText('This account has no such bucket')
  await destinationOf(app).fill('oss:')
  await page.keyboard.press('Tab')
  await expect(app.dialog()).toContainText('Use the form oss://bucket/folder/')
})

test('a bucket of another region says why, and choosing it switches the relay on', async ({ app }) => {
  await app.goTo('ferry-photos')
  await app.choose('README.md', 'Copy to…')
  const north = option(app, /^ferry-qingdao/)
  await expect(north).toContainText('China (Qingdao)')
  await expect(north).toContainText('Relay')
  await expect(app.dialog()).toContainText('OSS copies within one region only')
  await north.click()
  const relay = app.dialog().getByRole('checkbox', { name: 'Relay through this computer' })
  await expect(relay).toBeChecked()
  await expect(app.dialog()).toContainText('ferry-qingdao is in China (Qingdao), and OSS copies within one region only')
  await expect(app.dialog()).toContainText(/each way/)
  // Also below it; a bucket of that region that is only typed has to be said.
  await destinationOf(app).fill('oss://ferry-qingdao/below/')
  await expect(relay).toBeChecked()
  // For a bucket that needs none it is off again.
  await app.dialog().getByRole('button', { name: 'All buckets' }).click()
  await option(app, /^ferry-backup/).click()
  await expect(relay).toHaveCount(0)
  await app.dialog().getByRole('button', { name: 'All buckets' }).click()
  await option(app, /^ferry-qingdao/).click()
  await app.dialog().getByRole('button', { name: 'Copy README.md' }).click()
  await expect(app.job('README.md')).toContainText('Done')
  expect(app.writes()).toEqual(['PutObject'])
})

test('a folder is made on the way, refused where its name is taken, and takes the copy', async ({ app, keys }) => {
  await app.goTo('ferry-photos')
  await keys.choose('README.md')
  await keys.command('Copy to…')
  await expect(filterOf(app)).toBeFocused()
  await keys.type('backup')
  await keys.press('Enter')
  await keys.act(app.dialog().getByRole('button', { name: 'New folder' }), 'Shift+Tab')
  const name = app.dialog().getByRole('textbox', { name: 'Name of the new folder' })
  await expect(name).toBeFocused()
  await keys.type('../up')
  await keys.press('Enter')
  await expect(app.dialog()).toContainText('be named . or ..')
  await keys.retype('船/new')
  await keys.press('Enter')
  await expect(destinationOf(app)).toHaveValue('oss://ferry-backup/船/new/')
  await expect(filterOf(app)).toBeFocused()
  await keys.press('Enter')
  await expect(app.job('README.md')).toContainText('Done')
  expect(await app.keysOf('ferry-backup', '船/')).toEqual(['船/new/', '船/new/README.md'])
})

test('where one copied to last, and what one marked, come first', async ({ app, page }) => {
  await app.goTo('ferry-backup', 'kept/')
  await page.getByRole('button', { name: 'Favorite' }).click()
  await app.goTo('ferry-photos')
  await app.choose('README.md', 'Copy to…')
  await app.transfer('oss://ferry-backup/elsewhere/')
  await expect(app.job('README.md')).toContainText('Done')
  await app.choose('README.md', 'Copy to…')
  await expect(option(app, /./).first()).toContainText('oss://ferry-backup/kept/')
  await expect(option(app, /./).nth(1)).toContainText('oss://ferry-backup/elsewhere/')
  await option(app, 'elsewhere').click()
  await expect(destinationOf(app)).toHaveValue('oss://ferry-backup/elsewhere/')
})

test('among hundreds of buckets the list stays small, and what is typed finds', { tag: '@thorough' }, async ({
  app,
  page,
}) => {
  const names = Object.keys(regions)
  const make = (n: number) =>
    app.oss.putBucket({ bucket: { bucket: `team-${n}`, region: names[n % names.length] as string }, signal: never })
  await Promise.all(Array.from({ length: 600 }, (_, n) => make(n)))
  await app.goTo('ferry-photos')
  await page.reload()
  await app.choose('README.md', 'Move to…')
  await expect(option(app, /^team-/).first()).toHaveAttribute('aria-setsize', /^60\d$/)
  expect(await app.dialog().getByRole('option').count()).toBeLessThan(40)
  // Typed anywhere in it.
  await app.dialog().getByRole('button', { name: 'All buckets' }).focus()
  await page.keyboard.type('team-431')
  await expect(app.dialog().getByRole('option')).toHaveCount(1)
})

test('an upload goes elsewhere when another place is chosen', { tag: '@thorough' }, async ({ app, page }) => {
  await app.goTo('ferry-photos')
  await page.getByRole('button', { name: 'Upload' }).click()
  await app.dialog().getByRole('button', { name: 'Change…' }).click()
  await option(app, /^ferry-backup/).click()
  await expect(app.dialog()).toContainText('Upload to oss://ferry-backup/')
  await page.addInitScript(() => {})
  await page.evaluate(() => Object.assign(window, { showOpenFilePicker: undefined }))
  const chooser = page.waitForEvent('filechooser')
  await app.dialog().getByRole('button', { name: 'Select files…' }).click()
  await (await chooser).setFiles({ name: 'new.txt', mimeType: 'text/plain', buffer: Buffer.from('new') })
  await expect(app.job('new.txt')).toContainText('Done')
  expect(await app.textOf('ferry-backup', 'new.txt')).toBe('new')
})

test('a level that may not be read says so, and another place can be chosen', { tag: '@thorough' }, async ({
  app,
  ferry,
}) => {
  await app.oss.put({ at: place('ferry-backup', 'closed/x'), body: 'x', attributes: {}, signal: never })
  await app.goTo('ferry-photos')
  await app.choose('README.md', 'Copy to…')
  const fault = ferry.localOss.faults.add({ op: 'ListObjectsV2', error: { code: 'AccessDenied' } })
  await option(app, /^ferry-backup/).click()
  await expect(app.dialog()).toContainText('oss:ListObjects')
  fault.remove()
  await app.dialog().getByRole('button', { name: 'Try again' }).click()
  await expect(option(app, 'closed')).toBeVisible()
})
