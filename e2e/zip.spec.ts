import { readFileSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { unzip } from '../test/unzip.ts'
import { findings } from './axe.ts'
import { type App, expect, held, place, test } from './world.ts'

/** A browser without folder access. */
test.beforeEach(async ({ page }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(window, 'showDirectoryPicker')
    Reflect.deleteProperty(window, 'showSaveFilePicker')
  })
  await page.reload()
})

const never = new AbortController().signal

async function fill(app: App, bodies: Record<string, string>) {
  for (const [key, body] of Object.entries(bodies))
    await app.oss.put({ at: place('ferry-backup', key), body, attributes: {}, signal: never })
}

async function askForZip(app: App) {
  await expect(app.dialog()).toContainText('you save it from the finished job')
  await app.dialog().getByRole('button', { name: 'Save as zip…' }).click()
}

async function saved(job: Locator, page: Page): Promise<{ name: string; entries: Record<string, string> }> {
  const downloading = page.waitForEvent('download')
  await job.getByRole('button', { name: 'Save the zip' }).click()
  const download = await downloading
  const entries = unzip(readFileSync(await download.path()))
  return {
    name: download.suggestedFilename(),
    entries: Object.fromEntries([...entries].map(([name, bytes]) => [name, bytes.toString()])),
  }
}

test('many objects and a prefix become one zip, every name and byte of it', async ({ app, page }) => {
  const bodies = {
    'in/a.txt': 'a',
    'in/b #%+ 中😀.txt': 'b'.repeat(3000),
    'in/empty': '',
    'in/deep/../up': 'up',
    'in/deep//c:d': 'double',
    'in/deep/folder/': '',
    'in/deep/large.bin': '0123456789abcdef'.repeat(1024 * 1024 + 1),
    'out.txt': 'not chosen',
  }
  await fill(app, bodies)
  await app.goTo('ferry-backup', 'in/')
  await app.row('a.txt').click()
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Control+s')
  await expect(app.dialog().getByRole('button', { name: 'Save as zip…' })).toBeFocused()
  expect(await findings(page)).toEqual([])
  await askForZip(app)
  const job = app.job('Download')
  await expect(job.locator('.job-state')).toHaveText('Done')
  const { name, entries } = await saved(job, page)
  expect(name).toBe('in.zip')
  expect(entries).toEqual({
    'a.txt': 'a',
    'b #%+ 中😀.txt': bodies['in/b #%+ 中😀.txt'],
    empty: '',
    'deep/%2E%2E/up': 'up',
    'deep/%2F/c%3Ad': 'double',
    'deep/folder/': '',
    'deep/large.bin': bodies['in/deep/large.bin'],
  })
  expect(await findings(page)).toEqual([])
  // What the browser keeps goes with the job.
  await job.getByRole('button', { name: 'Remove from list' }).click()
  await expect.poll(() => keptZips(page)).toEqual([])
})

/** The names of the zips that the browser keeps; one more is made as if its job had gone. */
function keptZips(page: Page, orphan?: string): Promise<string[]> {
  return page.evaluate(async (more) => {
    const zips = await (await navigator.storage.getDirectory()).getDirectoryHandle('zips')
    if (more) await zips.getFileHandle(more, { create: true })
    const names: string[] = []
    for await (const name of zips.keys()) names.push(name)
    return names
  }, orphan)
}

test('what may not be read is left out and says why; a retry writes the zip anew with it', async ({
  app,
  ferry,
  page,
}) => {
  await fill(app, { 'in/a.txt': 'a', 'in/b.txt': 'b' })
  const fault = ferry.localOss.faults.add({ op: 'GetObject', key: 'in/b.txt', error: { code: 'AccessDenied' } })
  await app.goTo('ferry-backup')
  await app.choose('in/', 'Download…')
  await askForZip(app)
  const job = app.job('Download')
  await expect(job.locator('.job-state')).toContainText('1 failed')
  expect((await saved(job, page)).entries).toEqual({ 'in/a.txt': 'a' })
  await job.getByRole('button', { expanded: false }).first().click()
  await expect(job).toContainText('oss:GetObject')
  fault.remove()
  await job.getByRole('button', { name: 'Retry failed' }).click()
  await expect(job.locator('.job-state')).toHaveText('Done')
  expect((await saved(job, page)).entries).toEqual({ 'in/a.txt': 'a', 'in/b.txt': 'b' })
})

test('after a reload in its middle a zip is written anew, and one that no job has is gone', {
  tag: '@thorough',
}, async ({ app, ferry, page }) => {
  await fill(app, { 'in/a.txt': 'a', 'in/b.txt': 'b' })
  const { hold, letGo } = held()
  ferry.localOss.faults.add({ op: 'GetObject', key: 'in/b.txt', hold })
  await app.goTo('ferry-backup')
  await app.choose('in/', 'Download…')
  await askForZip(app)
  const job = app.job('Download')
  await expect(job).toContainText('1 of 2')
  await keptZips(page, 'orphan')
  await page.reload()
  // A job that ended before the panel was there would not open it.
  await expect(job).toContainText('1 of 2')
  letGo()
  await expect(job.locator('.job-state')).toHaveText('Done')
  expect((await saved(job, page)).entries).toEqual({ 'in/a.txt': 'a', 'in/b.txt': 'b' })
  expect(await keptZips(page)).toHaveLength(1)
})

test('a zip that would not fit is not begun, and the job says so', { tag: '@thorough' }, async ({
  app,
  ferry,
  page,
}) => {
  // What Chromium says to be free is 10 GiB at the most.
  await ferry.localOss.putSparseObject({ bucket: 'ferry-backup', key: 'in/film.bin', size: 11 * 1024 ** 3 })
  await app.goTo('ferry-backup')
  await app.choose('in/', 'Download…')
  await askForZip(app)
  const job = app.job('Download')
  await expect(job).toContainText("The zip doesn't fit in the browser's storage")
  await job.getByRole('button', { expanded: false }).first().click()
  await expect(job).toContainText('11265 MiB >')
  await expect(job.getByRole('button', { name: 'Resume' })).toBeVisible()
  expect(ferry.localOss.requests.entries.filter(({ key }) => key === 'in/film.bin')).toEqual([])
  expect(await findings(page)).toEqual([])
})

test('an object that fails in its middle leaves no zip; the job says so and begins anew', { tag: '@thorough' }, async ({
  app,
  ferry,
  page,
}) => {
  const large = 'x'.repeat(60 * 1024 * 1024)
  await fill(app, { 'in/large.bin': large })
  const fault = ferry.localOss.faults.add({
    op: 'GetObject',
    key: 'in/large.bin',
    skip: 6,
    error: { code: 'AccessDenied' },
  })
  await app.goTo('ferry-backup')
  await app.choose('in/', 'Download…')
  await askForZip(app)
  const job = app.job('Download')
  await expect(job).toContainText("The zip wasn't completed")
  await expect(job.getByRole('button', { name: 'Save the zip' })).toBeHidden()
  fault.remove()
  await job.getByRole('button', { name: 'Resume' }).click()
  await expect(job.locator('.job-state')).toHaveText('Done')
  expect((await saved(job, page)).entries['in/large.bin'] === large).toBe(true)
})
