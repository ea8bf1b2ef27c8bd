import type { Locator, Page } from '@playwright/test'
import { type App, expect, held, place, test } from './world.ts'

const never = new AbortController().signal
const video = '远航 4K 原片.mp4'
const stateOf = (job: Locator) => job.locator('.job-state')
const open = (job: Locator) => job.getByRole('heading').getByRole('button').click()
const panelOf = (page: Page) => page.getByRole('region', { name: 'Jobs' })
const toggle = (page: Page) => page.getByRole('button', { name: 'Job panel' }).click()
const put = (app: App, bucket: string, key: string, body: string) =>
  app.oss.put({ at: place(bucket, key), body, attributes: {}, signal: never })

async function copy(app: App, row: string, destination: string) {
  await app.choose(row, 'Copy to…')
  await app.transfer(destination)
}

test('a finished job shows its proof, and leads to what it made, under the name that it got', async ({ app, page }) => {
  await put(app, 'ferry-backup', 'letters/README.md', 'an older one')
  await app.goTo('ferry-photos')
  await app.choose('README.md', 'Copy to…')
  await app.dialog().getByRole('combobox', { name: 'If the destination already exists' }).click()
  await page.getByTitle(/Keep both/).click()
  await app.transfer('oss://ferry-backup/letters/')
  const job = app.job('README.md')
  await expect(stateOf(job)).toHaveText('Done')
  await expect(job).toContainText('Verified: ETag')
  await expect(job).toContainText('cn-hangzhou')
  await open(job)
  await expect(job).toContainText('ETag (MD5 of the content) matches for 1 object (510 B)')
  await expect(job.getByRole('term').filter({ hasText: 'Duration' })).toBeVisible()
  await expect(job.getByRole('listitem')).toContainText('Saved as “README (1).md”')
  await job.getByRole('button', { name: 'Show in “ferry-backup/letters/”' }).last().click()
  await expect(app.row('README (1).md')).toHaveAttribute('aria-selected', 'true')
  // Also where that place is open already.
  await app.row('README.md').first().click()
  await job.getByRole('button', { name: 'Show in “ferry-backup/letters/”' }).first().click()
  await expect(app.row('README (1).md')).toHaveAttribute('aria-selected', 'true')
})

test('a job at the end of the panel is brought into view with what it shows', { tag: '@thorough' }, async ({
  app,
  page,
}) => {
  await app.goTo('ferry-photos')
  for (const n of [1, 2, 3, 4, 5]) {
    await copy(app, 'README.md', `oss://ferry-backup/${n}/`)
    await expect(app.job(`ferry-backup/${n}/`).locator('.job-state')).toHaveText('Done')
  }
  const oldest = app.job('ferry-backup/1/')
  await oldest.getByRole('heading').getByRole('button').focus()
  await page.keyboard.press('Enter')
  await expect(oldest.locator('.job-facts')).toBeInViewport({ ratio: 0.9 })
})

test('a copy by parts says how fast it is while it runs, and keeps its course, parts and CRC64', async ({
  app,
  ferry,
  page,
}) => {
  ferry.localOss.settings.copySpeed = 100_000_000
  await app.goTo('ferry-photos', 'videos/')
  await copy(app, video, 'oss://ferry-backup/')
  const job = app.job(video)
  await expect(job.locator('.job-speed')).toHaveText(/[KMG]iB\/s/)
  await expect(job).toContainText(/ left/)
  await open(job)
  await expect(job.getByRole('figure')).toContainText(/Speed over .+: .+\/s on average, .+\/s at most/, {
    timeout: 15_000,
  })
  ferry.localOss.settings.copySpeed = 0
  await expect(stateOf(job)).toHaveText('Done', { timeout: 20_000 })
  await expect(job).toContainText('Verified: CRC64')
  await expect(job).toContainText('96 parts')
  await page.reload()
  await toggle(page)
  await expect(job.locator('.job-spark path')).toHaveCount(2)
  await open(job)
  await expect(job.getByRole('figure')).toBeVisible()
  await expect(job).toContainText('CRC64 and size match for 1 object (6 GiB)')
  await expect(job).toContainText('96 of about 64 MiB each')
})

test('what OSS can tell nothing of is said to be unverified', { tag: '@thorough' }, async ({ app, ferry }) => {
  ferry.localOss.faults.add({ op: 'HeadObject', bucket: 'ferry-backup', error: { code: 'AccessDenied' } })
  await app.goTo('ferry-photos', 'videos/')
  await copy(app, video, 'oss://ferry-backup/')
  const job = app.job(video)
  await expect(stateOf(job)).toHaveText('Done', { timeout: 20_000 })
  await expect(job).toContainText('1 not verified')
  await open(job)
  await expect(job.getByRole('term').filter({ hasText: 'Not verified' })).toBeVisible()
})

