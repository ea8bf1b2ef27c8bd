import { type App, expect, place, test } from './world.ts'

const never = new AbortController().signal
const bucket = { bucket: 'ferry-backup', region: 'cn-hangzhou' }

async function openSettings(app: App, tab: string) {
  await app.page.getByRole('button', { name: 'More for this place' }).click()
  await app.page.getByRole('menuitem', { name: 'Bucket settings…' }).click()
  await app.dialog().getByRole('tab', { name: tab }).click()
}

test('a bucket is made, and deleted when it is empty', async ({ app, page }) => {
  const side = page.getByRole('navigation', { name: 'Buckets' })
  await page.getByRole('button', { name: 'New bucket' }).click()
  const name = app.dialog().getByRole('textbox', { name: 'Name' })
  await name.fill('Under_Score')
  await expect(app.dialog().getByText('Lower case letters, digits and hyphens only')).toBeVisible()
  await name.fill('harbour-2026')
  await app.dialog().getByRole('button', { name: 'Create' }).click()
  await expect(side.getByRole('link', { name: 'harbour-2026' })).toBeVisible()
  await expect(page.getByText('There is nothing here')).toBeVisible()

  const at = place('harbour-2026', 'left.txt')
  await app.oss.put({ at, body: 'x', attributes: {}, signal: never })
  await openSettings(app, 'Delete')
  const remove = app.dialog().getByRole('button', { name: 'Delete the bucket' })
  await expect(remove).toBeDisabled()
  await app.dialog().getByRole('textbox', { name: 'Type harbour-2026 to confirm' }).fill('harbour-2026')
  await remove.click()
  await expect(app.dialog().getByText('There are objects, such as left.txt')).toBeVisible()
  await app.oss.remove({ at, signal: never })
  await remove.click()
  await expect(app.dialog()).toBeHidden()
  await expect(side.getByRole('link', { name: 'harbour-2026' })).toBeHidden()
})

test('a bucket that blocks public access is opened by its ACL, and the dialog says so first', async ({ app, page }) => {
  const made = { bucket: 'made-today', region: 'cn-hangzhou' }
  await app.oss.putBucket({ bucket: made, signal: never })
  await app.goTo(made.bucket)
  await openSettings(app, 'Access')
  await app.dialog().getByRole('combobox', { name: 'ACL of the bucket' }).click()
  await page.getByTitle('Public read', { exact: true }).last().click()
  await expect(app.dialog().getByText('Saving turns that off first')).toBeVisible()
  await app.dialog().getByRole('button', { name: 'Save the ACL' }).click()
  await expect(page.getByText('The ACL was saved')).toBeVisible()
  expect((await app.oss.bucketInfo({ bucket: made, signal: never })).acl).toBe('public-read')
})

test('ACL, versioning and CORS rules are set, and the figures shown', async ({ app, page }) => {
  await app.goTo(bucket.bucket)
  await openSettings(app, 'Overview')
  await expect(app.dialog().getByText('Stored')).toBeVisible()
  await app.dialog().getByRole('tab', { name: 'Access' }).click()
  await app.dialog().getByRole('combobox', { name: 'ACL of the bucket' }).click()
  await page.getByTitle('Public read', { exact: true }).last().click()
  await expect(app.dialog().getByText('Anyone can read it')).toBeVisible()
  await app.dialog().getByRole('button', { name: 'Save the ACL' }).click()
  await expect(page.getByText('The ACL was saved')).toBeVisible()
  await app.dialog().getByRole('tab', { name: 'Versioning' }).click()
  await app.dialog().getByRole('button', { name: 'Switch versioning on' }).click()
  await expect(app.dialog().getByRole('button', { name: 'Suspend versioning' })).toBeVisible()
  expect(await app.oss.bucketInfo({ bucket, signal: never })).toMatchObject({
    acl: 'public-read',
    versioning: 'Enabled',
  })

  await app.dialog().getByRole('tab', { name: 'CORS' }).click()
  await app.dialog().getByRole('button', { name: 'Add a rule' }).click()
  await app
    .dialog()
    .getByRole('textbox', { name: /^Origins/ })
    .fill('https://*.a.*')
  await expect(app.dialog().getByText('At most one * in an origin')).toBeVisible()
  await expect(app.dialog().getByRole('button', { name: 'Save the rules' })).toBeDisabled()
  await app
    .dialog()
    .getByRole('textbox', { name: /^Origins/ })
    .fill('https://a.example')
  await app.dialog().getByRole('button', { name: 'Save the rules' }).click()
  await expect(page.getByText('The CORS rules were saved')).toBeVisible()
  expect((await app.oss.getCors({ bucket, signal: never })).rules).toMatchObject([
    { origins: ['https://a.example'], methods: ['GET', 'HEAD'] },
  ])
})
