import { findings } from './axe.ts'
import { expect, test } from './world.ts'

/** A key that reads everything in one folder, tags included, and may upload to it; it asks for nothing of a bucket. */
const limited = {
  id: 'limited',
  secret: 'secret-of-limited',
  policy: [
    { effect: 'Allow' as const, actions: ['oss:ListBuckets'], resources: ['*'] },
    { effect: 'Allow' as const, actions: ['oss:ListObjects'], resources: ['ferry-photos'], prefixes: ['site/'] },
    {
      effect: 'Allow' as const,
      actions: ['oss:GetObject', 'oss:GetObjectTagging', 'oss:PutObject'],
      resources: ['ferry-photos/site/*'],
    },
  ],
}
test.use({ guests: [limited], permissions: ['clipboard-read', 'clipboard-write'] })

test('what the key may do here is told line by line, with the policy for what is denied', async ({ app, page }) => {
  await app.giveKeys('Add account…', limited)
  await app.goTo('ferry-photos', 'site/')
  await page.getByRole('button', { name: 'More options' }).click()
  await page.getByRole('menuitem', { name: 'What may this key do here?' }).click()
  const dialog = page.getByRole('dialog', { name: 'Permissions of this key: oss://ferry-photos/site/' })
  const line = (name: string) =>
    dialog.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) })
  await expect(line('download')).toContainText('Allowed')
  await expect(line('copy from here')).toContainText('Allowed')
  await expect(line('delete')).toContainText('Not known')
  await expect(line('see versions')).toContainText('oss:ListObjectVersions on acs:oss:*:*:ferry-photos')
  const upload = line('upload')
  await expect(upload).toContainText('Except')
  await expect(upload).toContainText('oss:ListParts on acs:oss:*:*:ferry-photos/site/*')
  const acl = line('change the ACL of objects, and undo it')
  await expect(acl).toContainText('Denied')
  await acl.getByRole('button', { name: 'Copy policy' }).click()
  const policy = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()))
  expect(policy.Statement).toContainEqual({
    Effect: 'Allow',
    Action: ['oss:PutObjectAcl'],
    Resource: ['acs:oss:*:*:ferry-photos/site/*'],
  })
  expect(await findings(page)).toEqual([])

  // What is known now is greyed in the menus, with the reason, until a person reads anew.
  await page.keyboard.press('Escape')
  const items = async () => {
    await page.getByRole('button', { name: 'More options' }).click()
    return (name: string) => page.getByRole('menuitem', { name })
  }
  const known = await items()
  await expect(known('Versions')).toHaveAttribute('aria-disabled', 'true')
  await expect(known('Versions')).toHaveAttribute('title', 'This key was denied oss:ListObjectVersions here')
  await expect(known('Incomplete uploads')).toHaveAttribute('aria-disabled', 'true')
  await expect(page.getByRole('button', { name: 'Upload', exact: true })).toBeEnabled()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect((await items())('Versions')).not.toHaveAttribute('aria-disabled', 'true')
})
