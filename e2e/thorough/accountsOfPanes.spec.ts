import type { Page } from '@playwright/test'
import { signersOf, twoAccounts } from '../twoAccounts.ts'
import { App, expect, place, test } from '../world.ts'

const pane = (page: Page, side: 'Left' | 'Right') => page.getByRole('region', { name: `${side} pane` })
const rowIn = (page: Page, side: 'Left' | 'Right', name: string) =>
  pane(page, side).getByRole('row').filter({ hasText: name })
const never = new AbortController().signal

/** The local OSS's own account at the left, the guest's at the right. */
async function sideBySide(app: App, guest: Parameters<typeof twoAccounts>[1]): Promise<void> {
  const { page } = app
  await app.oss.put({ at: place('ferry-backup', 'notes.txt'), body: 'theirs', attributes: {}, signal: never })
  await twoAccounts(app, guest)
  await app.goTo('ferry-photos')
  await page.keyboard.press('Control+\\')
  await pane(page, 'Right')
    .getByRole('button', { name: /^Account of this pane/ })
    .click()
  await page.getByRole('menuitem', { name: new RegExp(`^${guest?.id}`) }).click()
  await pane(page, 'Right')
    .getByRole('link', { name: /ferry-backup/ })
    .click()
  await expect(rowIn(page, 'Right', 'notes.txt')).toBeVisible()
}

async function start(app: App, title: string): Promise<void> {
  await expect(app.job(title)).toContainText('relayed through this computer')
  await app.job(title).getByRole('button', { name: 'Start' }).click()
  await expect(app.job(title)).toContainText('Done')
}

test('no key signs what the other pane asks for, whatever is done in either, and between them', async ({
  app,
  ferry,
  guests,
  page,
}) => {
  await app.oss.put({ at: place('ferry-photos', 'mine.txt'), body: 'mine', attributes: {}, signal: never })
  await sideBySide(app, guests[0])
  ferry.localOss.requests.clear()
  await rowIn(page, 'Right', 'notes.txt').click()
  await page.keyboard.press('Enter')
  await expect(app.dialog()).toContainText('theirs')
  await page.keyboard.press('Escape')
  await app.rename('notes.txt', 'named.txt')
  await expect(app.job('notes.txt')).toContainText('Done')
  await rowIn(page, 'Right', 'named.txt').dragTo(pane(page, 'Left').getByRole('link', { name: 'ferry-photos' }))
  await start(app, 'Copy named.txt')
  await rowIn(page, 'Left', 'named.txt').click()
  await page.keyboard.press('Control+z')
  await expect(rowIn(page, 'Left', 'named.txt')).toHaveCount(0)
  await rowIn(page, 'Left', 'README.md').click()
  await page.keyboard.press('ControlOrMeta+c')
  await page.keyboard.press('F8')
  await page.keyboard.press('ControlOrMeta+v')
  await start(app, 'Copy README.md')
  await expect(rowIn(page, 'Right', 'README.md')).toBeVisible()
  await rowIn(page, 'Left', 'mine.txt').click()
  await page.keyboard.press('F6')
  await start(app, 'Move mine.txt')
  await expect(rowIn(page, 'Left', 'mine.txt')).toHaveCount(0)
  expect(signersOf(ferry, 'ferry-photos')).toEqual([ferry.account.accessKeyId])
  expect(signersOf(ferry, 'ferry-backup')).toEqual(['STS.one'])
})