test('what was skipped says why, and is no green tick, in the row as in the toast', { tag: '@thorough' }, async ({
  app,
  page,
}) => {
  const there = 'photos/2023/西湖/'
  await app.goTo('ferry-photos', there)
  await copy(app, '春 苏堤.png', `oss://ferry-backup/${there}`)
  const job = app.job('春 苏堤.png')
  await expect(stateOf(job)).toHaveText('All skipped, nothing written')
  await expect(job).toContainText('1 skipped: the same is already at the destination')
  const green = await colourOf(page, 'var(--accent-ink)')
  expect(await stateOf(job).evaluate((element) => getComputedStyle(element).color)).not.toBe(green)
  await toggle(page)
  await copy(app, '春 苏堤.png', `oss://ferry-backup/${there}`)
  await expect(page.locator('.toast')).toContainText('All skipped, nothing was written: Copy “春 苏堤.png”')
  expect(await page.locator('.toast .job-state').evaluate((element) => getComputedStyle(element).color)).not.toBe(green)
})

const colourOf = (page: Page, colour: string) =>
  page.evaluate((name) => {
    const probe = document.body.appendChild(document.createElement('i'))
    probe.style.color = name
    const { color } = getComputedStyle(probe)
    probe.remove()
    return color
  }, colour)

test('a toast comes only where the panel is closed, says what is so now, and covers neither side bar nor details', {
  tag: '@thorough',
}, async ({ app, ferry, page }) => {
  await app.goTo('ferry-photos')
  await copy(app, 'README.md', 'oss://ferry-backup/a/')
  await expect(stateOf(app.job('README.md'))).toHaveText('Done')
  await expect(page.locator('.toast')).toHaveCount(0)
  await toggle(page)
  await app.row('README.md').click()
  await page.keyboard.press('i')
  const { hold, letGo } = held()
  const planning = held()
  const { faults } = ferry.localOss
  const fault = faults.add({ op: 'CopyObject', hold })
  const listings = faults.add({ op: 'ListObjectsV2', bucket: 'ferry-photos', hold: planning.hold })
  await copy(app, 'README.md', 'oss://ferry-backup/b/')
  const toast = page.locator('.toast')
  await expect(toast).toContainText('Started: Copy “README.md”')
  // While it says the same, it is the same: the focus stays in it.
  const showJob = toast.getByRole('button', { name: 'Show job' })
  await expect(toast).toHaveClass(/job-planning/)
  await showJob.focus()
  listings.remove()
  planning.letGo()
  await expect(toast).toHaveClass(/job-running/)
  await expect(showJob).toBeFocused()
  const [box, side, details] = await Promise.all(
    [toast, page.locator('.shell-side'), page.getByRole('complementary', { name: 'Details' })].map((one) =>
      one.boundingBox(),
    ),
  )
  if (!box || !side || !details) throw new Error('All three are shown')
  expect(box.x).toBeGreaterThanOrEqual(side.x + side.width)
  expect(box.x + box.width).toBeLessThanOrEqual(details.x)
  letGo()
  fault.remove()
  await expect(toast).toContainText('Done: Copy “README.md”')
  await expect(toast).toHaveCount(0, { timeout: 8000 })
  ferry.localOss.faults.add({ op: 'CopyObject', error: { code: 'AccessDenied' } })
  await copy(app, 'README.md', 'oss://ferry-backup/c/')
  await expect(toast).toContainText('Finished with errors: Copy “README.md”')
  await toast.getByRole('button', { name: 'Show job' }).click()
  await expect(stateOf(app.job('README.md').first())).toHaveText('1 failed')
  await expect(toast).toHaveCount(0)
})

test('the panel keeps the height that a person gave it, and stays closed when they closed it', {
  tag: '@thorough',
}, async ({ app, page }) => {
  await app.goTo('ferry-photos')
  await copy(app, 'README.md', 'oss://ferry-backup/a/')
  await page.getByRole('separator', { name: 'Height of the job panel' }).focus()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowUp')
  const height = async () => (await page.locator('.panel-body').boundingBox())?.height
  const given = await height()
  await copy(app, 'data', 'oss://ferry-backup/a/')
  await expect(stateOf(app.job('data'))).toHaveText('Waiting for you')
  expect(await height()).toBe(given)
  await page.reload()
  await expect(stateOf(app.job('data'))).toHaveText('Waiting for you')
  expect(await height()).toBe(given)
  await toggle(page)
  await app.choose('data', 'Copy to…')
  await app.transfer('oss://ferry-backup/b/')
  await expect(page.locator('.toast')).toContainText('Waiting for you: Copy “data/”')
  await expect(page.locator('.panel-body')).toHaveCount(0)
  await page.reload()
  await expect(panelOf(page)).toContainText('2 waiting for you')
  await expect(page.locator('.panel-body')).toHaveCount(0)
})

