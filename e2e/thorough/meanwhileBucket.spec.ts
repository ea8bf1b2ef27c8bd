import { type App, expect, place, test } from '../world.ts'

/** Somebody else changes the settings of a bucket, or goes on with an upload, while a person looks at them. */

const never = new AbortController().signal
const bucket = { bucket: 'ferry-backup', region: 'cn-hangzhou' }

async function openSettings(app: App, tab: string) {
  await app.goTo(bucket.bucket)
  await app.page.getByRole('button', { name: 'More options' }).click()
  await app.page.getByRole('menuitem', { name: 'Bucket settings…' }).click()
  await app.dialog().getByRole('tab', { name: tab }).click()
}

test('an ACL that was set meanwhile is shown, and written over only on purpose', async ({ app, page }) => {
  await openSettings(app, 'Access')
  await app.dialog().getByRole('combobox', { name: 'Bucket ACL' }).click()
  await page.getByTitle('Public read', { exact: true }).last().click()
  await app.oss.putBucketAcl({ bucket, acl: 'public-read-write', signal: never })
  await app.dialog().getByRole('button', { name: 'Save ACL' }).click()
  await expect(
    app.dialog().getByText(/^Somebody else changed this setting .* It is now: Public read\/write$/),
  ).toBeVisible()
  expect((await app.oss.bucketInfo({ bucket, signal: never })).acl).toBe('public-read-write')
  await app.dialog().getByRole('button', { name: 'Save mine anyway' }).click()
  await app.dialog().getByRole('button', { name: 'Save ACL' }).click()
  await expect(page.getByText('ACL saved')).toBeVisible()
  expect((await app.oss.bucketInfo({ bucket, signal: never })).acl).toBe('public-read')
})

test('versioning that was switched meanwhile is shown, and stays', async ({ app, page }) => {
  await app.oss.putVersioning({ bucket, status: 'Enabled', signal: never })
  await openSettings(app, 'Versioning')
  await app.dialog().getByRole('button', { name: 'Suspend versioning' }).click()
  await app.oss.putVersioning({ bucket, status: 'Suspended', signal: never })
  await page.getByRole('dialog', { name: 'Suspend versioning?' }).getByRole('button', { name: 'Suspend' }).click()
  await expect(page.getByText(/^Somebody else changed this setting .* It is now: Suspended$/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Turn on versioning' })).toBeVisible()
})

test('an upload that somebody goes on with is left, and named', async ({ app, page }) => {
  const at = place(bucket.bucket, 'half/way.bin')
  const uploadId = await app.oss.initiate({ at, attributes: {}, signal: never })
  await app.goTo(bucket.bucket)
  await page.getByRole('button', { name: 'More options' }).click()
  await page.getByRole('menuitem', { name: 'Incomplete uploads…' }).click()
  await page.getByRole('button', { name: `Abort the upload of ${at.key}` }).click()
  const asked = page.getByRole('dialog', { name: 'Abort 1 upload?' })
  await expect(asked).toBeVisible()
  await app.oss.uploadPart({ at, uploadId, number: 1, body: new Blob(['theirs']), signal: never })
  await asked.getByRole('button', { name: 'Abort' }).click()
  await expect(page.getByText(/^1 upload received new parts meanwhile/)).toBeVisible()
  expect(await app.oss.listUploads({ at, signal: never })).toHaveLength(1)
})

test('what was said to come back is not deleted when versioning was suspended meanwhile', async ({ app, page }) => {
  await app.oss.putVersioning({ bucket, status: 'Enabled', signal: never })
  const at = place(bucket.bucket, 'kept.txt')
  await app.oss.put({ at, body: 'x', attributes: {}, signal: never })
  await app.goTo(bucket.bucket)
  await app.row('kept.txt').click()
  await page.keyboard.press('Delete')
  await expect(app.dialog().getByText('Deleted objects can be restored')).toBeVisible()
  await app.oss.putVersioning({ bucket, status: 'Suspended', signal: never })
  const remove = app.dialog().getByRole('button', { name: 'Delete kept.txt' })
  await remove.click()
  await expect(app.dialog().getByText("This can't be undone")).toBeVisible()
  expect(await app.textOf(bucket.bucket, at.key)).toBe('x')
  await remove.click()
  await expect(app.row('kept.txt')).toBeHidden()
})
