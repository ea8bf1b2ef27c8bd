import { bytesOf, bytesOfEach } from '../src/oss/headerBytes.ts'
import type { Attributes } from '../src/oss/types.ts'
import { propertiesOf } from '../test/properties.ts'
import { findings, findingsWhereNarrow } from './axe.ts'
import { expect, place, test } from './world.ts'

const never = new AbortController().signal
const bucket = 'ferry-photos'
const at = (key: string) => place(bucket, key)

test('Cache-Control of 500 objects with mixed values in five actions, the difference seen before', async ({
  app,
  page,
  witness,
}) => {
  const keys = Array.from({ length: 500 }, (_, n) => `many/${String(n).padStart(3, '0')}.css`)
  const attributesOf = (n: number): Attributes => ({
    headers: {
      ...bytesOfEach({ 'Content-Type': 'text/css' }),
      ...(n % 5 && { 'Cache-Control': bytesOf(`max-age=${n % 5}`) }),
    },
    meta: bytesOfEach({ n: String(n) }),
  })
  for (let from = 0; from < keys.length; from += 50)
    await Promise.all(
      keys
        .slice(from, from + 50)
        .map((key, n) => app.oss.put({ at: at(key), body: 'x', attributes: attributesOf(from + n), signal: never })),
    )
  const sample = ['many/000.css', 'many/001.css', 'many/499.css']
  const before = await Promise.all(sample.map((key) => propertiesOf(witness, at(key))))
  await app.goTo(bucket, 'many/')
  await expect(app.row('000.css')).toBeVisible()
  await page.getByRole('grid').focus()
  app.ferry.localOss.requests.clear()

  await page.keyboard.press('ControlOrMeta+a')
  await page.getByRole('button', { name: 'Edit metadata' }).click()
  const dialog = app.dialog()
  await expect(dialog.getByText('Current values of 500 objects')).toBeVisible()
  await expect(dialog.locator('.edit-field', { hasText: 'Cache-Control' }).getByText('5 values')).toBeVisible()
  await dialog.getByRole('combobox', { name: 'Cache-Control', exact: true }).fill('max-age=4')
  await expect(dialog.getByText('400 change, 100 already as asked')).toBeVisible()
  await expect(dialog.getByText('not set → max-age=4')).toBeVisible()
  await dialog.getByRole('button', { name: 'Show plan' }).click()
  const job = app.job('Edit metadata')
  await expect(job.getByText('Cache-Control: not set → max-age=4').first()).toBeVisible()
  expect(app.writes()).toEqual([])
  await job.getByRole('button', { name: 'Start' }).click()

  await expect(job.locator('.job-state')).toHaveText('Done, 100 skipped', { timeout: 30_000 })
  expect(app.writes().filter((op) => op === 'CopyObject')).toHaveLength(400)
  const after = await Promise.all(sample.map((key) => propertiesOf(witness, at(key))))
  expect(after).toEqual(before.map((one) => ({ ...one, head: { ...one.head, 'cache-control': 'max-age=4' } })))
})

test('objects and a folder: what each field says becomes of each object, and nothing else does', {
  tag: '@thorough',
}, async ({ app, page, witness }) => {
  const keys = [...(await app.keysOf(bucket, 'site/')), 'README.md']
  for (const [n, key] of keys.entries()) {
    const head = await app.oss.head({ at: at(key), signal: never })
    const meta = { ...head.meta, ...bytesOfEach({ stage: `stage-${n}`, kept: '是' }) }
    const tags = [
      { key: 'old', value: '1' },
      { key: 'kept', value: '1' },
    ]
    const attributes = { headers: { ...head.headers, 'Cache-Control': bytesOf(`max-age=${n}`) }, meta, tags }
    await app.oss.put({ at: at(key), body: 'x', attributes, signal: never })
  }
  const before = await Promise.all(keys.map((key) => propertiesOf(witness, at(key))))
  await app.goTo(bucket)
  await app.row('README.md').click()
  await app.row('site').click({ modifiers: ['ControlOrMeta'] })
  await app.choose('site', 'Edit metadata')
  const dialog = app.dialog()
  const choose = async (field: string, action: string) => {
    await dialog.getByRole('combobox', { name: `Action for ${field}` }).click()
    await page.locator('.ant-select-dropdown:visible').getByTitle(action, { exact: true }).click()
  }
  await choose('Cache-Control', 'Remove')
  await choose('x-oss-meta-stage', 'Find and replace')
  await dialog.getByRole('textbox', { name: 'Find in x-oss-meta-stage' }).fill('stage-(\\d)')
  await dialog.getByRole('textbox', { name: 'Replace in x-oss-meta-stage with' }).fill('$1.')
  await dialog.getByRole('checkbox', { name: 'Pattern' }).check()
  await dialog.getByRole('button', { name: 'Add metadata' }).click()
  await dialog.getByRole('textbox', { name: 'Metadata name' }).fill('x-oss-meta-Batch')
  await dialog.getByRole('combobox', { name: 'x-oss-meta-batch', exact: true }).fill('七')
  await choose('Tags', 'Add and remove')
  await dialog.getByRole('button', { name: 'Add tag' }).click()
  await dialog.getByRole('textbox', { name: 'Key of tag 1' }).fill('new')
  await dialog.getByRole('button', { name: 'Remove a tag by its key' }).click()
  await dialog.getByRole('textbox', { name: 'Key of tag 2' }).fill('old')
  await choose('ACL', 'Private')
  expect(await findings(page)).toEqual([])
  expect(await findingsWhereNarrow(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Show plan' }).click()
  const job = app.job('Change')
  await job.getByRole('button', { name: 'Start' }).click()
  await expect(job).toContainText('Done')
  const after = await Promise.all(keys.map((key) => propertiesOf(witness, at(key))))
  expect(after).toEqual(
    before.map((one, n) => {
      const { 'cache-control': _, ...head } = one.head
      const edits = { 'x-oss-meta-stage': `${n}.`, 'x-oss-meta-batch': bytesOf('七') }
      return { ...one, head: { ...head, ...edits }, tags: '[["kept","1"],["new",""]]', acl: 'private' }
    }),
  )
  await job.getByRole('button', { name: 'Undo' }).click()
  await expect(app.job('Undo')).toContainText('Done')
  expect(await Promise.all(keys.map((key) => propertiesOf(witness, at(key))))).toEqual(before)
})
