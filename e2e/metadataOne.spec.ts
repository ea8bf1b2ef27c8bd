import { createCall } from '../src/oss/call.ts'
import { byteString, bytesOf, bytesOfEach } from '../src/oss/headerBytes.ts'
import { propertiesOf } from '../test/properties.ts'
import { findings, findingsWhereNarrow } from './axe.ts'
import { expect, place, test } from './world.ts'

const never = new AbortController().signal
const bucket = 'ferry-photos'
const at = place(bucket, 'site/报告.pdf')
const written = {
  headers: {
    ...bytesOfEach({ 'Content-Type': 'text/plain', 'Content-Encoding': 'gzip' }),
    'Content-Disposition': bytesOf('attachment; filename="报告.pdf"'),
  },
  meta: { gbk: byteString('\xb1\xa8'), kept: bytesOf('是') },
  tags: [{ key: 'old', value: '1' }],
}

test.beforeEach(async ({ app }) => {
  await app.oss.put({ at, body: 'plain text', attributes: written, signal: never })
  await app.goTo(bucket, 'site/')
  await app.choose('报告.pdf', 'Edit metadata')
})

test('Esc closes what builds a value, and only another one asks about the dialog', async ({ app, page }) => {
  const dialog = app.dialog().first()
  const opener = dialog.getByRole('button', { name: 'Keep in caches for' })
  const question = page.getByRole('button', { name: 'Discard' })
  await opener.click()
  await page.getByRole('spinbutton', { name: 'Number' }).fill('2')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('spinbutton', { name: 'Number' })).toHaveCount(0)
  await expect(opener).toBeFocused()
  await expect(dialog.getByRole('combobox', { name: 'Cache-Control' })).toHaveValue('max-age=172800')
  await expect(question).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(question).toBeVisible()
})

