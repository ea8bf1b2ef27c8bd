import { bytesOfEach } from '../../src/oss/headerBytes.ts'
import { type App, expect, place, test } from '../world.ts'

/** Somebody else changes what a person has open in a form. */

const never = new AbortController().signal
const at = place('ferry-photos', 'data/config.json')
const theirs = [{ key: 'theirs', value: 'yes' }]

async function edit(app: App) {
  await app.goTo('ferry-photos', 'data/')
  await app.row('config.json').dblclick()
  await app.dialog().getByRole('button', { name: 'Edit' }).click()
  await app.dialog().locator('.cm-content').press('Control+End')
  await app.page.keyboard.type('mine')
}

test('a tag that came while a text was edited is shown, and stays when the text is saved', async ({ app, page }) => {
  await edit(app)
  await app.oss.putTags({ at, tags: theirs, signal: never })
  await app.dialog().getByRole('button', { name: 'Review changes' }).click()
  await app.dialog().getByRole('button', { name: 'Save to OSS' }).click()
  await expect(page.getByText(/Its tags were changed from .* to theirs=yes/)).toBeVisible()
  await app.dialog().getByRole('button', { name: 'Replace with my text' }).click()
  await expect(page.getByText('Saved “config.json”')).toBeVisible()
  expect(await app.oss.getTags({ at, signal: never })).toEqual(theirs)
  expect(await app.textOf('ferry-photos', at.key)).toMatch(/mine$/)
})

test('a text that somebody else replaced is saved beside it', async ({ app, page }) => {
  await edit(app)
  await app.oss.put({ at, body: 'by another', attributes: {}, signal: never })
  await app.dialog().getByRole('button', { name: 'Review changes' }).click()
  await app.dialog().getByRole('button', { name: 'Save to OSS' }).click()
  await app.dialog().getByRole('button', { name: 'Save as a copy…' }).click()
  await app.dialog().getByRole('textbox', { name: 'Name of the copy' }).fill('data/mine.json')
  await app.dialog().getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Saved “mine.json”')).toBeVisible()
  expect(await app.textOf('ferry-photos', 'data/mine.json')).toMatch(/mine$/)
  expect(await app.textOf('ferry-photos', at.key)).toBe('by another')
})

test('a text says what its type and its class make of it', async ({ app }) => {
  const headers = bytesOfEach({ 'Content-Type': 'text/plain; charset=gbk' })
  await app.oss.put({ at, body: 'a\r\nb', attributes: { headers }, signal: never })
  await edit(app)
  await app.dialog().getByRole('button', { name: 'Review changes' }).click()
  await expect(app.dialog().getByText(/says charset gbk/)).toBeVisible()
  await app.dialog().getByRole('button', { name: 'Save to OSS' }).click()
  await expect.poll(async () => (await app.headOf('ferry-photos', at.key))?.headers['Content-Type']).toMatch(/utf-8$/)
})

test('tags that came while others were typed are merged', async ({ app, page }) => {
  await app.oss.putTags({ at, tags: [], signal: never })
  await app.goTo('ferry-photos', 'data/')
  await app.row('config.json').click()
  await page.keyboard.press('i')
  const details = page.getByRole('complementary', { name: 'Details' })
  await details.getByRole('button', { name: 'Edit tags' }).click()
  await details.getByRole('button', { name: 'Add tag' }).click()
  await details.getByRole('textbox', { name: 'Key of tag 1' }).fill('mine')
  await app.oss.putTags({ at, tags: theirs, signal: never })
  await details.getByRole('button', { name: 'Save tags' }).click()
  await expect(details.getByText('Current tags: theirs=yes')).toBeVisible()
  await details.getByRole('button', { name: 'Merge into mine' }).click()
  await details.getByRole('button', { name: 'Save tags' }).click()
  await expect.poll(() => app.oss.getTags({ at, signal: never })).toEqual([...theirs, { key: 'mine', value: '' }])
})

test('CORS rules that came while others were typed are shown', async ({ app, page }) => {
  const bucket = { bucket: 'ferry-backup', region: at.region }
  const rule = { origins: ['https://theirs.example'], methods: ['GET' as const], headers: [], expose: [] }
  await app.goTo('ferry-backup')
  await page.getByRole('button', { name: 'More options' }).click()
  await page.getByRole('menuitem', { name: /^Bucket settings/ }).click()
  await app.dialog().getByRole('tab', { name: 'CORS' }).click()
  await app.dialog().getByRole('button', { name: 'Add rule' }).click()
  await app.oss.putCors({ bucket, cors: { rules: [rule], rest: '<ResponseVary>true</ResponseVary>' }, signal: never })
  await app.dialog().getByRole('button', { name: 'Save rules' }).click()
  await expect(app.dialog().getByText('https://theirs.example')).toBeVisible()
  await app.dialog().getByRole('button', { name: 'Replace with mine' }).click()
  await app.dialog().getByRole('button', { name: 'Save rules' }).click()
  await expect(page.getByText('CORS rules saved')).toBeVisible()
  expect(await app.oss.getCors({ bucket, signal: never })).toMatchObject({
    rules: [{ origins: ['*'] }],
    rest: '<ResponseVary>true</ResponseVary>',
  })
})

test('where versioning is suspended, a restore says what it would lose', async ({ app, page }) => {
  const doc = place('ferry-backup', 'doc.txt')
  const bucket = { bucket: doc.bucket, region: doc.region }
  const put = (body: string) => app.oss.put({ at: doc, body, attributes: {}, signal: never })
  await app.oss.putVersioning({ bucket, status: 'Enabled', signal: never })
  await put('old')
  await app.oss.putVersioning({ bucket, status: 'Suspended', signal: never })
  await put('new')
  await app.goTo('ferry-backup')
  await app.choose('doc.txt', 'Versions…')
  await page.getByRole('button', { name: /^Restore the version/ }).click()
  const question = page.getByRole('dialog', { name: "The current content won't be kept as a version" })
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect(question).toBeHidden()
  expect(await app.textOf('ferry-backup', 'doc.txt')).toBe('new')
  await page.getByRole('button', { name: /^Restore the version/ }).click()
  await question.getByRole('button', { name: 'Restore anyway' }).click()
  await expect.poll(() => app.textOf('ferry-backup', 'doc.txt')).toBe('old')
})

test('a key with a level called .. has no public URL', async ({ app, page }) => {
  await app.oss.put({ at: place('ferry-backup', 'd/../x'), body: 'x', attributes: {}, signal: never })
  await app.goTo('ferry-backup', 'd/../')
  await app.choose('x', 'Share…')
  await expect(app.dialog().getByText(/OSS returns 403/)).toBeVisible()
  await app.dialog().getByText('Public URL').click()
  await expect(app.dialog().getByText(/there is no public URL/)).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'URL' })).toBeHidden()
})
