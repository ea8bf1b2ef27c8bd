import { bytesOfEach } from '../../src/oss/headerBytes.ts'
import { expect, test } from '../keys.ts'
import { place } from '../world.ts'

const never = new AbortController().signal
const index = place('ferry-photos', 'site/index.html')

test('headers and metadata are edited; Esc asks before edits are lost', async ({ app, keys, page }) => {
  await app.goTo('ferry-photos', 'site/')
  await keys.choose('index.html')
  await keys.command('Edit metadata')
  const dialog = page.getByRole('dialog', { name: /^Metadata of/ })
  await keys.to(dialog.getByRole('combobox', { name: 'Cache-Control' }))
  await keys.retype('max-age=60')
  await keys.press('Escape')
  const question = page.getByRole('dialog', { name: 'Discard your changes?' })
  await keys.act(question.getByRole('button', { name: 'Keep editing' }))
  await expect(question).toBeHidden()
  await expect(dialog.getByRole('combobox', { name: 'Cache-Control' })).toHaveValue('max-age=60')
  await keys.act(dialog.getByRole('button', { name: 'Add metadata' }))
  await keys.to(dialog.getByRole('textbox', { name: 'Name 1' }))
  await keys.type('under_score')
  await expect(dialog).toContainText('Use letters, digits, and hyphens only')
  await keys.retype('by')
  await keys.to(dialog.getByRole('textbox', { name: 'Value 1' }))
  await keys.type('李舟')
  await keys.act(dialog.getByRole('button', { name: 'Save 2 changes' }))
  await expect(app.job('index.html')).toContainText('Done')
  expect(await app.headOf('ferry-photos', index.key)).toMatchObject({
    headers: { 'Cache-Control': 'max-age=60' },
    meta: bytesOfEach({ by: '李舟' }),
  })
})

test('tags, ACL and class are edited in the details, and say what is wrong or denied', async ({
  app,
  keys,
  page,
  ferry,
}) => {
  await app.goTo('ferry-photos', 'site/')
  await keys.choose('index.html')
  await keys.press('i')
  const details = page.getByRole('complementary', { name: 'Details' })
  await keys.act(details.getByRole('button', { name: 'Edit tags' }))
  await keys.act(details.getByRole('button', { name: 'Add tag' }))
  await expect(details.getByRole('textbox', { name: 'Key of tag 1' })).toBeFocused()
  await keys.type('a&b')
  await expect(details).toContainText('Use letters, digits, spaces')
  await keys.retype('stage')
  await keys.to(details.getByRole('textbox', { name: 'Value of tag 1' }))
  await keys.type('live')
  await keys.press('Enter')
  await expect(details).toContainText('stage = live')

  await keys.act(details.getByRole('button', { name: 'Change ACL' }))
  await keys.pick(details.getByRole('combobox', { name: 'ACL' }), 'Private')
  await keys.act(details.getByRole('button', { name: 'Save ACL' }))
  await expect.poll(() => app.oss.getAcl({ at: index, signal: never })).toBe('private')

  ferry.localOss.faults.add({ op: 'CopyObject', error: { code: 'AccessDenied' } })
  await keys.act(details.getByRole('button', { name: 'Change storage class' }))
  await keys.pick(details.getByRole('combobox', { name: 'Storage class' }), 'Infrequent Access')
  await expect(details).toContainText('Minimum storage duration 30 days')
  await keys.act(details.getByRole('button', { name: 'Save storage class' }))
  await expect(app.job('Change storage class')).toContainText('Access denied')
  expect((await app.headOf('ferry-photos', index.key))?.storageClass).toBe('Standard')
})

test('a text is looked at, edited and saved after a look at the difference; never over what changed', async ({
  app,
  keys,
  page,
}) => {
  const at = place('ferry-photos', 'data/config.json')
  await app.goTo('ferry-photos', 'data/')
  await keys.choose('config.json')
  await keys.press('Enter')
  const dialog = page.getByRole('dialog', { name: /config\.json/ })
  const editor = dialog.locator('.cm-content')
  await expect(editor).toContainText('berths')
  await keys.act(dialog.getByRole('button', { name: 'Edit', exact: true }))
  await expect(editor).toBeFocused()
  await keys.press('ControlOrMeta+End')
  await keys.type('"mine"')
  // Tab writes a tab in the editor: Escape lets go of it.
  await keys.press('Escape')
  await keys.act(dialog.getByRole('button', { name: 'Review changes' }), 'Shift+Tab')
  await expect(dialog.locator('.cm-changedLine, .cm-insertedLine').first()).toContainText('mine')
  await app.oss.put({ at, body: 'by another', attributes: {}, signal: never })
  await keys.act(dialog.getByRole('button', { name: 'Save to OSS' }))
  await expect(dialog).toContainText('The object was changed while you were editing it')
  expect(await (await app.oss.get({ at, signal: never })).text()).toBe('by another')
  await keys.press('Escape')
  await keys.act(page.getByRole('dialog', { name: 'Discard your changes?' }).getByRole('button', { name: 'Discard' }))
  await expect(dialog).toBeHidden()
  await keys.choose('config.json')
  await keys.press('Enter')
  await expect(editor).toContainText('by another')
  await keys.act(dialog.getByRole('button', { name: 'Edit', exact: true }))
  await expect(editor).toBeFocused()
  await keys.press('ControlOrMeta+End')
  await keys.type(', and mine')
  await keys.press('Escape')
  await keys.act(dialog.getByRole('button', { name: 'Review changes' }), 'Shift+Tab')
  await keys.act(dialog.getByRole('button', { name: 'Save to OSS' }))
  await expect(page.getByText('Saved “config.json”')).toBeVisible()
  expect(await (await app.oss.get({ at, signal: never })).text()).toBe('by another, and mine')
})

test('pictures are turned by the arrows; what cannot be shown says why, with a way on', async ({ app, keys }) => {
  await app.goTo('ferry-photos', 'photos/2023/西湖/')
  await keys.choose('冬 断桥.png')
  await keys.press('Enter')
  const image = app.dialog().getByRole('img', { name: /png$/ })
  await expect.poll(() => image.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBeGreaterThan(0)
  await keys.press('ArrowRight')
  await expect(image).toHaveAttribute('alt', /夏/)
  await keys.press('Escape')
  await app.goTo('ferry-photos', 'archive/')
  await keys.choose('2019')
  await keys.press('Enter')
  await expect(app.dialog()).toContainText('archived')
  await keys.press('Escape')
  await app.goTo('ferry-photos', 'videos/')
  await keys.choose('4K')
  await keys.press('Enter')
  await keys.to(app.dialog().getByRole('button', { name: /Open in a new tab/ }))
})