test('a pane whose account was signed out elsewhere says so, reads nothing with another key, and is back after a sign-in', async ({
  app,
  ferry,
  guests,
  page,
}) => {
  await sideBySide(app, guests[0])
  const other = await page.context().newPage()
  await other.goto(ferry.url)
  await expect(new App(other, ferry, app.oss).bucket('ferry-backup')).toBeVisible()
  await other.getByRole('button', { name: 'Account: Local OSS' }).click()
  await other.getByRole('menuitem', { name: /^STS\.one/ }).click()
  await expect(other.getByRole('button', { name: 'Account: STS.one' })).toBeVisible()
  ferry.localOss.requests.clear()
  await other.getByRole('button', { name: /^Account/ }).click()
  await other.getByRole('menuitem', { name: 'Sign out' }).click()
  await other.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click()
  await expect(pane(page, 'Right')).toContainText('The account of this pane is not signed in')
  await expect(rowIn(page, 'Left', 'README.md')).toBeVisible()
  await rowIn(page, 'Left', 'README.md').click()
  await page.keyboard.press('F5')
  await expect(page.locator('.ant-message-warning')).toContainText('Open a bucket in the other pane first')
  await page.keyboard.press('F8')
  await page.keyboard.press('Alt+t')
  await page.getByRole('tab').first().click()
  await rowIn(page, 'Left', 'README.md').dragTo(page.getByRole('tab').last())
  await rowIn(page, 'Left', 'data').click()
  await page.reload()
  await expect(pane(page, 'Right')).toContainText('The account of this pane is not signed in')
  expect(signersOf(ferry, 'ferry-backup')).toEqual([])
  await pane(page, 'Right').getByRole('button', { name: 'Show the buckets of Local OSS' }).click()
  await expect(pane(page, 'Right').getByRole('link', { name: /ferry-photos/ })).toBeVisible()
  await page.goBack()
  await expect(pane(page, 'Right')).toContainText('The account of this pane is not signed in')
  await app.giveKeys('Add account…', guests[0] as (typeof guests)[number])
  await page.goBack()
  await expect(rowIn(page, 'Right', 'notes.txt')).toBeVisible()
})

test('what is done to the account of the active pane leaves both where they are; nothing is written to one that is read-only', async ({
  app,
  guests,
  page,
}) => {
  await sideBySide(app, guests[0])
  await rowIn(page, 'Right', 'notes.txt').click()
  await page.getByRole('button', { name: /^Account: STS\.one/ }).click()
  await page.getByRole('menuitem', { name: 'Read-only' }).click()
  await expect(page.getByRole('button', { name: /^Account: STS\.one/ })).toContainText('Read-only')
  await expect(rowIn(page, 'Right', 'notes.txt')).toBeVisible()
  await rowIn(page, 'Left', 'README.md').click()
  await expect(page.getByRole('button', { name: 'Account: Local OSS' })).not.toContainText('Read-only')
  const before = app.writes().length
  await page.keyboard.press('F5')
  await expect(page.locator('.ant-message')).toContainText('This session is read-only')
  expect(app.writes().length).toBe(before)
  await app.rename('README.md', 'read.md')
  await expect(app.job('README.md')).toContainText('Done')
})

test('a tab and a link keep the account, and a reload the window; what one account deletes is gone for the other', async ({
  app,
  guests,
  page,
}) => {
  await sideBySide(app, guests[0])
  await pane(page, 'Right').getByRole('grid').focus()
  await page.keyboard.press('Alt+t')
  await expect(page.getByRole('tab')).toHaveCount(2)
  await expect(page.getByRole('tab', { name: /STS\.one/ })).toHaveCount(2)
  await expect(page.getByRole('button', { name: 'Account: STS.one' })).toBeVisible()
  await expect(app.row('notes.txt')).toBeVisible()
  await page.reload()
  await expect(app.row('notes.txt')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Account: STS.one' })).toBeVisible()
  await page.getByRole('button', { name: 'Account: STS.one' }).click()
  await page.getByRole('menuitem', { name: /^Local OSS/ }).click()
  await expect(page.getByRole('button', { name: 'Account: Local OSS' })).toBeVisible()
  await page.getByRole('tab').first().click()
  await pane(page, 'Left').getByRole('row').filter({ hasText: 'README.md' }).waitFor()
  await page.evaluate(() => {
    location.hash = location.hash.replace('/ferry-photos/', '/ferry-backup/')
  })
  await rowIn(page, 'Left', 'notes.txt').click()
  await page.keyboard.press('Delete')
  await app
    .dialog()
    .getByRole('button', { name: /^Delete/ })
    .click()
  await expect(rowIn(page, 'Left', 'notes.txt')).toHaveCount(0)
  await expect(rowIn(page, 'Right', 'notes.txt')).toHaveCount(0)
})
