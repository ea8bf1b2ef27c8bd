import type { Page } from '@playwright/test'
import { expect, place, test } from './world.ts'

/** Pickers can't be clicked in a browser without a window: they give folders and files of the page's own disk, by real handles. */
test.beforeEach(async ({ page }) => {
  await page.addInitScript(() => {
    const disk = () => navigator.storage.getDirectory()
    Object.assign(window, {
      showDirectoryPicker: async () => (await disk()).getDirectoryHandle('picked', { create: true }),
      showSaveFilePicker: async ({ suggestedName }: { suggestedName: string }) =>
        (await disk()).getFileHandle(suggestedName, { create: true }),
    })
  })
})

/** The text of a file of that disk. */
function onDisk(page: Page, path: string): Promise<string | undefined> {
  return page.evaluate(async (names) => {
    let folder = await navigator.storage.getDirectory()
    const last = names.pop() ?? ''
    try {
      for (const name of names) folder = await folder.getDirectoryHandle(name)
      return await (await (await folder.getFileHandle(last)).getFile()).text()
    } catch {
      return undefined
    }
  }, path.split('/'))
}

const never = new AbortController().signal

test('an object becomes a file', async ({ app, page }) => {
  await app.goTo('ferry-photos', 'data/')
  await app.choose('config.json', 'Download…')
  await app.dialog().getByRole('button', { name: 'Save to this computer…' }).click()
  await expect(app.job('config.json')).toContainText('Done')
  const body = await app.oss.get({ at: place('ferry-photos', 'data/config.json'), signal: never })
  expect(await onDisk(page, 'config.json')).toBe(await body.text())
})

test('a prefix becomes a folder; names that no file can have are escaped, what is there is asked about', async ({
  app,
  page,
}) => {
  const keys = ['in/a.txt', 'in/sub/b:c.txt', 'in/../up', 'in//deep', 'in/empty/']
  for (const key of keys)
    await app.oss.put({
      at: place('ferry-backup', key),
      body: key.endsWith('/') ? '' : key,
      attributes: {},
      signal: never,
    })
  await page.evaluate(async () => {
    const picked = await (await navigator.storage.getDirectory()).getDirectoryHandle('picked', { create: true })
    const there = await (await picked.getDirectoryHandle('in', { create: true })).getFileHandle('a.txt', {
      create: true,
    })
    const stream = await there.createWritable()
    await stream.write('mine')
    await stream.close()
  })
  await app.goTo('ferry-backup')
  await app.row('in/').click()
  await page.keyboard.press('Control+s')
  await app.dialog().getByRole('button', { name: 'Save to a folder…' }).click()
  const job = app.job('Download')
  await expect(job.locator('.conflict')).toContainText('This computer')
  await job.getByRole('button', { name: 'Keep both for all' }).click()
  await job.getByRole('button', { name: 'Start' }).click()
  await expect(job.locator('.job-state')).toHaveText('Done')
  await expect(job).toContainText('Saved as “in/sub/b%3Ac.txt”')
  expect(await onDisk(page, 'picked/in/a.txt')).toBe('mine')
  expect(await onDisk(page, 'picked/in/a (1).txt')).toBe('in/a.txt')
  expect(await onDisk(page, 'picked/in/sub/b%3Ac.txt')).toBe('in/sub/b:c.txt')
  expect(await onDisk(page, 'picked/in/%2E%2E/up')).toBe('in/../up')
  expect(await onDisk(page, 'picked/in/%2F/deep')).toBe('in//deep')
})

test('what is archived is not downloaded, and the plan says why', { tag: '@thorough' }, async ({ app }) => {
  await app.goTo('ferry-photos')
  await app.choose('archive/', 'Download…')
  await app.dialog().getByRole('button', { name: 'Save to a folder…' }).click()
  await expect(app.job('archive')).toContainText('The object is archived and must be restored first')
})

test('a browser without pickers downloads one object by a signed URL', async ({ app, page }) => {
  await page.addInitScript(() => {
    Object.assign(window, { showDirectoryPicker: undefined, showSaveFilePicker: undefined })
  })
  await page.reload()
  await app.goTo('ferry-photos', 'data/')
  await app.choose('config.json', 'Download…')
  const downloading = page.waitForEvent('download')
  await app.dialog().getByRole('button', { name: 'Browser download' }).click()
  expect((await downloading).suggestedFilename()).toBe('config.json')
  await app.goTo('ferry-photos')
  await app.choose('data/', 'Download…')
  await expect(app.dialog()).toContainText("This browser doesn't let pages write to folders")
})

test('a large download goes on after a reload with what is on the disk', { tag: '@thorough' }, async ({
  app,
  ferry,
  page,
}) => {
  // A slow disk takes its time.
  test.slow()
  const size = 160 * 1024 ** 2
  await ferry.localOss.putSparseObject({ bucket: 'ferry-backup', key: 'films/film.bin', size, seed: 3, headers: {} })
  const fault = ferry.localOss.faults.add({ op: 'GetObject', key: 'films/film.bin', skip: 14, hang: 'before' })
  await app.goTo('ferry-backup')
  await app.row('films/').click()
  await page.keyboard.press('Control+s')
  await app.dialog().getByRole('button', { name: 'Save to a folder…' }).click()
  await expect.poll(() => unfinishedOnDisk(page, 'picked/films'), { timeout: 40_000 }).toBeGreaterThan(0)
  fault.remove()
  ferry.localOss.requests.clear()
  await page.reload()
  const job = app.job('Download')
  await expect(job.locator('.job-state')).toHaveText('Done', { timeout: 40_000 })
  expect(await filesOnDisk(page, 'picked/films')).toEqual([['film.bin', size]])
  // The file by which the disk was tried is gone, too.
  expect(await filesOnDisk(page, 'picked')).toEqual([])
  // Of twenty ranges the first eight were not read again; some that hung may have been counted twice.
  expect(ferry.localOss.requests.entries.filter(({ op }) => op === 'GetObject').length).toBeLessThan(20)
})

/** Names and sizes of what lies in a folder of the page's own disk. */
function filesOnDisk(page: Page, folder: string): Promise<[name: string, size: number][]> {
  return page.evaluate(async (names) => {
    let folder = await navigator.storage.getDirectory()
    const found: [string, number][] = []
    try {
      for (const name of names) folder = await folder.getDirectoryHandle(name)
      for await (const [name, file] of folder.entries())
        if (file.kind === 'file') found.push([name, (await (file as FileSystemFileHandle).getFile()).size])
    } catch (error) {
      // It is not there yet, or a file in it has just got its name.
      if (!(error instanceof DOMException && error.name === 'NotFoundError')) throw error
    }
    return found
  }, folder.split('/'))
}

/** Bytes of what is not yet whole. */
async function unfinishedOnDisk(page: Page, folder: string): Promise<number> {
  const unfinished = (await filesOnDisk(page, folder)).filter(([name]) => name.endsWith('.ferry-part'))
  return unfinished.reduce((sum, [, size]) => sum + size, 0)
}
