import type { Locator, Page } from '@playwright/test'
import { holdTasks } from './slowJournal.ts'
import { type App, expect, place, test } from './world.ts'

const never = new AbortController().signal
/** The list of objects says it too, of the first of them. */
const ended = (job: Locator) => expect(job.locator('.job-state')).toContainText(/Done|Partly done/)

/** Asks about every target that exists. */
async function copyAsking(app: App, page: Page, row: string, destination: string) {
  await app.choose(row, 'Copy to…')
  await app.dialog().getByRole('combobox', { name: 'If the destination already exists' }).click()
  await page.getByTitle('Ask me each time').click()
  await app.transfer(destination)
}

/** Three objects below `clash/`, which are at the target too, one of them the same. */
async function seedConflicts(app: App) {
  for (const [bucket, key, body] of [
    ['ferry-photos', 'clash/a.txt', 'new a'],
    ['ferry-photos', 'clash/b.txt', 'new b'],
    ['ferry-photos', 'clash/c.txt', 'same'],
    ['ferry-backup', 'clash/a.txt', 'old a, longer'],
    ['ferry-backup', 'clash/b.txt', 'old b'],
    ['ferry-backup', 'clash/c.txt', 'same'],
  ] as const)
    await app.oss.put({ at: place(bucket, key), body, attributes: {}, signal: never })
}

const textAt = async (app: App, key: string) =>
  (await app.oss.get({ at: place('ferry-backup', key), signal: never })).text()
const conflictsOf = (job: Locator) => job.getByRole('region', { name: 'Conflicts' })
const answerOf = (job: Locator, row: string, name: string) =>
  conflictsOf(job).getByRole('listitem').filter({ hasText: row }).getByRole('button', { name })
/** The posts, puts and deletes of objects. */
const keysWritten = (app: App) => app.writes().filter((operation) => operation !== 'DeleteMultipleObjects')

test('a plan that is asked for says what will be done, and writes nothing before the yes', async ({ app }) => {
  await app.goTo('ferry-photos')
  await app.choose('photos', 'Copy to…')
  await app.dialog().getByRole('checkbox', { name: 'Review the plan first' }).check()
  await app.transfer('oss://ferry-backup/planned/')
  const job = app.job(/^Copy/)
  await expect(job.getByRole('region', { name: 'Plan' })).toContainText(/\d+ objects, .+ KiB, about \d+ requests/)
  await expect(job).toContainText('Nothing has been written yet')
  expect(keysWritten(app)).toEqual([])
  await job.getByRole('button', { name: /New at the destination/ }).click()
  await expect(job.getByRole('region', { name: 'Objects' }).getByRole('listitem').first()).toContainText('photos/')
  await job.getByRole('button', { name: 'Start' }).click()
  await ended(job)
  expect((await app.keysOf('ferry-backup', 'planned/')).length).toBeGreaterThan(10)
})

test('the ACL switch takes its requests out of the plan and out of the work', { tag: '@thorough' }, async ({ app }) => {
  await app.goTo('ferry-photos')
  await app.choose('photos', 'Copy to…')
  await app.dialog().getByRole('checkbox', { name: 'Review the plan first' }).check()
  await app.transfer('oss://ferry-backup/planned/')
  const job = app.job(/^Copy/)
  const requests = async () => Number(/about (\d+) requests/.exec(await job.innerText())?.[1])
  await expect(job.getByRole('checkbox', { name: /Keep the ACL/ })).toBeChecked()
  const before = await requests()
  await job.getByRole('checkbox', { name: /Keep the ACL/ }).click()
  await expect(job.getByRole('checkbox', { name: /Keep the ACL/ })).not.toBeChecked()
  await expect.poll(requests).toBeLessThan(before)
  await job.getByRole('button', { name: 'Start' }).click()
  await ended(job)
  expect(app.ferry.localOss.requests.entries.map(({ op }) => op)).not.toContain('GetObjectACL')
})

