import { expect, test } from '../keys.ts'
import { place } from '../world.ts'

const never = new AbortController().signal
const backup = { bucket: 'ferry-backup', region: 'cn-hangzhou' }

test('a bucket is made as its rules allow, and deleted when it is empty', async ({ app, keys, page }) => {
  await app.goTo('ferry-photos')
  await expect(app.row('README.md')).toBeVisible()
  await keys.command('All buckets')
  await keys.act(keys.button('New bucket'))
  const dialog = app.dialog()
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toBeFocused()
  await keys.type('Under_Score')
  await expect(dialog).toContainText('Use lowercase letters, digits, and hyphens only')
  await keys.retype('ferry-backup')
  await keys.press('Enter')
  await expect(dialog).toContainText('This name is taken')
  await keys.retype('harbour-2026')
  await keys.pick(dialog.getByRole('combobox', { name: 'Region' }), 'Beijing')
  await keys.pick(dialog.getByRole('combobox', { name: 'Storage class' }), 'Infrequent Access')
  await keys.pick(dialog.getByRole('combobox', { name: 'Bucket ACL' }), 'Public read')
  await expect(dialog).toContainText('Anyone can read it')
  await keys.act(dialog.getByRole('button', { name: 'Create' }))
  await expect(page.getByText('There is nothing here')).toBeVisible()
  const bucket = { bucket: 'harbour-2026', region: 'cn-beijing' }
  expect(await app.oss.bucketInfo({ bucket, signal: never })).toMatchObject({ acl: 'public-read', storageClass: 'IA' })

  const at = { ...place('harbour-2026', 'left.txt'), region: 'cn-beijing' }
  await app.oss.put({ at, body: 'x', attributes: {}, signal: never })
  await keys.here('Bucket settings')
  await keys.to(dialog.getByRole('tab', { name: 'Overview' }))
  await keys.press('ArrowLeft')
  await keys.to(dialog.getByRole('textbox', { name: 'Type harbour-2026 to confirm' }))
  await keys.type('harbour-2026')
  await keys.act(dialog.getByRole('button', { name: 'Delete bucket' }))
  await expect(dialog).toContainText('It has objects, such as left.txt')
  await app.oss.remove({ at, signal: never })
  await keys.act(dialog.getByRole('button', { name: 'Delete bucket' }))
  await expect(page.getByText('Deleted “harbour-2026”')).toBeVisible()
  await expect(app.bucket('harbour-2026')).toHaveCount(0)
})

test('capacity is shown; ACL, versioning and CORS rules are set, or say why not', async ({
  app,
  keys,
  page,
  ferry,
}) => {
  await app.goTo('ferry-backup')
  await expect(app.row('photos')).toBeVisible()
  await keys.here('Bucket settings')
  const dialog = page.getByRole('dialog', { name: 'Settings of ferry-backup' })
  await expect(dialog).toContainText('Storage used')
  await keys.to(dialog.getByRole('tab', { name: 'Overview' }))
  await keys.press('ArrowRight')
  const fault = ferry.localOss.faults.add({ op: 'PutBucketAcl', error: { code: 'AccessDenied' } })
  await keys.pick(dialog.getByRole('combobox', { name: 'Bucket ACL' }), 'Public read')
  await keys.act(dialog.getByRole('button', { name: 'Save ACL' }))
  await expect(dialog).toContainText('oss:PutBucketAcl')
  fault.remove()
  await keys.act(dialog.getByRole('button', { name: 'Save ACL' }))
  await expect(page.getByText('ACL saved')).toBeVisible()
  await keys.to(dialog.getByRole('tab', { name: 'Access' }), 'Shift+Tab')
  await keys.press('ArrowRight')
  await keys.act(dialog.getByRole('button', { name: 'Turn on versioning' }))
  await expect(dialog.getByRole('button', { name: 'Suspend versioning' })).toBeVisible()
  await keys.to(dialog.getByRole('tab', { name: 'Versioning' }), 'Shift+Tab')
  await keys.press('ArrowRight')
  await keys.act(dialog.getByRole('button', { name: 'Add rule' }))
  await keys.to(dialog.getByRole('textbox', { name: /^Origins/ }), 'Shift+Tab')
  await keys.type('https://*.a.*')
  await expect(dialog).toContainText('An origin or header can contain one * only')
  await keys.press('Escape')
  await keys.act(keys.button('Keep editing'))
  await keys.to(dialog.getByRole('textbox', { name: /^Origins/ }))
  await keys.retype('https://a.example')
  await keys.act(dialog.getByRole('button', { name: 'Save rules' }))
  await expect(page.getByText('CORS rules saved')).toBeVisible()
  expect(await app.oss.bucketInfo({ bucket: backup, signal: never })).toMatchObject({
    acl: 'public-read',
    versioning: 'Enabled',
  })
  expect((await app.oss.getCors({ bucket: backup, signal: never })).rules).toMatchObject([
    { origins: ['https://a.example'] },
  ])
})
