import { expect, test } from './world.ts'

test('across regions only when a person chooses the relay, which says what it costs', async ({ app }) => {
  await app.goTo('ferry-photos')
  const before = await app.headOf('ferry-photos', 'README.md')
  await app.choose('README.md', 'Copy to…')
  await app.dialog().getByRole('textbox', { name: 'Destination' }).fill('oss://ferry-qingdao/')
  await expect(app.dialog()).toContainText("Can't copy across regions")
  await app.dialog().getByRole('checkbox', { name: 'Relay through this computer' }).check()
  await expect(app.dialog()).not.toContainText("Can't copy across regions")
  await expect(app.dialog()).toContainText(/each way/)
  await app.transfer('oss://ferry-qingdao/')
  await expect(app.job('README.md')).toContainText('Done')
  expect(await app.headOf('ferry-qingdao', 'README.md')).toMatchObject({ size: before?.size, crc64: before?.crc64 })
  expect(app.writes()).toEqual(['PutObject'])
})

test('an append-type object moves by a relay and becomes a normal one', { tag: '@thorough' }, async ({ app }) => {
  await app.goTo('ferry-photos', 'data/logs/')
  const before = await app.headOf('ferry-photos', 'data/logs/harbour.log')
  await app.choose('harbour.log', 'Move to…')
  await expect(app.dialog().getByRole('button', { name: /^Move/ })).toBeDisabled()
  await app.dialog().getByRole('checkbox', { name: 'Relay through this computer' }).check()
  await app.transfer('oss://ferry-backup/logs/')
  await expect(app.job('harbour.log')).toContainText('Done')
  expect(await app.headOf('ferry-backup', 'logs/harbour.log')).toMatchObject({ type: 'Normal', crc64: before?.crc64 })
  expect(await app.keysOf('ferry-photos', 'data/logs/')).toEqual([])
})

test('to another account only by a relay: the one key reads, the other writes', async ({
  app,
  ferry,
  guests,
  page,
}) => {
  const [guest] = guests
  if (!guest) throw new Error('a guest was expected')
  await app.giveKeys('Add account…', guest)
  await page.getByRole('button', { name: /^Account/ }).click()
  await page.getByRole('menuitem', { name: /Local OSS/ }).click()
  await expect(page.getByRole('button', { name: 'Account: Local OSS' })).toBeVisible()
  await app.goTo('ferry-photos')
  await app.choose('README.md', 'Copy to…')
  const destination = app.dialog().getByRole('textbox', { name: 'Destination' })
  await expect(app.dialog().getByRole('combobox', { name: 'Filter buckets and folders' })).toBeFocused()
  await app.dialog().getByRole('combobox', { name: 'Destination account' }).click()
  await page.getByTitle(/STS\.one/).click()
  await app
    .dialog()
    .getByRole('option', { name: /^ferry-backup/ })
    .click()
  await expect(destination).toHaveValue('oss://ferry-backup/')
  await expect(app.dialog()).toContainText('The destination belongs to another account')
  const relay = app.dialog().getByRole('checkbox', { name: 'Relay through this computer' })
  await expect(relay).toBeChecked()
  await relay.uncheck()
  await expect(app.dialog()).toContainText("Can't copy across accounts")
  await relay.check()
  await expect(app.dialog()).toContainText(/Outbound traffic of the source's region is billed/)
  ferry.localOss.requests.clear()
  await app.transfer('oss://ferry-backup/given/')
  await expect(app.job('README.md')).toContainText('Done')
  const before = await app.headOf('ferry-photos', 'README.md')
  expect(await app.headOf('ferry-backup', 'given/README.md')).toMatchObject({
    size: before?.size,
    crc64: before?.crc64,
  })
  await expect(app.job('README.md').locator('.job-account')).toHaveText(['Local OSS', 'STS.one'])
  const signers = (op: string) =>
    ferry.localOss.requests.entries.filter((entry) => entry.op === op).map((entry) => entry.accessKeyId)
  expect(signers('PutObject')).toEqual(['STS.one'])
  expect(signers('GetObject')).not.toContain('STS.one')
})
