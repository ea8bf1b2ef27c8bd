import type { Locator, Page } from '@playwright/test'
import { byteString, bytesOf, bytesOfEach } from '../src/oss/headerBytes.ts'
import type { Attributes, HeaderBytes, Ref } from '../src/oss/types.ts'
import { type Kind, kinds, type Maker, type Place } from '../test/objectKinds.ts'
import { type Properties, propertiesOf, type Witness } from '../test/properties.ts'
import { type App, expect } from './world.ts'

/** The forms of an object's properties over objects of every kind: what is asked differs afterwards, nothing else does, and an undo brings all back. */

export type Encoding = 'GBK' | 'Latin-1' | 'UTF-8'
export const encodings: Encoding[] = ['GBK', 'Latin-1', 'UTF-8']
export type Case = { kind: Kind; place: Place; encoding: Encoding; at: Ref }

const values: Record<Encoding, HeaderBytes> = {
  GBK: byteString('\xb1\xa8\xb8\xe6'),
  'Latin-1': byteString('caf\xe9'),
  'UTF-8': bytesOf('报告'),
}

/** `touched` is what a form edits, `kept` what stands beside it in the same encoding. */
function attributesOf(encoding: Encoding): Attributes {
  const value = values[encoding]
  return {
    headers: {
      ...bytesOfEach({ 'Content-Type': 'text/odd', 'Cache-Control': 'max-age=60', Expires: 'never' }),
      'Content-Disposition': byteString(`attachment; filename="${value}"`),
    },
    meta: { gone: value, kept: value, touched: value },
    tags: [{ key: 'old', value: '1' }],
    acl: 'private',
    storageClass: 'Standard',
  }
}

/** Before the second in which it is edited: OSS tells times in whole seconds. */
export async function make(by: Maker, clock: { clockOffset: number }, { kind, encoding, at }: Case) {
  clock.clockOffset = -60_000
  await kinds[kind](by, at, attributesOf(encoding))
  clock.clockOffset = 0
}

/** The form of one object over each kind of thing that it edits, and the same read back. */
export async function editOne(app: App, witness: Witness, { kind, at }: Case) {
  const [dialog, name] = [app.dialog(), at.key.slice(at.key.lastIndexOf('/') + 1)]
  const before = await propertiesOf(witness, at)
  app.ferry.localOss.requests.clear()
  await app.choose(name, 'Edit metadata')
  if (kind !== 'link') await typeValues(app.page, dialog)
  await choose(app.page, dialog, 'Tags', 'Replace all')
  await dialog.getByRole('textbox', { name: 'Value of tag 1' }).fill('2')
  await choose(app.page, dialog, 'ACL', 'Inherit from bucket')
  await dialog.getByRole('button', { name: /^Save \d changes$/ }).click()
  await done(app, name)
  expect(app.writes()).toEqual(kind === 'link' ? ['PutObjectTagging', 'PutObjectAcl'] : ['CopyObject'])
  expect(await propertiesOf(witness, at), `${at.bucket}: ${name}`).toEqual(edited(before, kind))
  return before
}

async function typeValues(page: Page, dialog: Locator) {
  await dialog.getByRole('combobox', { name: 'Cache-Control' }).fill('no-cache')
  await page.keyboard.press('Tab')
  const pair = dialog.locator('.pair', { has: page.locator('input[value="touched"]') })
  await pair.getByRole('textbox', { name: /^Value/ }).fill('新')
  await dialog.getByRole('button', { name: 'Remove gone' }).click()
}

export async function choose(page: Page, dialog: Locator, field: string, action: string) {
  await dialog.getByRole('combobox', { name: `Action for ${field}` }).click()
  await page.locator('.ant-select-dropdown:visible').getByTitle(action, { exact: true }).click()
}

/** What the forms of one and of many ask for. */
export function edited(before: Properties, kind: Kind): Properties {
  const others = { ...before, tags: '[["old","2"]]', acl: 'default' }
  if (kind === 'link') return others
  const { 'x-oss-meta-gone': _, ...head } = before.head
  return { ...others, head: { ...head, 'cache-control': 'no-cache', 'x-oss-meta-touched': bytesOf('新') } }
}

/** The newest of that name: many are edited twice. */
const job = (app: App, title: string) => app.page.getByRole('article', { name: title, exact: true }).first()
const stateOf = (app: App, title: string) => job(app, title).locator('.job-state')

/** The title of the job that edits one row. */
export const changeOf = (name: string) => `Change “${name}”`

export async function done(app: App, name: string) {
  await expect(stateOf(app, changeOf(name))).toHaveText(/^Done/)
}

/** `of`: the title of the job. */
export async function undo(app: App, of: string) {
  const title = `Undo: ${of}`
  await job(app, of).getByRole('button', { name: 'Undo' }).click()
  await expect(stateOf(app, title)).toHaveText(/^(Done|Waiting)/)
  // What costs something, as another class does, is shown first.
  if ((await stateOf(app, title).textContent())?.startsWith('Waiting')) await start(app, title)
  await expect(stateOf(app, title)).toHaveText(/^Done/)
}

/** Some of the objects may be refused: the others are gone on with. */
async function start(app: App, title: string) {
  await job(app, title)
    .getByRole('button', { name: /^(Start|Continue)/ })
    .click()
}

/** The forms of many objects and of a rule over a folder, which ask for what `editOne` does. Resolves with the title of the job. */
export async function setMany(app: App, form: 'many' | 'rule', folder: string): Promise<string> {
  const [dialog, { page }] = [app.dialog(), app]
  await app.choose(folder, form === 'many' ? 'Edit metadata' : 'Rules…')
  if (form === 'rule') {
    await dialog.getByRole('button', { name: 'Count objects' }).click()
    await dialog.getByRole('textbox', { name: 'Rule name' }).fill('All kinds')
  }
  await dialog.getByRole('combobox', { name: 'Cache-Control', exact: true }).fill('no-cache')
  await dialog.getByRole('combobox', { name: 'x-oss-meta-touched', exact: true }).fill('新')
  await choose(page, dialog, 'x-oss-meta-gone', 'Remove')
  await choose(page, dialog, 'Tags', 'Add and remove')
  await dialog.getByRole('button', { name: 'Add tag' }).click()
  await dialog.getByRole('textbox', { name: 'Key of tag 1' }).fill('old')
  await dialog.getByRole('textbox', { name: 'Value of tag 1' }).fill('2')
  await choose(page, dialog, 'ACL', 'Inherit from bucket')
  await dialog.getByRole('button', { name: 'Show plan' }).click()
  const title = form === 'many' ? changeOf(`${folder}/`) : `Apply rule “All kinds” to “${folder}/”`
  await start(app, title)
  // All but the link.
  await expect(stateOf(app, title)).toHaveText('Partly done')
  return title
}
