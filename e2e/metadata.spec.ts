import { byteString, bytesOf, bytesOfEach } from '../src/oss/headerBytes.ts'
import { findings } from './axe.ts'
import { expect, place, test } from './world.ts'

const never = new AbortController().signal
const key = 'site/index.html'

test('what is edited changes, everything else is as before', async ({ app, page }) => {
  const before = await app.headOf('ferry-photos', key)
  await app.goTo('ferry-photos', 'site/')
  await app.choose('index.html', 'Edit metadata')
  const dialog = app.dialog()
  await dialog.getByRole('combobox', { name: 'Cache-Control' }).fill('max-age=60')
  await page.keyboard.press('Tab')
  await dialog.getByRole('button', { name: 'Add metadata' }).click()
  await dialog.getByRole('textbox', { name: 'Name 1' }).fill('Reviewed-By')
  await dialog.getByRole('textbox', { name: 'Value 1' }).fill('李白')
  await dialog.getByRole('button', { name: 'Save 2 changes' }).click()
  await expect(app.job('index.html')).toContainText('Done')
  expect(app.writes()).toEqual(['CopyObject'])

  const after = await app.headOf('ferry-photos', key)
  expect(after?.headers).toEqual({ ...before?.headers, 'Cache-Control': 'max-age=60' })
  expect(after?.meta).toEqual({ ...before?.meta, 'reviewed-by': bytesOf('李白') })
  for (const name of ['size', 'etag', 'crc64', 'storageClass', 'tagCount'] as const)
    expect(after?.[name]).toBe(before?.[name])
  expect(await app.oss.getAcl({ at: place('ferry-photos', key), signal: never })).toBe('public-read')
})

test('the metadata of 6 GiB is edited by one self CopyObject, tags kept', async ({ app, page }) => {
  const video = 'videos/远航 4K 原片.mp4'
  const tags = await app.oss.getTags({ at: place('ferry-photos', video), signal: never })
  await app.goTo('ferry-photos', 'videos/')
  await app.choose('远航 4K 原片.mp4', 'Edit metadata')
  await app.dialog().getByRole('combobox', { name: 'Content-Language' }).fill('en')
  await page.keyboard.press('Tab')
  await app.dialog().getByRole('button', { name: 'Save 1 change' }).click()
  await expect(app.job('远航')).toContainText('Done')
  expect(app.writes()).toEqual(['CopyObject'])
  expect(await app.headOf('ferry-photos', video)).toMatchObject({
    headers: { 'Content-Language': 'en', 'Content-Type': 'video/mp4' },
    meta: bytesOfEach({ director: '李舟' }),
  })
  expect(await app.oss.getTags({ at: place('ferry-photos', video), signal: never })).toEqual(tags)
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
