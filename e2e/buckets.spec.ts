import { findings } from './axe.ts'
import { type App, expect, place, test } from './world.ts'

const never = new AbortController().signal
const bucket = { bucket: 'ferry-backup', region: 'cn-hangzhou' }

async function openSettings(app: App, tab: string) {
  await app.page.getByRole('button', { name: 'More options' }).click()
  await app.page.getByRole('menuitem', { name: 'Bucket settings…' }).click()
  await app.dialog().getByRole('tab', { name: tab }).click()
}

test('a bucket is made, and deleted when it is empty', async ({ app, page }) => {
  const side = page.getByRole('navigation', { name: 'Buckets' })
  await page.getByRole('button', { name: 'New bucket' }).click()
  const name = app.dialog().getByRole('textbox', { name: 'Name' })
  await name.fill('Under_Score')
  await expect(app.dialog().getByText('Use lowercase letters, digits, and hyphens only')).toBeVisible()
  await name.fill('harbour-2026')
  await app.dialog().getByRole('button', { name: 'Create' }).click()
  await expect(side.getByRole('link', { name: 'harbour-2026' })).toBeVisible()
  await expect(page.getByText('There is nothing here')).toBeVisible()

  const at = place('harbour-2026', 'left.txt')
  await app.oss.put({ at, body: 'x', attributes: {}, signal: never })
  await openSettings(app, 'Delete')
  const remove = app.dialog().getByRole('button', { name: 'Delete bucket' })
  await expect(remove).toBeDisabled()
  await app.dialog().getByRole('textbox', { name: 'Type harbour-2026 to confirm' }).fill('harbour-2026')
  await remove.click()
  await expect(app.dialog().getByText('It has objects, such as left.txt')).toBeVisible()
  await app.oss.remove({ at, signal: never })
  await remove.click()
  await expect(app.dialog()).toBeHidden()
  await expect(side.getByRole('link', { name: 'harbour-2026' })).toBeHidden()
})

test('a bucket that blocks public access is opened by its ACL, and the dialog says so first', {
  tag: '@thorough',
}, async ({ app, page }) => {
  const made = { bucket: 'made-today', region: 'cn-hangzhou' }
  await app.oss.putBucket({ bucket: made, signal: never })
  await app.goTo(made.bucket)
  await openSettings(app, 'Access')
  await app.dialog().getByRole('combobox', { name: 'Bucket ACL' }).click()
  await page.getByTitle('Public read', { exact: true }).last().click()
  await expect(app.dialog().getByText('Saving turns that off first')).toBeVisible()
  await app.dialog().getByRole('button', { name: 'Save ACL' }).click()
  await expect(page.getByText('ACL saved')).toBeVisible()
  expect((await app.oss.bucketInfo({ bucket: made, signal: never })).acl).toBe('public-read')
})

test('ACL, versioning and CORS rules are set, and the figures shown', async ({ app, page }) => {
  await app.goTo(bucket.bucket)
  await openSettings(app, 'Overview')
  await expect(app.dialog().getByText('Storage used')).toBeVisible()
  await app.dialog().getByRole('tab', { name: 'Access' }).click()
  await app.dialog().getByRole('combobox', { name: 'Bucket ACL' }).click()
  await page.getByTitle('Public read', { exact: true }).last().click()
  await expect(app.dialog().getByText('Anyone can read it')).toBeVisible()
  await app.dialog().getByRole('button', { name: 'Save ACL' }).click()
  await expect(page.getByText('ACL saved')).toBeVisible()
  await app.dialog().getByRole('tab', { name: 'Versioning' }).click()
  await app.dialog().getByRole('button', { name: 'Turn on versioning' }).click()
  await expect(app.dialog().getByRole('button', { name: 'Suspend versioning' })).toBeVisible()
  expect(await app.oss.bucketInfo({ bucket, signal: never })).toMatchObject({
    acl: 'public-read',
    versioning: 'Enabled',
  })

  await app.dialog().getByRole('tab', { name: 'CORS' }).click()
  await app.dialog().getByRole('button', { name: 'Add rule' }).click()
  await app
    .dialog()
    .getByRole('textbox', { name: /^Origins/ })
    .fill('https://*.a.*')
  await expect(app.dialog().getByText('An origin or header can contain one * only')).toBeVisible()
  await expect(app.dialog().getByRole('button', { name: 'Save rules' })).toBeDisabled()
  await app
    .dialog()
    .getByRole('textbox', { name: /^Origins/ })
    .fill('https://a.example')
  await app.dialog().getByRole('button', { name: 'Save rules' }).click()
  await expect(page.getByText('CORS rules saved')).toBeVisible()
  expect((await app.oss.getCors({ bucket, signal: never })).rules).toMatchObject([
    { origins: ['https://a.example'], methods: ['GET', 'HEAD'] },
  ])

  // What a page elsewhere needs is added to them, also to those that somebody sets meanwhile.
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'More options' }).click()
  await page.getByRole('menuitem', { name: 'Check CORS rules…' }).click()
  await page.getByRole('textbox', { name: 'Address of the page' }).fill('https://ferry.example/page/')
  await page.getByRole('button', { name: 'Check', exact: true }).click()
  await expect(app.dialog()).toContainText('No rule lets this page in')
  const written = app
    .dialog()
    .getByRole('listitem')
    .filter({ hasText: /^(New|Unchanged)/ })
  await expect(written).toHaveCount(2)
  const theirs = { origins: ['https://b.example'], methods: ['GET' as const], headers: [], expose: [] }
  const now = await app.oss.getCors({ bucket, signal: never })
  await app.oss.putCors({ bucket, cors: { ...now, rules: [...now.rules, theirs] }, signal: never })
  await app.dialog().getByRole('button', { name: 'Set these rules' }).click()
  await expect(app.dialog().getByRole('alert')).toContainText('Somebody changed the rules')
  await expect(written).toHaveCount(3)
  expect(await findings(page)).toEqual([])
  await app.dialog().getByRole('button', { name: 'Set these rules' }).click()
  await expect(app.dialog()).toContainText('The rules have all that is needed')
  const origins = (await app.oss.getCors({ bucket, signal: never })).rules.map((rule) => rule.origins)
  expect(origins).toEqual([['https://ferry.example'], ['https://a.example'], ['https://b.example']])
})
