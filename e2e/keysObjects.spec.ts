import { expect, test } from './keys.ts'
import { type App, place } from './world.ts'

const never = new AbortController().signal
const notes = place('ferry-backup', 'notes.txt')

async function makeVersions(app: App) {
  const bucket = { bucket: notes.bucket, region: notes.region }
  await app.oss.putVersioning({ bucket, status: 'Enabled', signal: never })
  for (const body of ['one', 'two']) await app.oss.put({ at: notes, body, attributes: {}, signal: never })
}
const textOf = async (app: App) => (await app.oss.get({ at: notes, signal: never })).text()

test('versions: shown, restored, copied, deleted for good, undeleted', async ({ app, keys, page }) => {
  await makeVersions(app)
  await app.goTo('ferry-backup')
  await keys.choose('notes.txt')
  await keys.command('Versions')
  const dialog = page.getByRole('dialog', { name: /^Versions of/ })
  await keys.act(dialog.getByRole('button', { name: /^Restore the version/ }))
  await expect(dialog.getByRole('listitem')).toHaveCount(3)
  expect(await textOf(app)).toBe('one')
  await keys.act(dialog.getByRole('button', { name: /^Copy the version/ }).nth(1))
  await keys.to(dialog.getByRole('textbox', { name: 'Key of the copy' }))
  await keys.retype('second.txt')
  await keys.act(dialog.getByRole('button', { name: 'Save', exact: true }))
  await expect.poll(() => app.keysOf('ferry-backup', 'second')).toEqual(['second.txt'])
  await keys.act(dialog.getByRole('button', { name: /for good$/ }).last())
  await keys.act(page.getByRole('dialog', { name: 'Delete this version for good?' }).getByRole('button').last())
  await expect(dialog.getByRole('listitem')).toHaveCount(2)
  await keys.press('Escape')
  await expect(dialog).toBeHidden()

  await keys.choose('notes.txt')
  await keys.press('Delete')
  await expect(app.dialog()).toContainText('It can be brought back')
  await keys.act(app.dialog().getByRole('button', { name: 'Delete notes.txt' }))
  await expect(app.row('notes.txt')).toHaveCount(0)
  await keys.here('Versions and deleted')
  await keys.act(keys.button('Undelete notes.txt'))
  await expect(page.getByText('notes.txt is back')).toBeVisible()
  expect(await textOf(app)).toBe('one')
})

test('versions: without versioning, or the right to delete one, it says so', async ({ app, keys, page, ferry }) => {
  await app.goTo('ferry-photos', 'site/')
  await keys.choose('index.html')
  await keys.command('Versions')
  await expect(app.dialog()).toContainText('Versioning is off in this bucket')
  await keys.press('Escape')
  await makeVersions(app)
  ferry.localOss.faults.add({ op: 'DeleteObject', error: { code: 'AccessDenied' } })
  await app.goTo('ferry-backup')
  await keys.choose('notes.txt')
  await keys.command('Versions')
  await keys.act(
    app
      .dialog()
      .getByRole('button', { name: /for good$/ })
      .last(),
  )
  await keys.act(page.getByRole('dialog', { name: 'Delete this version for good?' }).getByRole('button').last())
  await expect(app.dialog()).toContainText('oss:DeleteObject')
})

test('delete: it says what it means, and is a job; what may not be deleted says why', async ({ app, keys, ferry }) => {
  const cold = { storageClass: 'ColdArchive' } as const
  await app.oss.put({ at: place('ferry-photos', 'data/cold.bin'), body: 'x', attributes: cold, signal: never })
  await app.goTo('ferry-photos', 'data/')
  await keys.choose('config.json')
  await keys.press('Delete')
  await expect(app.dialog()).toContainText('gone for good')
  await keys.press('Escape')
  await expect(app.dialog()).toBeHidden()
  expect(app.writes()).toEqual(['PutObject'])
  await keys.choose('cold.bin')
  await keys.press('Delete')
  await expect(app.dialog()).toContainText('minimum')
  ferry.localOss.faults.add({ op: 'DeleteObject', times: 1, error: { code: 'AccessDenied' } })
  await keys.act(app.dialog().getByRole('button', { name: 'Delete cold.bin' }))
  const job = app.job('cold.bin')
  await keys.act(job.getByRole('button', { name: 'Start' }))
  await expect(job).toContainText('Not allowed')
  await keys.act(job.getByRole('button', { name: 'Retry failed' }))
  await expect(job).toContainText('Done')
  await expect(app.row('cold.bin')).toHaveCount(0)
})