test('what cannot be copied is grouped with its way out, and the rest can be done without it', {
  tag: '@thorough',
}, async ({ app }) => {
  await app.goTo('ferry-photos')
  await app.choose('data', 'Copy to…')
  await app.transfer('oss://ferry-backup/partly/')
  const job = app.job(/^Copy/)
  await expect(job.getByRole('button', { name: /1 Appendable objects can't be copied/ })).toBeVisible()
  await expect(job).toContainText('Relay through this computer')
  expect(keysWritten(app)).toEqual([])
  await job.getByRole('button', { name: /Continue with the other/ }).click()
  await ended(job)
})

test('conflicts are answered one by one, by button and by key, and nothing happens before the yes', async ({
  app,
  page,
}) => {
  await seedConflicts(app)
  const seeded = keysWritten(app)
  await app.goTo('ferry-photos')
  await copyAsking(app, page, 'clash', 'oss://ferry-backup/')
  const job = app.job(/^Copy/)
  await expect(conflictsOf(job)).toContainText('3 conflicts')
  await expect(conflictsOf(job).getByRole('listitem')).toContainText(['Different', 'Different', 'Same content'])
  await answerOf(job, 'a.txt', 'Replace').click()
  await conflictsOf(job).locator('.conflicts-list').focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('k')
  await page.keyboard.press('r')
  await expect(conflictsOf(job)).toContainText('Replace 2 · Keep both for 1')
  await answerOf(job, 'c.txt', 'Skip').click()
  await expect(answerOf(job, 'c.txt', 'Skip')).toHaveAttribute('aria-pressed', 'true')
  await expect(conflictsOf(job)).toContainText('Replace 1 · Keep both for 1 · Skip 1')
  expect(keysWritten(app)).toEqual(seeded)
  await job.getByRole('button', { name: 'Start' }).click()
  await ended(job)
  expect(await textAt(app, 'clash/a.txt')).toBe('new a')
  expect(await textAt(app, 'clash/b.txt')).toBe('old b')
  expect(await textAt(app, 'clash/b (1).txt')).toBe('new b')
})

test('the rest can be answered at once, which is taken back as any answer', { tag: '@thorough' }, async ({
  app,
  page,
}) => {
  await seedConflicts(app)
  await app.goTo('ferry-photos')
  await copyAsking(app, page, 'clash', 'oss://ferry-backup/')
  const job = app.job(/^Copy/)
  await expect(job.getByRole('button', { name: 'Start' })).toBeDisabled()
  await answerOf(job, 'b.txt', 'Replace').click()
  await conflictsOf(job).getByRole('button', { name: 'Skip the rest' }).click()
  await expect(conflictsOf(job)).toContainText('Replace 1 · Skip 2')
  await expect(answerOf(job, 'a.txt', 'Skip')).toHaveAttribute('aria-pressed', 'true')
  await conflictsOf(job).getByRole('button', { name: 'Skip the rest' }).click()
  await expect(conflictsOf(job)).toContainText('Replace 1 · Undecided 2')
  await job.getByRole('button', { name: 'Continue with the other object' }).click()
  await expect(conflictsOf(job)).toContainText('2 conflicts')
  expect(await textAt(app, 'clash/b.txt')).toBe('new b')
  await job.getByRole('button', { name: 'Cancel job' }).last().click()
  await expect(job).toContainText('Objects already copied (1) are kept')
  await job.getByRole('button', { name: 'Keep running' }).click()
  await conflictsOf(job).getByRole('button', { name: 'Skip all' }).click()
  await job.getByRole('button', { name: 'Continue', exact: true }).click()
  await ended(job)
  expect(await textAt(app, 'clash/a.txt')).toBe('old a, longer')
})

test('keys that come faster than the list is read again are not lost', { tag: '@thorough' }, async ({ app, page }) => {
  await seedConflicts(app)
  await app.goTo('ferry-photos')
  await copyAsking(app, page, 'clash', 'oss://ferry-backup/')
  const job = app.job(/^Copy/)
  // The places of the rows are there before what stands in them.
  await expect(conflictsOf(job).getByRole('listitem')).toContainText(['a.txt', 'b.txt', 'c.txt'])
  const { letGo } = await holdTasks(page)
  await conflictsOf(job).locator('.conflicts-list').focus()
  await page.keyboard.type('rks')
  await expect(conflictsOf(job).getByRole('status')).toBeEmpty()
  await letGo()
  await expect(conflictsOf(job)).toContainText('Replace 1 · Keep both for 1 · Skip 1')
  await job.getByRole('button', { name: 'Start' }).click()
  await ended(job)
  expect(await app.keysOf('ferry-backup', 'clash/')).toEqual([
    'clash/a.txt',
    'clash/b (1).txt',
    'clash/b.txt',
    'clash/c.txt',
  ])
})

test('a key decides nothing of a conflict that is not shown yet', { tag: '@thorough' }, async ({ app, page }) => {
  await seedConflicts(app)
  await app.goTo('ferry-photos')
  const { letGo } = await holdTasks(page)
  await copyAsking(app, page, 'clash', 'oss://ferry-backup/')
  const job = app.job(/^Copy/)
  await expect(conflictsOf(job).getByRole('listitem')).toHaveText(['', '', ''])
  await conflictsOf(job).locator('.conflicts-list').focus()
  await page.keyboard.press('r')
  await letGo()
  await expect(conflictsOf(job).getByRole('listitem')).toContainText(['a.txt', 'b.txt', 'c.txt'])
  await page.keyboard.press('k')
  await expect(conflictsOf(job)).toContainText('Keep both for 1 · Undecided 2')
  await expect(answerOf(job, 'a.txt', 'Keep both')).toHaveAttribute('aria-pressed', 'true')
})

test('Shift answers all that have no answer', { tag: '@thorough' }, async ({ app, page }) => {
  await seedConflicts(app)
  await app.goTo('ferry-photos')
  await copyAsking(app, page, 'clash', 'oss://ferry-backup/')
  const job = app.job(/^Copy/)
  await expect(conflictsOf(job)).toContainText('3 conflicts')
  await conflictsOf(job).locator('.conflicts-list').focus()
  await page.keyboard.press('Shift+R')
  await job.getByRole('button', { name: 'Start' }).click()
  await ended(job)
  expect(await textAt(app, 'clash/a.txt')).toBe('new a')
  expect(await textAt(app, 'clash/b.txt')).toBe('new b')
})
