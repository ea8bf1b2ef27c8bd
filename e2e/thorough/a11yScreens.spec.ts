import type { Page } from '@playwright/test'
import { findings } from '../axe.ts'
import { type App, expect, place, test } from '../world.ts'

const never = new AbortController().signal

/** A test has many screens. */
test.describe.configure({ timeout: 120_000 })

const pdf = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
trailer<</Root 1 0 R>>
%%EOF`

/** Axe on what is open now; `name` tells which screen it was. */
async function look(page: Page, name: string) {
  expect([name, ...(await findings(page))]).toEqual([name])
}

async function shut(app: App) {
  // A question that is still going takes the key for itself.
  await expect(async () => {
    await app.page.keyboard.press('Escape')
    await expect(app.dialog()).toBeHidden({ timeout: 1000 })
  }).toPass()
}

async function here(app: App, entry: RegExp) {
  await app.page.getByRole('button', { name: 'More options' }).click()
  await app.page.getByRole('menuitem', { name: entry }).click()
  await expect(app.dialog()).toBeVisible()
}

test('places: buckets, list, pictures, nothing found, menus, commands, keys', async ({ app, page }) => {
  await look(page, 'buckets')
  await page.getByRole('button', { name: 'New bucket' }).click()
  await app.dialog().getByRole('textbox', { name: 'Name' }).fill('No_')
  await look(page, 'new bucket')
  await shut(app)
  await app.goTo('ferry-photos', 'photos/2023/西湖/')
  await app.row('冬 断桥.png').click({ button: 'right' })
  await look(page, 'context menu')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'View' }).click()
  await look(page, 'view menu')
  await page.getByRole('menuitem', { name: 'Thumbnails' }).click()
  await expect(page.locator('.thumbnail img')).toHaveCount(4)
  await look(page, 'pictures')
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox', { name: 'Commands' })).toBeVisible()
  await look(page, 'palette')
  await shut(app)
  await page.keyboard.press('?')
  await expect(app.dialog()).toBeVisible()
  await look(page, 'keys')
  await shut(app)
  await page.getByRole('searchbox', { name: 'Filter' }).fill('no such thing')
  await look(page, 'nothing found')
})

test('where to: buckets as a list, a filter that leaves nothing, the picker at every step', async ({ app, page }) => {
  await page.getByRole('button', { name: 'View' }).click()
  await page.getByRole('menuitem', { name: 'List' }).click()
  await look(page, 'buckets as a list')
  await page.getByRole('searchbox', { name: 'Filter buckets' }).fill('no such bucket')
  await page.getByRole('searchbox', { name: 'Find a place' }).fill('no such bucket')
  await look(page, 'no bucket found')
  await page.getByRole('searchbox', { name: 'Find a place' }).fill('')
  await app.goTo('ferry-photos')
  await app.choose('README.md', 'Copy to…')
  const filter = app.dialog().getByRole('combobox', { name: 'Filter buckets and folders' })
  await expect(filter).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await look(page, 'picker: buckets')
  await app
    .dialog()
    .getByRole('option', { name: /^ferry-backup/ })
    .click()
  await expect(app.dialog().getByRole('option', { name: 'photos' })).toBeVisible()
  await look(page, 'picker: prefixes')
  await page.keyboard.type('o')
  await look(page, 'picker: found')
  await filter.fill('no such place')
  await look(page, 'picker: nothing found')
  await app.dialog().getByRole('button', { name: 'New folder' }).click()
  await page.keyboard.press('Enter')
  await expect(app.dialog()).toContainText('Enter a name')
  await look(page, 'picker: new folder')
  await page.keyboard.press('Escape')
  await filter.fill('qingdao')
  await page.keyboard.press('Enter')
  await expect(app.dialog().getByRole('checkbox', { name: 'Relay through this computer' })).toBeChecked()
  await look(page, 'picker: relay')
  await shut(app)
  await page.getByRole('button', { name: 'Upload' }).click()
  await app.dialog().getByRole('button', { name: 'Change…' }).click()
  await expect(app.dialog().getByRole('option').first()).toBeVisible()
  await look(page, 'upload elsewhere')
})

test('dialogs of objects', async ({ app, page }) => {
  await app.goTo('ferry-photos', 'site/')
  for (const entry of ['Copy to…', 'Move to…', 'Rename', 'Edit metadata', 'New symlink…', 'Delete']) {
    await app.choose('index.html', entry)
    await expect(app.dialog().getByRole('button').last()).toBeVisible()
    await look(page, entry)
    await shut(app)
  }
  await page.getByRole('button', { name: 'New folder' }).click()
  await app.dialog().getByRole('textbox').fill('/')
  await look(page, 'new folder')
  await shut(app)
  await app.goTo('ferry-photos')
  await app.choose('archive', 'Restore…')
  await app.dialog().getByRole('textbox').fill('0')
  await look(page, 'restore')
  await shut(app)
  await app.choose('photos', 'Share…')
  await expect(app.dialog().getByRole('textbox', { name: 'URL' })).toBeVisible()
  await look(page, 'share many')
  await app.dialog().getByText('Public URL').click()
  await look(page, 'share publicly')
})

test('versions, unfinished uploads and bucket settings', async ({ app, page }) => {
  const at = place('ferry-backup', 'notes.txt')
  const bucket = { bucket: at.bucket, region: at.region }
  await app.oss.putVersioning({ bucket, status: 'Enabled', signal: never })
  for (const body of ['one', 'two']) await app.oss.put({ at, body, attributes: {}, signal: never })
  await app.oss.remove({ at, signal: never })
  await app.oss.initiate({ at, attributes: {}, signal: never })
  await app.goTo('ferry-backup')
  await here(app, /^Versions and deleted/)
  await app
    .dialog()
    .getByRole('button', { name: /^Copy the version/ })
    .first()
    .click()
  await look(page, 'versions')
  await app
    .dialog()
    .getByRole('button', { name: /^Permanently delete/ })
    .first()
    .click()
  await look(page, 'delete a version')
  await page.keyboard.press('Escape')
  await shut(app)
  await here(app, /^Incomplete uploads/)
  await expect(page.getByRole('button', { name: /^Abort the upload/ })).toBeVisible()
  await look(page, 'uploads')
  await shut(app)
  await here(app, /^Bucket settings/)
  for (const tab of ['Overview', 'Access', 'Versioning', 'CORS', 'Delete']) {
    await app.dialog().getByRole('tab', { name: tab }).click()
    await look(page, `bucket settings: ${tab}`)
  }
})

test('details of an object, a prefix, a link and many, with each form open', async ({ app, page }) => {
  await app.goTo('ferry-photos')
  await app.row('README.md').click()
  await page.keyboard.press('i')
  const details = page.getByRole('complementary', { name: 'Details' })
  await expect(details).toContainText('CRC64')
  for (const form of ['Edit tags', 'Change ACL', 'Change storage class'])
    await details.getByRole('button', { name: form }).click()
  await details.getByRole('button', { name: 'Add tag' }).click()
  await details.getByRole('textbox', { name: 'Value of tag 1' }).fill('?')
  await look(page, 'details of an object')
  await app.row('latest.png').click()
  await expect(details).toContainText('Go to target')
  await look(page, 'details of a link')
  await app.row('videos').locator('[data-check]').click()
  await expect(details).toContainText('items selected')
  await look(page, 'details of many')
  await app.row('latest.png').locator('[data-check]').click()
  await expect(details).toContainText("A folder isn't an object")
  await look(page, 'details of a prefix')
})

test('previews of every kind', async ({ app, page }) => {
  const bodies = { 'a.mp3': 'no music', 'b.mp4': 'no film', 'c.pdf': pdf, 'd.bin': '\u0000' }
  for (const [name, body] of Object.entries(bodies))
    await app.oss.put({ at: place('ferry-photos', `all/${name}`), body, attributes: {}, signal: never })
  await app.goTo('ferry-photos', 'all/')
  for (const name of Object.keys(bodies)) {
    await app.row(name).dblclick()
    await expect(app.dialog().getByText(name).first()).toBeVisible()
    await look(page, name)
    await shut(app)
  }
  await app.goTo('ferry-photos', 'photos/2023/西湖/')
  await app.row('冬 断桥.png').dblclick()
  await expect(app.dialog().getByRole('img', { name: /png$/ })).toBeVisible()
  await look(page, 'a picture')
  await shut(app)
  await app.goTo('ferry-photos', 'videos/')
  await app.row('4K').dblclick()
  await expect(app.dialog().getByText(/more than the 1 GiB/)).toBeVisible()
  await look(page, 'too large')
  await shut(app)
  await app.goTo('ferry-photos', 'site/')
  await app.row('index.html').dblclick()
  await app.dialog().getByRole('button', { name: 'Edit' }).click()
  await app.dialog().locator('.cm-content').press('Control+End')
  await page.keyboard.type('more')
  await look(page, 'editor')
  await app.dialog().getByRole('button', { name: 'Review changes' }).click()
  await expect(app.dialog().locator('.cm-changedLine, .cm-insertedLine').first()).toBeVisible()
  await look(page, 'difference')
  await page.keyboard.press('Escape')
  await expect(page.getByText("They haven't been saved to OSS.")).toBeVisible()
  await look(page, 'discard?')
})

test('the panel: a plan, conflicts, an offer, a failure read whole, a question', async ({ app, page, ferry }) => {
  await app.goTo('ferry-photos')
  await app.choose('archive', 'Copy to…')
  await app.transfer('oss://ferry-backup/')
  const archive = app.job('archive')
  await archive.getByRole('button', { name: 'Restore first' }).click()
  await expect(archive.getByRole('button', { name: 'Add to the job' })).toBeVisible()
  await look(page, 'a plan with an offer')
  await archive.getByRole('button', { name: 'Cancel job' }).first().click()
  await app.choose('photos', 'Copy to…')
  await app.dialog().getByRole('combobox', { name: 'If the destination already exists' }).click()
  await page.getByTitle('Ask me each time', { exact: true }).last().click()
  await app.transfer('oss://ferry-backup/')
  await expect(app.job('photos').getByRole('button', { name: 'Replace all' })).toBeVisible()
  await look(page, 'conflicts')
  ferry.localOss.faults.add({ op: 'CopyObject', error: { code: 'AccessDenied' } })
  await app.choose('README.md', 'Copy to…')
  await app.transfer('oss://ferry-backup/')
  const failed = app.job('README.md')
  await expect(failed).toContainText('1 failed')
  await failed.getByRole('button', { expanded: false }).first().click()
  await failed.getByRole('button', { name: 'Access denied' }).click()
  await expect(page.getByRole('dialog', { name: 'Access denied' })).toContainText('oss:PutObject')
  await look(page, 'a failure read whole')
  await page.keyboard.press('Escape')
  ferry.localOss.faults.clear()
  ferry.localOss.settings.copySpeed = 20_000_000
  await app.choose('videos', 'Copy to…')
  await app.transfer('oss://ferry-backup/')
  await app.job('videos').getByRole('button', { name: 'Cancel job' }).click()
  await expect(app.job('videos')).toContainText('Cancel this job?')
  await look(page, 'cancel?')
})
