import type { RunningFerry } from '../src/gateway/startFerry.ts'
import { App, expect, place, test } from './world.ts'

const names = Array.from({ length: 60 }, (_, n) => `in/${String(n).padStart(2, '0')}`)

/** A copy of 60 objects that comes as far as 20, or as all but `held`, shown by a second tab. */
async function halfDone(app: App, ferry: RunningFerry, held = 40) {
  const { signal } = new AbortController()
  for (const key of names) await app.oss.put({ at: place('ferry-backup', key), body: key, attributes: {}, signal })
  await app.goTo('ferry-backup')
  const other = new App(await app.page.context().newPage(), ferry, app.oss)
  await other.goTo('ferry-backup')
  await expect(other.row('in')).toBeVisible()
  let goOn = () => {}
  const hold = new Promise<void>((resolve) => {
    goOn = resolve
  })
  ferry.localOss.faults.add({ op: 'CopyObject', skip: 20, times: held, hold })
  await app.choose('in', 'Copy to…')
  await app.transfer('oss://ferry-backup/out/')
  await expect(other.job('in')).toContainText(`${60 - held} of 60`)
  return { other, goOn }
}

test('one tab runs a job, another watches it, and goes on with it when the first is gone', async ({ app, ferry }) => {
  const { other, goOn } = await halfDone(app, ferry)
  await app.page.close()
  goOn()
  await expect(other.job('in')).toContainText('Done')
  expect(await app.keysOf('ferry-backup', 'out/')).toEqual(names.map((name) => `out/${name}`))
})

test('an old tab lets go of the jobs when a newer page takes the journal, and says that it must be reloaded', {
  tag: '@thorough',
}, async ({ app, ferry }) => {
  const { other, goOn } = await halfDone(app, ferry)
  await other.page.close()
  const newer = await app.page.context().newPage()
  await newer.route('**/newer', (route) => route.fulfill({ contentType: 'text/html', body: '' }))
  await newer.goto(`${ferry.url}newer`)
  await newer.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('oss-ferry', 99)
        opening.onsuccess = () => resolve()
        opening.onerror = () => reject(opening.error)
      }),
  )
  await newer.evaluate(() => navigator.locks.request('oss-ferry-engine', () => {}))
  goOn()
  await expect(app.page.getByText('There is a new version of OSS Ferry')).toBeVisible()
  await expect(app.page.getByRole('button', { name: 'Reload' })).toBeVisible()
})

test('a removal of what is being copied is shown first, and names the copy', { tag: '@thorough' }, async ({
  app,
  ferry,
}) => {
  // Copies that hang leave room for the plan.
  const { goOn } = await halfDone(app, ferry, 4)
  await app.choose('in', 'Delete')
  await app
    .dialog()
    .getByRole('button', { name: /^Delete/ })
    .click()
  const removal = app.job('Delete')
  await expect(removal).toContainText('would be deleted without a copy')
  await expect(removal).toContainText('Copy “in/”')
  goOn()
  await expect(app.job('Copy').first().locator('.job-state')).toContainText('Done')
  await expect(removal).not.toContainText('would be deleted without a copy')
  expect(await app.keysOf('ferry-backup', 'in/')).toEqual(names)
  await removal.getByRole('button', { name: 'Start' }).click()
  await expect(removal.locator('.job-state')).toContainText('Done')
  expect(await app.keysOf('ferry-backup', 'out/')).toEqual(names.map((name) => `out/${name}`))
})

test('a cancel in another tab says what stays, stops the first, and tells what came to an end behind it', async ({
  app,
  ferry,
  page,
}) => {
  // More are left than can be under way.
  await page.getByRole('button', { name: 'Job panel' }).click()
  await page.getByRole('button', { name: 'Job settings' }).click()
  await page.getByRole('menuitem', { name: 'Concurrent requests' }).click()
  await page.getByRole('menuitem', { name: 'Up to 8', exact: true }).click()
  const { other, goOn } = await halfDone(app, ferry)
  await other.job('in').getByRole('button', { name: 'Cancel job' }).click()
  await expect(other.job('in')).toContainText('Objects already copied (20) are kept')
  await other.job('in').getByRole('button', { name: 'Cancel job' }).last().click()
  await expect(app.job('in')).toContainText('Canceled')
  goOn()
  await expect.poll(() => ferry.localOss.requests.entries.every(({ status }) => status !== 0)).toBe(true)
  // What was in flight came to its end at the store, and is told; nothing was begun after that.
  const copied = (await app.keysOf('ferry-backup', 'out/')).length
  expect(copied).toBeLessThan(names.length)
  await expect(other.job('in')).toContainText(`${copied} of 60 objects`)
  await other.job('in').getByRole('heading').getByRole('button').click()
  await expect(other.job('in').getByTitle('Copy “in/”')).toBeVisible()
  await other
    .job('in')
    .getByText(`Not done ${60 - copied}`)
    .click()
  await expect(other.job('in').getByRole('listitem').first()).toContainText('Not done')
  await expect(other.job('in')).not.toContainText('Queued')
  expect(await app.keysOf('ferry-backup', 'in/')).toEqual(names)
})
