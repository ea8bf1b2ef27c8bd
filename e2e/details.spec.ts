import { expect, place, test } from './world.ts'

const never = new AbortController().signal
const key = 'site/index.html'

test('the details follow the selection, stay open, and do not block', async ({ app, page }) => {
  await app.goTo('ferry-photos', 'site/')
  await app.row('index.html').click()
  await page.keyboard.press('i')
  const details = page.getByRole('complementary', { name: 'Details' })
  await expect(details.getByRole('heading', { name: 'index.html' })).toBeVisible()
  const head = await app.headOf('ferry-photos', key)
  await expect(details).toContainText(head?.etag ?? 'no ETag')
  await expect(details).toContainText(head?.crc64 ?? 'no CRC64')
  await expect(details).toContainText('Public read')
  await app.row('index.html').press('Control+a')
  await expect(details).toContainText('items selected')
  await app.row('assets').click()
  await expect(details).toContainText("A folder isn't an object")
  await page.reload()
  await expect(details).toContainText('Select an object')
  await details.getByRole('button', { name: 'Close details' }).click()
  await expect(details).toBeHidden()
})

test('tags, ACL and class are changed from the details, and nothing else with them', async ({ app, page }) => {
  const before = await app.headOf('ferry-photos', key)
  await app.goTo('ferry-photos', 'site/')
  await app.row('index.html').click()
  await page.getByRole('button', { name: 'Details' }).click()
  const details = page.getByRole('complementary', { name: 'Details' })
  await details.getByRole('button', { name: 'Edit tags' }).click()
  await details.getByRole('button', { name: 'Add tag' }).click()
  const added = details.getByRole('textbox', { name: /^Key of tag/ }).last()
  await added.fill('a&b')
  await expect(details.getByText('Use letters, digits, spaces')).toBeVisible()
  await expect(details.getByRole('button', { name: 'Save tags' })).toBeDisabled()
  await added.fill('审核')
  await details
    .getByRole('textbox', { name: /^Value of tag/ })
    .last()
    .fill('2026 ok')
  await details.getByRole('button', { name: 'Save tags' }).click()
  await expect(details.getByText('审核 = 2026 ok')).toBeVisible()
  expect(await app.oss.getTags({ at: place('ferry-photos', key), signal: never })).toContainEqual({
    key: '审核',
    value: '2026 ok',
  })

  await details.getByRole('button', { name: 'Change ACL' }).click()
  await details.getByRole('combobox', { name: 'ACL' }).click()
  await page
    .getByRole('option', { name: 'Private', exact: true })
    .or(page.getByTitle('Private', { exact: true }))
    .last()
    .click()
  await details.getByRole('button', { name: 'Save ACL' }).click()
  await expect(details).toContainText('Private')

  await details.getByRole('button', { name: 'Change storage class' }).click()
  await details.getByRole('combobox', { name: 'Storage class' }).click()
  await page.getByTitle('Infrequent Access', { exact: true }).last().click()
  await expect(details.getByText(/Minimum storage duration 30 days/)).toBeVisible()
  await details.getByRole('button', { name: 'Save storage class' }).click()
  await expect.poll(async () => (await app.headOf('ferry-photos', key))?.storageClass).toBe('IA')
  const after = await app.headOf('ferry-photos', key)
  expect([after?.headers, after?.meta, after?.crc64]).toEqual([before?.headers, before?.meta, before?.crc64])
  expect(await app.oss.getAcl({ at: place('ferry-photos', key), signal: never })).toBe('private')
})
