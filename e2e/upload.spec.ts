import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FileChooser, Locator, Page } from '@playwright/test'
import { findings } from './axe.ts'
import { expect, place, test } from './world.ts'

const MiB = 1024 ** 2
const never = new AbortController().signal

/** Pickers can't be clicked in a browser without a window: there the page falls back to fields, which a test can fill. */
test.beforeEach(async ({ page }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(window, 'showOpenFilePicker')
    Reflect.deleteProperty(window, 'showDirectoryPicker')
  })
  // From now on: a browser that is told to hand its choosers over only when one is waited for may be told too late.
  page.on('filechooser', () => {})
})

async function choosing(page: Page, press: () => Promise<void>): Promise<FileChooser> {
  const chooser = page.waitForEvent('filechooser')
  await press()
  return chooser
}

/** Files as a desktop hands them over: held above a place, told again and again, until the page says what it would do. */
async function hold(over: Locator, names: string[], ghost: Locator) {
  await expect(async () => {
    await send(over, names, 'dragover')
    await expect(ghost).toBeVisible({ timeout: 500 })
  }).toPass()
}

async function drop(over: Locator, names: string[], page: Page) {
  await hold(over, names, ghostOf(page))
  await send(over, names, 'drop')
  await expect(ghostOf(page)).toBeHidden()
}

const ghostOf = (page: Page) => page.getByRole('status').filter({ hasText: '→' })

async function send(to: Locator, names: string[], type: 'dragover' | 'drop') {
  await to.evaluate(
    (element, { files, is }) => {
      const dataTransfer = new DataTransfer()
      for (const name of files) dataTransfer.items.add(new File([`of ${name}`], name, { type: 'text/plain' }))
      const at = { clientX: 300, clientY: 300, bubbles: true, cancelable: true }
      element.dispatchEvent(new DragEvent(is, { dataTransfer, ...at }))
    },
    { files: names, is: type },
  )
}

/** What an element says from now on, one text for each time that it changes. */
async function textsOf(element: Locator): Promise<() => Promise<string[]>> {
  const told = await element.evaluateHandle((watched) => {
    const texts: string[] = []
    const note = () => texts.push(watched.textContent ?? '')
    new MutationObserver(note).observe(watched, { subtree: true, childList: true, characterData: true })
    return texts
  })
  return () => told.evaluate((texts) => texts)
}

test('a file becomes an object, by keys alone, with its type', async ({ app, page }) => {
  await app.goTo('ferry-backup', 'in/')
  await expect(page.getByText('There is nothing here')).toBeVisible()
  await page.keyboard.press('Control+u')
  const files = app.dialog().getByRole('button', { name: 'Select files…' })
  await expect(files).toBeFocused()
  expect(await findings(page)).toEqual([])
  const counts = await textsOf(page.locator('.listing-count'))
  const chooser = await choosing(page, () => page.keyboard.press('Enter'))
  const buffer = Buffer.from('# 你好\n')
  await chooser.setFiles({ name: 'a b+#%中.html', mimeType: 'text/html', buffer })
  await expect(app.job('a b+#%中.html')).toContainText('Done')
  await expect(app.row('a b+#%中.html')).toBeVisible()
  // A screen reader is told of the count, and not of each time that it is read again.
  await expect.poll(counts).toEqual(['1 item'])
  expect(await app.headOf('ferry-backup', 'in/a b+#%中.html')).toMatchObject({
    size: buffer.length,
    headers: { 'Content-Type': 'text/html; charset=utf-8' },
  })
})