test('new folder: made, and refused where the name is taken or wrong', async ({ app, keys, page }) => {
  await app.goTo('ferry-photos', 'data/')
  await expect(app.row('config.json')).toBeVisible()
  await keys.act(keys.button('New folder'))
  await expect(app.dialog().getByRole('textbox')).toBeFocused()
  await keys.type('../up')
  await expect(app.dialog()).toContainText('No level can be called . or ..')
  await keys.press('Enter')
  await keys.retype('a/b')
  await keys.press('Enter')
  await expect(app.dialog()).toBeHidden()
  await expect(app.row('a/')).toBeVisible()
  await keys.act(keys.button('New folder'))
  await keys.type('a/b')
  await keys.press('Enter')
  await expect(app.dialog()).toContainText('That name is taken here')
  await keys.press('Escape')
  await expect(app.dialog()).toBeHidden()
  await expect(page.getByRole('button', { name: 'New folder' })).toBeFocused()
})

test('symlink: made, shown with its target, and refused from a link', async ({ app, keys, page }) => {
  await app.goTo('ferry-photos')
  await keys.choose('README.md')
  await keys.command('New symlink')
  await expect(app.dialog().getByRole('textbox')).toBeFocused()
  await keys.retype('README.md')
  await expect(app.dialog()).toContainText('A link cannot be its own target')
  await keys.retype('latest.png')
  await keys.press('Enter')
  await expect(app.dialog()).toContainText('That name is taken here')
  await keys.retype('read me')
  await keys.press('Enter')
  await expect(app.row('read me')).toContainText('Symlink')
  await keys.choose('read me')
  await keys.press('i')
  await expect(page.getByRole('complementary', { name: 'Details' })).toContainText('README.md')
  await keys.command('New symlink')
  await expect(page.getByRole('option', { name: /^New symlink/ })).toContainText('cannot point to a symlink')
})

test('unfinished uploads: listed, aborted after a question; what may not be aborted says why', async ({
  app,
  keys,
  page,
  ferry,
}) => {
  const key = 'half/船.bin'
  await app.oss.initiate({ at: place('ferry-backup', key), attributes: {}, signal: never })
  await app.goTo('ferry-backup')
  await keys.choose('photos')
  await keys.here('Unfinished uploads')
  const fault = ferry.localOss.faults.add({ op: 'AbortMultipartUpload', error: { code: 'AccessDenied' } })
  const abort = async () => {
    await keys.act(keys.button(`Abort the upload of ${key}`))
    await keys.act(page.getByRole('dialog', { name: 'Abort 1 upload?' }).getByRole('button').last())
  }
  await abort()
  await expect(app.dialog().first()).toContainText('oss:AbortMultipartUpload')
  fault.remove()
  await abort()
  await expect(page.getByText('There are no unfinished uploads.')).toBeVisible()
  expect(await app.oss.listUploads({ at: place('ferry-backup', ''), signal: never })).toEqual([])
})

test('share: a public and a signed URL, its life, the QR code, many as a list', async ({ app, keys, page }) => {
  await app.goTo('ferry-photos', 'data/')
  await keys.choose('config.json')
  await keys.command('Share')
  const url = app.dialog().getByRole('textbox', { name: 'URL' })
  await expect(url).toHaveValue(/x-oss-expires=3600/)
  await expect(app.dialog().getByRole('img', { name: 'QR code' })).toBeVisible()
  await keys.to(app.dialog().getByRole('textbox', { name: 'Valid for' }))
  await keys.retype('8')
  await keys.pick(app.dialog().getByRole('combobox', { name: 'Unit' }), 'days')
  await expect(app.dialog()).toContainText('at most 7 days')
  await keys.to(app.dialog().getByRole('textbox', { name: 'Valid for' }), 'Shift+Tab')
  await keys.retype('7')
  await expect(url).toHaveValue(/x-oss-expires=604800/)
  await keys.to(app.dialog().getByRole('radio', { name: 'Signed URL' }), 'Shift+Tab')
  await keys.press('ArrowRight')
  await expect(app.dialog()).toContainText('the URL answers 403')
  await keys.press('Escape')
  await keys.choose('config.json')
  await keys.press('ControlOrMeta+a')
  await keys.command('Share')
  await expect.poll(async () => (await url.inputValue()).split('\n').length).toBeGreaterThan(3)
  const download = page.waitForEvent('download')
  await keys.act(app.dialog().getByRole('button', { name: 'Save as a file' }))
  expect((await download).suggestedFilename()).toBe('urls.txt')
})
