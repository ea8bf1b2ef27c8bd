import { expect, place, test } from './world.ts'

test('503 and a reset are retried with back-off, and the copy ends right', async ({ app, ferry }) => {
  ferry.localOss.faults.add({ op: 'CopyObject', times: 2, error: { code: 'ServiceUnavailable' } })
  ferry.localOss.faults.add({ op: 'CopyObject', times: 1, reset: 'before' })
  await app.goTo('ferry-photos')
  await app.choose('README.md', 'Copy to…')
  await app.transfer('oss://ferry-backup/')
  await expect(app.job('README.md')).toContainText('Done', { timeout: 20_000 })
  expect(app.writes()).toEqual(['CopyObject', 'CopyObject', 'CopyObject', 'CopyObject'])
})

test('a 403 names the missing permission; after a retry the copy ends right', { tag: '@thorough' }, async ({
  app,
  ferry,
}) => {
  const fault = ferry.localOss.faults.add({ op: 'CopyObject', error: { code: 'AccessDenied' } })
  await app.goTo('ferry-photos')
  await app.choose('README.md', 'Copy to…')
  await app.transfer('oss://ferry-backup/')
  await expect(app.job('README.md')).toContainText('1 failed')
  await app.job('README.md').getByRole('button', { expanded: false }).first().click()
  await expect(app.job('README.md')).toContainText(/oss:PutObject|oss:GetObject/)
  fault.remove()
  await app.job('README.md').getByRole('button', { name: 'Retry failed' }).click()
  await expect(app.job('README.md')).toContainText('Done')
})

test('a move that a retention policy stops says that both sides have the object', { tag: '@thorough' }, async ({
  app,
  ferry,
}) => {
  ferry.localOss.faults.add({ op: ['DeleteObject', 'DeleteMultipleObjects'], error: { code: 'FileImmutable' } })
  await app.goTo('ferry-photos')
  await app.choose('README.md', 'Move to…')
  await app.transfer('oss://ferry-backup/')
  await expect(app.job('README.md')).toContainText('A retention policy protects the object')
  await app.job('README.md').getByRole('button', { expanded: false }).first().click()
  await expect(app.job('README.md')).toContainText('the object exists in both places')
  for (const bucket of ['ferry-photos', 'ferry-backup']) expect(await app.headOf(bucket, 'README.md')).toBeDefined()
})

test('a store that is down is named, and the listing can be tried again', { tag: '@thorough' }, async ({
  app,
  ferry,
  page,
}) => {
  ferry.localOss.faults.add({ reset: 'before' })
  await app.goTo('ferry-photos', 'site/')
  await expect(page.getByRole('alert').filter({ hasText: 'connection was lost' })).toBeVisible({ timeout: 20_000 })
  ferry.localOss.faults.clear()
  await page.getByRole('button', { name: /Try again|Retry/ }).click()
  await expect(app.row('index.html')).toBeVisible()
})

test('a stopped server is named in the listing and in the job, which goes on when it is back', async ({
  app,
  ferry,
  page,
}) => {
  await app.goTo('ferry-photos')
  await expect(app.row('README.md')).toBeVisible()
  const down = ferry.localOss.faults.add({ reset: 'before' })
  await app.choose('README.md', 'Copy to…')
  await app.dialog().getByRole('textbox', { name: 'Destination' }).fill('oss://ferry-backup/')
  await app.dialog().getByRole('button', { name: /^Copy/ }).click()
  await expect(app.job('README.md')).toContainText(/connection was lost|Connection lost/i, { timeout: 40_000 })
  expect(await app.headOf('ferry-photos', 'README.md').catch((error) => error.kind)).toBe('network')
  down.remove()
  // It goes on by itself, unless it had been tried often enough.
  const again = app.job('README.md').getByRole('button', { name: /Resume|Retry failed/ })
  await expect(again.or(app.job('README.md').getByText('Done')).first()).toBeVisible({ timeout: 40_000 })
  if (await again.isVisible()) await again.click()
  await expect(app.job('README.md')).toContainText('Done', { timeout: 40_000 })
  await expect(page.getByRole('alert')).toHaveCount(0)
})

test('a temporary key that expires stops the job whole; with new keys it goes on by itself', async ({
  app,
  ferry,
  guests,
  page,
}) => {
  const [first, second] = guests
  if (!first || !second) throw new Error('two keys were expected')
  const names = Array.from({ length: 40 }, (_, n) => `in/${n}`)
  for (const key of names)
    await app.oss.put({
      at: place('ferry-backup', key),
      body: key,
      attributes: {},
      signal: new AbortController().signal,
    })
  await app.giveKeys('Add account…', first)
  await app.goTo('ferry-backup')
  ferry.localOss.faults.add({
    op: 'CopyObject',
    skip: 10,
    times: 1,
    run: async () => {
      first.expires = 1
    },
  })
  await app.rename('in', 'out')
  await expect(app.job('in')).toContainText('The temporary credentials are no longer valid')
  await page.reload()
  await expect(app.job('in')).toContainText('The temporary credentials are no longer valid')
  await app.giveKeys('Change keys…', second)
  await expect(app.job('in')).toContainText('Done')
  expect(await app.keysOf('ferry-backup', 'in/')).toEqual([])
  expect(await app.keysOf('ferry-backup', 'out/')).toHaveLength(names.length)
})