test('a folder is uploaded with all that is below it', async ({ app, page }) => {
  const above = mkdtempSync(join(tmpdir(), 'ferry-folder-'))
  const folder = join(above, 'trip 1')
  mkdirSync(join(folder, 'day #2'), { recursive: true })
  writeFileSync(join(folder, 'empty'), '')
  writeFileSync(join(folder, 'day #2', '😀.txt'), 'hello')
  await app.goTo('ferry-backup', 'in/')
  await page.getByRole('button', { name: 'Upload' }).first().click()
  const chooser = await choosing(page, () => app.dialog().getByRole('button', { name: 'Select a folder…' }).click())
  await chooser.setFiles(folder)
  await expect(app.job('trip 1').locator('.job-state')).toHaveText('Done')
  expect(await app.keysOf('ferry-backup', 'in/')).toEqual(['in/trip 1/day #2/😀.txt', 'in/trip 1/empty'])
  rmSync(above, { recursive: true })
})

test('many files take a moment to be read, the dialog says so, and who closes it meanwhile uploads nothing', {
  tag: '@thorough',
}, async ({ app, page }) => {
  // A browser that is busy with them.
  await page.addInitScript(() => {
    const answer = Blob.prototype.arrayBuffer
    Blob.prototype.arrayBuffer = async function () {
      if (!('isAtRest' in window)) await new Promise((resolve) => setTimeout(resolve, 50))
      return answer.call(this)
    }
  })
  const folder = mkdtempSync(join(tmpdir(), 'ferry-many-'))
  for (let n = 0; n < 600; n++) writeFileSync(join(folder, String(n)), '')
  await app.goTo('ferry-backup', 'in/')
  await page.getByRole('button', { name: 'Upload' }).first().click()
  const chooser = await choosing(page, () => app.dialog().getByRole('button', { name: 'Select a folder…' }).click())
  await chooser.setFiles(folder)
  await expect(app.dialog().getByRole('status')).toHaveText('Reading what you selected…')
  await expect(app.dialog().getByRole('button', { name: 'Select files…' })).toBeDisabled()
  await page.keyboard.press('Escape')
  await expect(app.dialog()).toBeHidden()
  await page.evaluate(() => Object.assign(window, { isAtRest: true }))
  await page.getByRole('button', { name: 'Upload' }).first().click()
  const another = await choosing(page, () => app.dialog().getByRole('button', { name: 'Select files…' }).click())
  await another.setFiles({ name: 'one.txt', mimeType: 'text/plain', buffer: Buffer.from('1') })
  await expect(app.job('one.txt').locator('.job-state')).toHaveText('Done')
  expect(await app.keysOf('ferry-backup', 'in/')).toEqual(['in/one.txt'])
  await expect(page.locator('li.job')).toHaveCount(1)
  rmSync(folder, { recursive: true })
})

test('files from the desktop are dropped on the listing, a prefix and a bucket; the ghost says what will happen', async ({
  app,
  page,
}) => {
  await app.goTo('ferry-photos')
  await hold(app.row('data/'), ['one.txt', 'two.txt'], ghostOf(page))
  await expect(ghostOf(page)).toContainText('Upload 2 items → data/')
  await drop(app.row('data/'), ['one.txt', 'two.txt'], page)
  await expect(app.job('one.txt').locator('.job-state')).toHaveText('Done')
  await drop(page.getByRole('grid'), ['here.txt'], page)
  await expect(app.row('here.txt')).toBeVisible()
  await drop(app.bucket('ferry-backup'), ['there.txt'], page)
  await expect(app.job('there.txt').locator('.job-state')).toHaveText('Done')
  expect(await app.headOf('ferry-photos', 'data/two.txt')).toBeDefined()
  expect(await app.headOf('ferry-backup', 'there.txt')).toBeDefined()
  await hold(page.getByRole('banner').first(), ['nowhere.txt'], page.getByText("Can't upload here"))
})

