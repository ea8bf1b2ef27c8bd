import { bytesOfEach } from '../src/oss/headerBytes.ts'
import { expect, test } from './world.ts'

const video = '远航 4K 原片.mp4'
const key = `videos/${video}`

test('6 GiB move to another bucket: by pinned parts, proved, and only then is the source gone', async ({
  app,
  ferry,
}) => {
  const before = await app.headOf('ferry-photos', key)
  await app.goTo('ferry-photos', 'videos/')
  await app.choose(video, 'Move to…')
  await app.transfer('oss://ferry-backup/')
  await expect(app.job(video)).toContainText('Done')

  const log = ferry.localOss.requests.entries
  const parts = log.filter((entry) => entry.op === 'UploadPartCopy')
  expect(parts.length).toBe(96)
  for (const part of parts) {
    expect(part.headers['x-oss-copy-source-if-match']).toBe(`"${before?.etag}"`)
    expect(part.headers['x-oss-copy-source-range']).toMatch(/^bytes=\d+-\d+$/)
  }
  expect(app.writes().filter((op) => op !== 'UploadPartCopy')).toEqual([
    'InitiateMultipartUpload',
    'CompleteMultipartUpload',
    'DeleteObject',
  ])
  expect(log.findIndex((entry) => entry.op === 'DeleteObject')).toBeGreaterThan(
    log.findLastIndex((entry) => entry.op === 'HeadObject' && entry.bucket === 'ferry-backup'),
  )
  const after = await app.headOf('ferry-backup', video)
  for (const name of ['size', 'crc64', 'headers', 'meta', 'tagCount', 'storageClass'] as const)
    expect(after?.[name], name).toEqual(before?.[name])
  expect(after).toMatchObject({ tagCount: 2, meta: bytesOfEach({ title: '远航（4K 原片）' }) })
  expect(await app.headOf('ferry-photos', key)).toBeUndefined()
})

test('a rename of 6 GiB inside its bucket is one CopyObject', async ({ app }) => {
  await app.goTo('ferry-photos', 'videos/')
  await app.rename(video, '远航.mp4')
  await expect(app.job(video)).toContainText('Done')
  expect(app.writes()).toEqual(['CopyObject', 'DeleteObject'])
})

test('where the store refuses that, the rename goes on by parts by itself', async ({ app, ferry }) => {
  ferry.localOss.settings.referenceCopy = 'refused'
  await app.goTo('ferry-photos', 'videos/')
  await app.rename(video, '远航.mp4')
  await expect(app.job(video)).toContainText('Done')
  expect(app.writes().filter((op) => op === 'UploadPartCopy')).toHaveLength(96)
  await expect(app.row('远航.mp4')).toBeVisible()
})

test('a tab closed in the middle: opened again, the job resumes and copies no part twice', async ({
  app,
  ferry,
  page,
  context,
}) => {
  const before = await app.headOf('ferry-photos', key)
  ferry.localOss.settings.copySpeed = 400_000_000
  await app.goTo('ferry-photos', 'videos/')
  await app.choose(video, 'Move to…')
  await app.transfer('oss://ferry-backup/')
  const isPart = (number: number) =>
    ferry.localOss.requests.answered((entry) => entry.op === 'UploadPartCopy' && entry.partNumber === number)
  await isPart(20)
  await page.close()
  await expect.poll(() => ferry.localOss.requests.entries.every((entry) => entry.status !== 0 || entry.lost)).toBe(true)
  const there = new Set(
    ferry.localOss.requests.entries
      .filter((entry) => entry.op === 'UploadPartCopy' && entry.status === 200)
      .map((entry) => entry.partNumber),
  )
  expect(there.size).toBeLessThan(96)
  ferry.localOss.requests.clear()

  const again = await context.newPage()
  await again.goto(ferry.url)
  // The session has ended with its last tab; the job waits for the account.
  await again.getByRole('button', { name: 'Try it on this computer' }).click()
  await expect(again.getByText('Done').first()).toBeVisible({ timeout: 30_000 })
  const copied = ferry.localOss.requests.entries
    .filter((entry) => entry.op === 'UploadPartCopy')
    .map((entry) => entry.partNumber)
  expect(copied.filter((number) => there.has(number))).toEqual([])
  expect(new Set([...there, ...copied]).size).toBe(96)
  expect(await app.headOf('ferry-photos', key)).toBeUndefined()
  expect((await app.headOf('ferry-backup', video))?.crc64).toBe(before?.crc64)
})

test('every part is shown, and a pause holds them', { tag: '@thorough' }, async ({ app, ferry, page }) => {
  ferry.localOss.settings.copySpeed = 100_000_000
  await app.goTo('ferry-photos', 'videos/')
  await app.choose(video, 'Copy to…')
  await app.transfer('oss://ferry-backup/')
  const job = app.job(video)
  await job.getByRole('button', { expanded: false }).first().click()
  await expect(page.getByRole('list', { name: 'Parts' }).getByRole('listitem')).toHaveCount(96)
  await expect(page.getByText(/\d+ of 96 parts/)).toBeVisible()
  await job.getByRole('button', { name: 'Pause' }).click()
  await expect(job).toContainText('Paused')
  ferry.localOss.settings.copySpeed = 0
  await job.getByRole('button', { name: 'Resume' }).click()
  await expect(job).toContainText('Done')
})

test('a cancelled copy leaves no upload behind', async ({ app, ferry }) => {
  ferry.localOss.settings.copySpeed = 100_000_000
  await app.goTo('ferry-photos', 'videos/')
  await app.choose(video, 'Copy to…')
  await app.transfer('oss://ferry-backup/')
  await ferry.localOss.requests.answered((entry) => entry.op === 'UploadPartCopy')
  await app.job(video).getByRole('button', { name: 'Cancel job' }).click()
  await app.job(video).getByRole('button', { name: 'Cancel job' }).last().click()
  await expect(app.job(video)).toContainText('Canceled')
  await ferry.localOss.requests.answered((entry) => entry.op === 'AbortMultipartUpload')
})