test('Ctrl+Z takes back a small job at once, and shows the plan of a large one', { tag: '@thorough' }, async ({
  app,
  page,
}) => {
  for (let n = 0; n < 101; n++) await put(app, 'ferry-photos', `many/${String(n).padStart(3, '0')}`, String(n))
  await app.goTo('ferry-photos')
  await copy(app, 'README.md', 'oss://ferry-backup/small/')
  await expect(stateOf(app.job('README.md'))).toHaveText('Done')
  await page.keyboard.press('Control+z')
  await expect(stateOf(app.job(/^Undo/))).toHaveText('Done')
  expect(await app.keysOf('ferry-backup', 'small/')).toEqual([])
  await copy(app, 'many', 'oss://ferry-backup/')
  await expect(stateOf(app.job(/^Copymany|^Copy many/))).toHaveText('Done')
  await page.keyboard.press('Control+z')
  await expect(stateOf(app.job(/^Undo/).first())).toHaveText('Waiting for you')
  expect(await app.keysOf('ferry-backup', 'many/')).toHaveLength(101)
  await app.job(/^Undo/).first().getByRole('button', { name: 'Start' }).click()
  await expect(stateOf(app.job(/^Undo/).first())).toHaveText('Done')
  expect(await app.keysOf('ferry-backup', 'many/')).toEqual([])
})

test('the plan follows the decisions, and names what is kept beside', async ({ app, page }) => {
  for (const [bucket, body] of [
    ['ferry-photos', 'new'],
    ['ferry-backup', 'old'],
  ] as const)
    for (const key of ['a.txt', 'b.txt']) await put(app, bucket, `clash/${key}`, body)
  await app.goTo('ferry-photos')
  await app.choose('clash', 'Copy to…')
  await app.dialog().getByRole('combobox', { name: 'If the destination already exists' }).click()
  await page.getByTitle('Ask me each time').click()
  await app.transfer('oss://ferry-backup/')
  const plan = app.job(/clash/).getByRole('region', { name: 'Plan' })
  await expect(plan).toContainText('2 already exist at the destination')
  await plan.getByRole('listitem').filter({ hasText: 'b.txt' }).getByRole('button', { name: 'Keep both' }).click()
  await expect(plan).toContainText('Will be saved as “b (1).txt”')
  await expect(plan).toContainText('keep both for 1')
  await plan.getByRole('button', { name: 'Replace the rest' }).click()
  await expect(plan).toContainText('Already at the destination: replace 1, keep both for 1.')
  await expect(plan).not.toContainText('choose what to do')
  await plan.getByRole('button', { name: 'Start' }).click()
  const job = app.job(/clash/)
  await expect(stateOf(job)).toHaveText('Done')
  await expect(job).toContainText('Saved as “b (1).txt”')
  expect(await app.textOf('ferry-backup', 'clash/b (1).txt')).toBe('new')
})

test('an append-type object below a prefix is relayed from the plan', { tag: '@thorough' }, async ({ app }) => {
  await app.goTo('ferry-photos')
  await copy(app, 'data', 'oss://ferry-backup/all/')
  const job = app.job(/^Copy/)
  await job.getByRole('button', { name: 'Relay through this computer' }).click()
  await expect(job).toContainText('relayed through this computer')
  await job.getByRole('button', { name: 'Start' }).click()
  await expect(stateOf(job)).toHaveText('Done')
  const log = await app.headOf('ferry-photos', 'data/logs/harbour.log')
  expect(await app.headOf('ferry-backup', 'all/data/logs/harbour.log')).toMatchObject({
    type: 'Normal',
    crc64: log?.crc64,
  })
})

test('what failed is grouped by its cause, with what to do', async ({ app, ferry }) => {
  await put(app, 'ferry-photos', 'two/a', 'a')
  await put(app, 'ferry-photos', 'two/b', 'b')
  ferry.localOss.faults.add({ op: 'CopyObject', key: 'in/two/a', error: { code: 'AccessDenied' } })
  ferry.localOss.faults.add({ op: 'CopyObject', key: 'in/two/b', error: { code: 'KmsServiceNotEnabled' } })
  await app.goTo('ferry-photos')
  await copy(app, 'two', 'oss://ferry-backup/in/')
  const job = app.job(/^Copy/)
  await expect(stateOf(job)).toHaveText('2 failed')
  await expect(job).toContainText('and 1 more cause')
  await open(job)
  await expect(job.getByRole('alert')).toHaveCount(2)
  ferry.localOss.faults.clear()
  await job.getByRole('button', { name: 'Retry 2 failed objects' }).click()
  await expect(stateOf(job)).toHaveText('Done')
})
