import { readFileSync } from 'node:fs'
import { bytesOfEach } from '../src/oss/headerBytes.ts'
import type { Attributes } from '../src/oss/types.ts'
import { propertiesOf } from '../test/properties.ts'
import { findings, findingsWhereNarrow } from './axe.ts'
import { expect, place, test } from './world.ts'

const never = new AbortController().signal
const bucket = 'ferry-photos'
const at = (key: string) => place(bucket, key)
const attributes: Attributes = {
  headers: bytesOfEach({ 'Content-Type': 'text/html', 'Content-Language': 'zh-CN' }),
  meta: bytesOfEach({ author: '李白' }),
  tags: [{ key: 'kept', value: '1' }],
}
const cached = { ...attributes, headers: { ...attributes.headers, ...bytesOfEach({ 'Cache-Control': 'no-store' }) } }

test('all *.html below a folder without Cache-Control get max-age=300, counted before, saved, undone and run again', async ({
  app,
  page,
  witness,
}) => {
  const [bare, other, kept] = [['web/a.html', 'web/sub/B.HTML'], ['web/c.css', 'a.html'], 'web/old.html']
  for (const key of [...bare, ...other]) await app.oss.put({ at: at(key), body: key, attributes, signal: never })
  await app.oss.put({ at: at(kept), body: kept, attributes: cached, signal: never })
  const keys = [...bare, ...other, kept]
  const now = () => Promise.all(keys.map((key) => propertiesOf(witness, at(key))))
  const before = await now()
  await app.goTo(bucket)
  app.ferry.localOss.requests.clear()

  await app.choose('web', 'Rules…')
  const dialog = app.dialog()
  const choose = async (field: string, option: string) => {
    await dialog.getByRole('combobox', { name: field, exact: true }).click()
    await page.locator('.ant-select-dropdown:visible').getByTitle(option, { exact: true }).click()
  }
  await dialog.getByRole('textbox', { name: 'Names' }).fill('*.html')
  await dialog.getByRole('button', { name: 'Add condition' }).click()
  await choose('Name in condition 1', 'Cache-Control')
  await dialog.getByRole('button', { name: 'Count objects' }).click()
  await expect(dialog.getByText('2 of 3 matching objects meet the conditions')).toBeVisible()
  await dialog.getByRole('combobox', { name: 'Cache-Control', exact: true }).fill('max-age=300')
  await expect(dialog.getByText('2 change, 0 already as asked')).toBeVisible()
  expect(await findings(page)).toEqual([])
  expect(await findingsWhereNarrow(page)).toEqual([])
  await dialog.getByRole('textbox', { name: 'Rule name' }).fill('Pages')
  await dialog.getByRole('button', { name: 'Save rule' }).click()
  const download = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Export' }).click()
  const file = await (await download).path()
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
    version: 1,
    rule: {
      name: 'Pages',
      names: ['*.html'],
      when: { headers: { 'Cache-Control': { is: 'absent' } } },
      edit: { headers: { 'Cache-Control': { do: 'set', value: 'max-age=300' } } },
    },
  })
  await dialog.getByRole('button', { name: 'Show plan' }).click()
  const job = app.job('Apply rule “Pages” to')
  await expect(job.getByText('Cache-Control: not set → max-age=300').first()).toBeVisible()
  expect(app.writes()).toEqual([])
  await job.getByRole('button', { name: 'Start' }).click()
  await expect(job).toContainText('Done')
  const changed = (one: (typeof before)[number]) => ({ ...one, head: { ...one.head, 'cache-control': 'max-age=300' } })
  expect(await now()).toEqual(before.map((one, n) => (n < bare.length ? changed(one) : one)))

  await page.reload()
  await app.choose('web', 'Rules…')
  await choose('Rule', 'Pages')
  await expect(dialog.getByText('0 of 3 matching objects meet the conditions')).toBeVisible()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Job panel' }).click()
  await job.getByRole('button', { name: 'Undo' }).click()
  await expect(app.job('Undo')).toContainText('Done')
  expect(await now()).toEqual(before)

  await app.choose('web', 'Rules…')
  await dialog
    .locator('input[type=file]')
    .setInputFiles({ name: 'rule.json', mimeType: '', buffer: readFileSync(file) })
  await expect(dialog.getByText('2 of 3 matching objects meet the conditions')).toBeVisible()
  await expect(dialog.getByText('2 change, 0 already as asked')).toBeVisible()
})

test('a type that does not fit the content is repaired by a preset, which says how many requests that takes', {
  tag: '@thorough',
}, async ({ app, page, witness }) => {
  const png = new Blob([Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0])])
  const text = new Blob(['<h1>no picture</h1>'])
  await app.oss.put({ at: at('typed/a.bin'), body: png, attributes, signal: never })
  await app.oss.put({ at: at('typed/b.png'), body: text, attributes, signal: never })
  const keys = ['typed/a.bin', 'typed/b.png']
  const now = () => Promise.all(keys.map((key) => propertiesOf(witness, at(key))))
  const before = await now()
  await app.goTo(bucket)
  app.ferry.localOss.requests.clear()
  await app.choose('typed', 'Rules…')
  const dialog = app.dialog()
  await dialog.getByRole('combobox', { name: 'Rule', exact: true }).click()
  await page
    .locator('.ant-select-dropdown:visible')
    .getByTitle("Repair a Content-Type that doesn't fit the content", { exact: true })
    .click()
  await expect(dialog.getByText('The plan reads the beginning of 2 objects (2 requests)')).toBeVisible()
  expect(await findings(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Show plan' }).click()
  const job = app.job('Apply rule “Repair a Content-Type')
  await expect(job.getByText('Content-Type: text/html → image/png').first()).toBeVisible()
  expect(app.writes()).toEqual([])
  expect(app.ferry.localOss.requests.entries.filter(({ op }) => op === 'GetObject')).toHaveLength(2)
  await job.getByRole('button', { name: 'Start' }).click()
  await expect(job).toContainText('Done')
  const [first, second] = before
  expect(await now()).toEqual([{ ...first, head: { ...first?.head, 'content-type': 'image/png' } }, second])
})
