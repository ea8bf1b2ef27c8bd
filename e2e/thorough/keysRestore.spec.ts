import { expect, test } from '../keys.ts'
import { type App, place } from '../world.ts'

const never = new AbortController().signal
async function put(app: App, key: string, storageClass: 'ColdArchive' | 'DeepColdArchive') {
  await app.oss.put({ at: place('ferry-photos', key), body: key, attributes: { storageClass }, signal: never })
  app.ferry.localOss.requests.clear()
}

test('an archived object is restored as a job that waits until it can be read, over a reload', async ({
  app,
  keys,
  page,
  ferry,
}) => {
  ferry.localOss.settings.restoreMilliseconds = 4000
  await put(app, 'archive/deep.bin', 'DeepColdArchive')
  await app.goTo('ferry-photos', 'archive/')
  await keys.choose('deep.bin')
  await keys.command('Restore')
  await expect(app.dialog()).toContainText('Restoring is billed')
  await keys.to(app.dialog().getByRole('textbox', { name: 'Days to keep readable' }))
  await keys.retype('366')
  await expect(app.dialog()).toContainText('Enter a whole number from 1 to 365')
  await expect(app.dialog().getByRole('button', { name: 'Restore', exact: true })).toBeDisabled()
  await keys.retype('30')
  await keys.pick(app.dialog().getByRole('combobox', { name: 'Restore priority for Deep Cold Archive' }), 'Expedited')
  await keys.act(app.dialog().getByRole('button', { name: 'Restore', exact: true }))
  await expect(app.job('deep.bin')).toContainText('Restoring')
  await expect(app.row('deep.bin')).toContainText('Restoring')
  await page.reload()
  await expect(app.job('deep.bin')).toContainText('Done')
  await expect(app.row('deep.bin')).toContainText('Restored')
  expect(app.writes()).toEqual(['RestoreObject'])
  expect(await (await app.oss.get({ at: place('ferry-photos', 'archive/deep.bin'), signal: never })).text()).toContain(
    'deep',
  )
})

test('a whole prefix shows first what it takes; what can be read as it is is left, with the reason', async ({
  app,
  keys,
  ferry,
}) => {
  ferry.localOss.settings.restoreMilliseconds = 0
  await put(app, 'archive/cold.bin', 'ColdArchive')
  await app.goTo('ferry-photos')
  await keys.choose('archive')
  await keys.command('Restore')
  await expect(app.dialog()).toContainText('Nothing starts until you confirm')
  await keys.press('Enter')
  const job = app.job('archive')
  await expect(job).toContainText('Restoring 2 archived objects')
  await expect(job).toContainText('Not archived: nothing to restore')
  expect(app.writes()).toEqual([])
  await keys.act(job.getByRole('button', { name: 'Start' }))
  await expect(job).toContainText('Done')
  expect(app.writes()).toEqual(['RestoreObject', 'RestoreObject'])
})

test('it says why it cannot: nothing archived is chosen, or the key may not', async ({ app, keys, page, ferry }) => {
  await app.goTo('ferry-photos', 'site/')
  await keys.choose('index.html')
  await keys.command('Restore')
  await expect(page.getByRole('option', { name: /^Restore/ })).toContainText('Nothing selected is archived')
  await keys.press('Escape')
  ferry.localOss.faults.add({ op: 'RestoreObject', error: { code: 'AccessDenied' } })
  await app.goTo('ferry-photos', 'archive/')
  await keys.choose('2019')
  await keys.command('Restore')
  await expect(app.dialog().getByRole('textbox')).toBeFocused()
  await keys.press('Enter')
  await expect(app.job('2019')).toContainText('1 failed')
  await expect(app.job('2019')).toContainText('Access denied')
})

test('a copy of what is archived offers the restore, and goes on when it can be read', async ({ app, keys, ferry }) => {
  ferry.localOss.settings.restoreMilliseconds = 3000
  await app.goTo('ferry-photos')
  await keys.choose('archive')
  await keys.press('ControlOrMeta+c')
  await app.goTo('ferry-backup')
  await keys.choose('photos')
  await keys.press('ControlOrMeta+v')
  const job = app.job('archive')
  await expect(job).toContainText('The object is archived and must be restored first')
  await keys.act(job.getByRole('button', { name: /^Restore first/ }))
  await keys.act(job.getByRole('button', { name: 'Add to the job' }))
  await expect(job).toContainText('Restoring 1 archived object')
  expect(app.writes()).toEqual([])
  await keys.act(job.getByRole('button', { name: 'Start' }), 'Shift+Tab')
  await expect(job).toContainText('1 restoring')
  await expect(job.locator('.job-state')).toHaveText('Done')
  expect(await app.keysOf('ferry-backup', 'archive/')).toEqual(['archive/2019 账目.csv', 'archive/合同 2022.txt'])
})
