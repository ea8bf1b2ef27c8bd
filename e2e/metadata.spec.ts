import { byteString, bytesOf } from '../src/oss/headerBytes.ts'
import { type Kind, makePlaces, type Place, placed } from '../test/objectKinds.ts'
import { findings } from './axe.ts'
import { type Encoding, editOne, make } from './propertyForms.ts'
import { expect, place, test } from './world.ts'

const never = new AbortController().signal
const key = 'site/index.html'

/** Each kind, place and encoding at least once; all of them together, and undone: thorough/propertyForms.spec.ts. */
const diagonal: [Kind, Place, Encoding][] = [
  ['0 bytes', 'no versions', 'GBK'],
  ['1 KiB', 'versions', 'Latin-1'],
  ['6 GiB', 'versions suspended', 'UTF-8'],
  ['parts', 'versions', 'GBK'],
  ['append type', 'no versions', 'Latin-1'],
  ['link', 'versions suspended', 'UTF-8'],
]

test('of objects of every kind, in buckets of every kind, what is edited changes and nothing else does', async ({
  app,
  ferry,
  witness,
}) => {
  const by = { ...witness, store: ferry.localOss }
  const home = (key: string) => place('ferry-photos', `kinds/${key}`)
  await makePlaces(by, home(''))
  const cases = diagonal.map(([kind, where, encoding]) => ({
    kind,
    place: where,
    encoding,
    at: placed(where, home(kind)),
  }))
  for (const one of cases) await make(by, ferry.localOss.settings, one)
  for (const one of cases) {
    await app.goTo(one.at.bucket, 'kinds/')
    await editOne(app, witness, one)
  }
})

test('what is not UTF-8, or not what one would type, is shown, kept, and in nobody’s way', async ({ app, page }) => {
  const odd = {
    headers: {
      'Content-Type': bytesOf('jpg'),
      Expires: bytesOf('never'),
      'Content-Disposition': byteString('\xb1\xa8.jpg'),
    },
    meta: { gbk: byteString('\xb1\xa8\xb8\xe6'), latin1: byteString('caf\xe9') },
  }
  await app.oss.put({ at: place('ferry-photos', key), body: 'x', attributes: odd, signal: never })
  await app.goTo('ferry-photos', 'site/')
  await app.choose('index.html', 'Edit metadata')
  const dialog = app.dialog()
  await expect(dialog.getByRole('textbox', { name: 'Value 1' })).toHaveValue('报告')
  await expect(dialog.getByText('Not UTF-8, shown as GBK')).toHaveCount(2)
  await expect(dialog.getByText('Not UTF-8, shown as Latin-1')).toHaveCount(1)
  expect(await findings(page)).toEqual([])
  await dialog.getByRole('combobox', { name: 'Content-Language' }).fill('en')
  await page.keyboard.press('Tab')
  await dialog.getByRole('button', { name: 'Save 1 change' }).click()
  await expect(app.job('index.html')).toContainText('Done')
  const after = await app.headOf('ferry-photos', key)
  expect(after).toMatchObject({ headers: { ...odd.headers, 'Content-Language': 'en' }, meta: odd.meta })
})

test('what OSS would refuse is said beside the field, and nothing is sent', async ({ app, page }) => {
  await app.goTo('ferry-photos', 'site/')
  await app.choose('index.html', 'Edit metadata')
  const dialog = app.dialog()
  await dialog.getByRole('button', { name: 'Add metadata' }).click()
  await dialog.getByRole('textbox', { name: 'Name 1' }).fill('under_score')
  await expect(dialog.getByText('Use letters, digits, and hyphens only')).toBeVisible()
  await expect(dialog.getByRole('button', { name: /Save/ })).toBeDisabled()
  await dialog.getByRole('textbox', { name: 'Name 1' }).fill('long')
  await dialog.getByRole('textbox', { name: 'Value 1' }).fill('中'.repeat(2731))
  await expect(dialog.getByText(/limited to 8 KiB/)).toBeVisible()
  await expect(dialog.getByRole('button', { name: /Save/ })).toBeDisabled()
  await dialog.getByRole('textbox', { name: 'Value 1' }).fill(' kept')
  await expect(dialog.getByText(/HTTP drops spaces/)).toBeVisible()
  await expect(dialog.getByRole('button', { name: /Save/ })).toBeEnabled()
  await dialog.getByRole('combobox', { name: 'Cache-Control' }).fill('缓存')
  await expect(dialog.getByText(/ASCII characters only/)).toBeVisible()
  await expect(dialog.getByRole('button', { name: /Save/ })).toBeDisabled()
  await page.keyboard.press('Escape')
  expect(app.writes()).toEqual([])
})