test('what is there already is asked about, and replaced only then', async ({ app, page }) => {
  const at = place('ferry-photos', 'data/config.json')
  const before = await app.headOf('ferry-photos', at.key)
  await app.goTo('ferry-photos', 'data/')
  await drop(page.getByRole('grid'), ['config.json'], page)
  const job = app.job('config.json')
  await expect(job).toContainText('Waiting for you')
  expect((await app.headOf('ferry-photos', at.key))?.etag).toBe(before?.etag)
  await job.getByRole('button', { name: 'Replace all' }).click()
  expect((await app.headOf('ferry-photos', at.key))?.etag).toBe(before?.etag)
  await job.getByRole('button', { name: 'Start' }).click()
  await expect(job.locator('.job-state')).toHaveText('Done')
  expect(await (await app.oss.get({ at, signal: never })).text()).toBe('of config.json')
})

test('who may not write is told which permission is missing; after a retry the upload ends right', {
  tag: '@thorough',
}, async ({ app, ferry, page }) => {
  const fault = ferry.localOss.faults.add({ op: 'PutObject', error: { code: 'AccessDenied' } })
  await app.goTo('ferry-photos', 'data/')
  await drop(page.getByRole('grid'), ['new.txt'], page)
  const job = app.job('new.txt')
  await expect(job).toContainText('1 failed')
  await job.getByRole('button', { expanded: false }).first().click()
  await expect(job).toContainText('oss:PutObject')
  fault.remove()
  await job.getByRole('button', { name: 'Retry failed' }).click()
  await expect(job.locator('.job-state')).toHaveText('Done')
})

test('after a reload the page asks for the files again and sends no part twice', async ({ app, ferry, page }) => {
  const above = mkdtempSync(join(tmpdir(), 'ferry-large-'))
  const file = join(above, 'film.bin')
  writeFileSync(file, Buffer.alloc(36 * MiB, 'ferry'))
  ferry.localOss.faults.add({ op: 'UploadPart', skip: 2, hang: 'before' })
  await app.goTo('ferry-backup')
  await page.getByRole('button', { name: 'Upload' }).first().click()
  const first = await choosing(page, () => app.dialog().getByRole('button', { name: 'Select files…' }).click())
  await first.setFiles(file)
  await expect.poll(() => app.writes().filter((op) => op === 'UploadPart').length).toBeGreaterThan(3)
  ferry.localOss.faults.clear()
  await page.reload()
  const job = app.job('film.bin')
  await expect(job).toContainText('Select the files again')
  const again = await choosing(page, () => job.getByRole('button', { name: 'Select again' }).click())
  await again.setFiles(file)
  await expect(job.locator('.job-state')).toHaveText('Done', { timeout: 30_000 })
  expect((await app.headOf('ferry-backup', 'film.bin'))?.size).toBe(36 * MiB)
  const sent = ferry.localOss.requests.entries.filter(({ op, status }) => op === 'UploadPart' && status === 200)
  expect(sent.length).toBe(5)
  expect(await app.oss.listUploads({ at: place('ferry-backup', ''), signal: never })).toEqual([])
  rmSync(above, { recursive: true })
})

test('a prefix takes files by its menu, too', { tag: '@thorough' }, async ({ app, page }) => {
  await app.goTo('ferry-photos')
  await app.choose('data/', 'Upload here…')
  await expect(app.dialog()).toContainText('ferry-photos/data/')
  const chooser = await choosing(page, () => app.dialog().getByRole('button', { name: 'Select files…' }).click())
  await chooser.setFiles({ name: 'new.txt', mimeType: 'text/plain', buffer: Buffer.from('new') })
  await expect(app.job('new.txt').locator('.job-state')).toHaveText('Done')
  expect(await app.textOf('ferry-photos', 'data/new.txt')).toBe('new')
})

test('who waits with files of the desktop over a prefix or a bucket is taken there', { tag: '@thorough' }, async ({
  app,
  page,
}) => {
  await app.goTo('ferry-photos')
  await hold(app.row('data/'), ['a.txt'], ghostOf(page))
  await expect(page).toHaveURL(/#\/ferry-photos\/data\/$/)
  await hold(app.bucket('ferry-backup'), ['a.txt'], ghostOf(page))
  await expect(page).toHaveURL(/#\/ferry-backup\/?$/)
})
