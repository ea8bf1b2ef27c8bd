import type { Locator } from '@playwright/test'
import { type App, expect, place, test } from './world.ts'

const never = new AbortController().signal
/** The list of objects says it too, of the first of them. */
const ended = (job: Locator) => expect(job.locator('.job-state')).toContainText(/Done|Partly done/)

/** Undoes the newest job, which is small. */
async function undo(app: App, verb: RegExp) {
  await app.job(verb).getByRole('button', { name: 'Undo', exact: true }).click()
  await ended(app.job(/^Undo/))
  await expect(app.job(verb).last().getByRole('button', { name: 'Undo', exact: true })).toHaveCount(0)
}

test('a copy is undone: the copies go, the sources stay', async ({ app }) => {
  await app.goTo('ferry-photos')
  await app.choose('photos', 'Copy to…')
  await app.transfer('oss://ferry-backup/undone/')
  await ended(app.job(/^Copy/))
  const copies = await app.keysOf('ferry-backup', 'undone/')
  expect(copies.length).toBeGreaterThan(10)
  await undo(app, /^Copy/)
  expect(await app.keysOf('ferry-backup', 'undone/')).toEqual([])
  expect(await app.keysOf('ferry-photos', 'photos/')).toHaveLength(copies.length)
})

test('a rename is undone', { tag: '@thorough' }, async ({ app }) => {
  await app.goTo('ferry-photos')
  const before = await app.headOf('ferry-photos', 'README.md')
  await app.choose('README.md', 'Move to…')
  await app.transfer('oss://ferry-backup/moved/')
  await ended(app.job(/^Move/))
  await undo(app, /^Move/)
  expect(await app.headOf('ferry-backup', 'moved/README.md')).toBeUndefined()
  expect(await app.headOf('ferry-photos', 'README.md')).toMatchObject({ crc64: before?.crc64, meta: before?.meta })
})

test('what was written again since then is kept, and the plan says why', async ({ app }) => {
  await app.goTo('ferry-photos')
  await app.choose('data', 'Copy to…')
  await app.transfer('oss://ferry-backup/mine/')
  await app
    .job(/^Copy/)
    .getByRole('button', { name: /Continue with the other/ })
    .click()
  await ended(app.job(/^Copy/))
  const at = place('ferry-backup', 'mine/data/config.json')
  await app.oss.put({ at, body: 'somebody else', attributes: {}, signal: never })
  await app.job(/^Copy/).getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(app.job(/^Undo/)).toContainText('No longer the object that the job wrote')
  await app
    .job(/^Undo/)
    .getByRole('button', { name: /Continue with the other/ })
    .click()
  await ended(app.job(/^Undo/))
  expect(await app.keysOf('ferry-backup', 'mine/')).toEqual(['mine/data/config.json'])
})

test('the report of a job is saved as CSV, and finished jobs are cleared', async ({ app, page }) => {
  await app.goTo('ferry-photos')
  await app.choose('README.md', 'Copy to…')
  await app.transfer('oss://ferry-backup/report/')
  const job = app.job(/^Copy/)
  await ended(job)
  await job.getByRole('button', { name: /^Copy README/ }).click()
  const download = page.waitForEvent('download')
  await job.getByRole('button', { name: 'Save the report as CSV' }).click()
  const chunks: Buffer[] = []
  for await (const chunk of await (await download).createReadStream()) chunks.push(chunk as Buffer)
  expect(Buffer.concat(chunks).toString()).toContain(
    'oss://ferry-photos/README.md,oss://ferry-backup/report/README.md,510,whole,done,new',
  )
  await page.getByRole('button', { name: 'Clear finished' }).click()
  await expect(app.job(/^Copy/)).toHaveCount(0)
})