test('headers are built, tags, ACL and encryption set, and nothing else differs', async ({ app, page, witness }) => {
  const before = await propertiesOf(witness, at)
  const dialog = app.dialog()
  await expect(dialog.getByText('The content is not encoded as gzip')).toBeVisible()
  await dialog.getByRole('combobox', { name: 'Content-Encoding' }).fill('')
  await page.keyboard.press('Tab')
  await dialog.getByRole('button', { name: 'By the extension: application/pdf' }).click()
  await dialog.getByRole('button', { name: 'Use filename*' }).click()
  await dialog.getByRole('button', { name: 'Keep in caches for' }).click()
  await page.getByRole('spinbutton', { name: 'Number' }).fill('2')
  await dialog.getByRole('button', { name: 'Add metadata' }).click()
  await dialog.getByRole('textbox', { name: 'Name 3' }).fill('x-oss-meta-Reviewed')
  await dialog.getByRole('textbox', { name: 'Value 3' }).fill('李白')
  const choose = async (field: string, action: string) => {
    await dialog.getByRole('combobox', { name: `Action for ${field}` }).click()
    await page.locator('.ant-select-dropdown:visible').getByTitle(action, { exact: true }).click()
  }
  await choose('Tags', 'Replace all')
  await expect(dialog.getByRole('textbox', { name: 'Key of tag 1' })).toHaveValue('old')
  await dialog.getByRole('textbox', { name: 'Value of tag 1' }).fill('2')
  await choose('ACL', 'Private')
  await choose('Server-side encryption', 'AES256')
  expect(await findings(page)).toEqual([])
  expect(await findingsWhereNarrow(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Save 8 changes' }).click()
  await expect(app.job('报告.pdf')).toContainText('Done')
  const { 'content-encoding': _, ...head } = before.head
  expect(await propertiesOf(witness, at)).toEqual({
    ...before,
    head: {
      ...head,
      'content-type': 'application/pdf',
      'content-disposition': 'attachment; filename="_.pdf"; filename*=UTF-8\'\'%E6%8A%A5%E5%91%8A.pdf',
      'cache-control': 'max-age=172800',
      'x-oss-meta-reviewed': bytesOf('李白'),
      'x-oss-server-side-encryption': 'AES256',
    },
    tags: '[["old","2"]]',
    acl: 'private',
  })
  await app.job('报告.pdf').getByRole('button', { name: 'Undo' }).click()
  await expect(app.job('Undo')).toContainText('Done')
  expect(await propertiesOf(witness, at)).toEqual(before)
})

test('what somebody else changed while the form was open is shown side by side, and chosen field by field', async ({
  app,
  page,
  witness,
}) => {
  const dialog = app.dialog()
  await dialog.getByRole('combobox', { name: 'Content-Language' }).fill('en')
  await page.keyboard.press('Tab')
  await dialog.getByRole('textbox', { name: 'Value 2' }).fill('mine')
  await app.oss.put({
    at,
    body: 'theirs',
    attributes: {
      ...written,
      headers: { ...written.headers, ...bytesOfEach({ 'Content-Language': 'zh-CN' }) },
      meta: { ...written.meta, ...bytesOfEach({ kept: 'theirs', new: '1' }) },
      tags: [{ key: 'theirs', value: '' }],
    },
    signal: never,
  })
  const theirs = await propertiesOf(witness, at)
  app.ferry.localOss.requests.clear()
  await dialog.getByRole('button', { name: 'Save 2 changes' }).click()
  await expect(dialog.getByText('The object was changed while you edited it')).toBeVisible()
  const row = (name: string) => dialog.getByRole('row', { name })
  await expect(row('Content-Language')).toContainText('zh-CN')
  await expect(row('x-oss-meta-new')).toContainText('Not changed')
  await expect(row('Tags')).toContainText('old=1')
  expect(app.writes()).toEqual([])
  expect(await findings(page)).toEqual([])
  expect(await findingsWhereNarrow(page)).toEqual([])
  await dialog.getByRole('radio', { name: 'Keep your value of Content-Language' }).check()
  await dialog.getByRole('radio', { name: 'Keep the current value of x-oss-meta-kept' }).check()
  await dialog.getByRole('button', { name: 'Back to editing' }).click()
  await dialog.getByRole('button', { name: 'Save 1 change' }).click()
  await expect(app.job('报告.pdf')).toContainText('Done')
  expect(await propertiesOf(witness, at)).toEqual({ ...theirs, head: { ...theirs.head, 'content-language': 'en' } })
})

test('lines of text are headers and metadata; what is not touched in them stays the bytes that it was', {
  tag: '@thorough',
}, async ({ app, witness }) => {
  const before = await propertiesOf(witness, at)
  const dialog = app.dialog()
  await dialog.getByText('Text', { exact: true }).click()
  const text = dialog.getByRole('textbox', { name: 'HTTP headers and user metadata' })
  const lines = (await text.inputValue()).split('\n')
  await text.fill([...lines, 'nonsense'].join('\n'))
  await expect(dialog.getByText('Line 6 has no colon')).toBeVisible()
  await text.fill(
    [...lines.filter((line) => !line.includes('kept')), 'Cache-Control: no-cache', 'X-OSS-Meta-New: 新'].join('\n'),
  )
  await dialog.getByRole('button', { name: 'Save 3 changes' }).click()
  await expect(app.job('报告.pdf')).toContainText('Done')
  const { 'x-oss-meta-kept': _, ...head } = before.head
  expect(await propertiesOf(witness, at)).toEqual({
    ...before,
    head: { ...head, 'cache-control': 'no-cache', 'x-oss-meta-new': bytesOf('新') },
  })
})

test('a symlink has tags and an ACL of its own, and nothing else that could be edited', { tag: '@thorough' }, async ({
  app,
  page,
  witness,
}) => {
  const link = place(bucket, 'site/link')
  await app.dialog().getByRole('button', { name: 'Cancel' }).click()
  await app.oss.putSymlink({
    at: link,
    target: 'nothing',
    attributes: { tags: [{ key: 'old', value: '1' }] },
    signal: never,
  })
  const before = await propertiesOf(witness, link)
  await page.getByRole('button', { name: 'Refresh' }).click()
  await app.choose('link', 'Edit metadata')
  const dialog = app.dialog()
  await expect(dialog.getByText(/^A symlink has tags and an ACL of its own/)).toBeVisible()
  await expect(dialog.getByRole('combobox', { name: 'Cache-Control' })).toHaveCount(0)
  const choose = async (field: string, action: string) => {
    await dialog.getByRole('combobox', { name: `Action for ${field}` }).click()
    await page.locator('.ant-select-dropdown:visible').getByTitle(action, { exact: true }).click()
  }
  await choose('Tags', 'Replace all')
  await dialog.getByRole('textbox', { name: 'Value of tag 1' }).fill('2')
  await choose('ACL', 'Private')
  expect(await findings(page)).toEqual([])
  expect(await findingsWhereNarrow(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Save 2 changes' }).click()
  await expect(app.job('link')).toContainText('Done')
  expect(await propertiesOf(witness, link)).toEqual({ ...before, tags: '[["old","2"]]', acl: 'private' })
  await app.job('link').getByRole('button', { name: 'Undo' }).click()
  await expect(app.job('Undo')).toContainText('Done')
  expect(await propertiesOf(witness, link)).toEqual(before)
})

test('that the bucket encrypts what is saved is said before', { tag: '@thorough' }, async ({ app, page, witness }) => {
  const rule =
    '<ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault>'
  await createCall(
    witness.account,
    witness.transport,
  )({
    operation: 'PutBucketEncryption',
    method: 'PUT',
    ...place(bucket, ''),
    sub: { encryption: '' },
    body: `<ServerSideEncryptionRule>${rule}</ServerSideEncryptionRule>`,
    signal: never,
  })
  const dialog = app.dialog()
  const words = dialog.getByText(/this object, which is not encrypted yet, is encrypted with AES256/)
  await expect(words).toHaveCount(0)
  await dialog.getByRole('combobox', { name: 'Content-Language' }).fill('en')
  await page.keyboard.press('Tab')
  await expect(words).toBeVisible()
  await dialog.getByRole('button', { name: 'Save 1 change' }).click()
  await expect(app.job('报告.pdf')).toContainText('Done')
  expect((await propertiesOf(witness, at)).head['x-oss-server-side-encryption']).toBe('AES256')
})
