import { expect, test } from './world.ts'

test('across regions only when a person chooses the relay, which says what it costs', async ({ app }) => {
  await app.goTo('ferry-photos')
  const before = await app.headOf('ferry-photos', 'README.md')
  await app.choose('README.md', 'Copy to…')
  await app.dialog().getByRole('textbox', { name: 'Destination' }).fill('oss://ferry-qingdao/')
  await expect(app.dialog()).toContainText('Not across regions')
  await app.dialog().getByRole('checkbox', { name: 'Relay through this computer' }).check()
  await expect(app.dialog()).not.toContainText('Not across regions')
  await expect(app.dialog()).toContainText(/down and the same up/)
  await app.transfer('oss://ferry-qingdao/')
  await expect(app.job('README.md')).toContainText('Done')
  expect(await app.headOf('ferry-qingdao', 'README.md')).toMatchObject({ size: before?.size, crc64: before?.crc64 })
  expect(app.writes()).toEqual(['PutObject'])
})

test('an append-type object moves by a relay and becomes a normal one', async ({ app }) => {
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
