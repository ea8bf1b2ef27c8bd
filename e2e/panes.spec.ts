import type { Page } from '@playwright/test'
import { findings } from './axe.ts'
import { signersOf, twoAccounts } from './twoAccounts.ts'
import { expect, place, test } from './world.ts'

const pane = (page: Page, side: 'Left' | 'Right') => page.getByRole('region', { name: `${side} pane` })

test('two panes by keys alone: split, go elsewhere, copy with F5, move with F6', async ({ app, page }) => {
  await app.goTo('ferry-photos')
  await app.row('README.md').waitFor()
  await page.keyboard.press('Control+\\')
  await expect(pane(page, 'Right')).toHaveAttribute('data-active', 'true')
  await page.keyboard.press('Control+l')
  await page.keyboard.type('oss://ferry-backup/kept/')
  await page.keyboard.press('Enter')
  await expect(pane(page, 'Right').getByText('There is nothing here')).toBeVisible()
  await page.keyboard.press('F8')
  await expect(pane(page, 'Left').getByRole('grid')).toBeFocused()
  await page.keyboard.type('read')
  await page.keyboard.press('F5')
  await expect(app.job('Copy README.md')).toContainText('Done')
  await expect(pane(page, 'Right').getByRole('row').filter({ hasText: 'README.md' })).toBeVisible()
  await page.keyboard.press('F8')
  await page.keyboard.press('Control+l')
  await page.keyboard.type('oss://ferry-backup/moved/')
  await page.keyboard.press('Enter')
  await expect(pane(page, 'Right').getByText('There is nothing here')).toBeVisible()
  await page.keyboard.press('F8')
  await page.keyboard.press('F6')
  // It leaves the bucket: the plan first.
  await app.job('Move README.md').getByRole('button', { name: 'Start' }).click()
  await expect(app.job('Move README.md')).toContainText('Done')
  await expect(pane(page, 'Left').getByRole('row').filter({ hasText: 'README.md' })).toHaveCount(0)
  expect(await app.keysOf('ferry-backup', 'moved/')).toEqual(['moved/README.md'])
  expect(await app.headOf('ferry-photos', 'README.md')).toBeUndefined()
  await page.keyboard.press('Control+\\')
  await expect(page.getByRole('grid')).toHaveCount(1)
})

test('F5 says why it cannot: another region, the list of buckets; with nothing chosen it is the browser’s own', {
  tag: '@thorough',
}, async ({ app, page }) => {
  await page.goto(`${app.ferry.url}#/ferry-photos/&/ferry-qingdao/`)
  await pane(page, 'Left').getByRole('row').filter({ hasText: 'README.md' }).click()
  await page.keyboard.press('F5')
  await expect(page.locator('.ant-message-warning')).toContainText('region')
  await page.goto(`${app.ferry.url}#/ferry-photos/&/`)
  await expect(pane(page, 'Right')).toContainText('ferry-backup')
  await page.keyboard.press('F6')
  await expect(page.locator('.ant-message-warning').last()).toContainText('Open a bucket in the other pane first')
  expect(app.writes()).toEqual([])
  const isTaken = (key: string) =>
    page.evaluate((name) => {
      const event = new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true })
      document.activeElement?.dispatchEvent(event)
      return event.defaultPrevented
    }, key)
  expect(await isTaken('F5')).toBe(true)
  await page.keyboard.press('Escape')
  await expect(page.getByText('1 selected')).toHaveCount(0)
  expect(await isTaken('F5')).toBe(false)
})

test('each pane has its place, selection, order and history; the URL has both', { tag: '@thorough' }, async ({
  app,
  page,
}) => {
  await app.goTo('ferry-photos')
  await app.row('README.md').click()
  await page.getByRole('button', { name: 'View' }).click()
  await page.getByRole('menuitem', { name: 'Two panes' }).click()
  const [left, right] = [pane(page, 'Left'), pane(page, 'Right')]
  await right.getByRole('link', { name: 'photos/' }).click()
  await expect(right.getByRole('row').filter({ hasText: '2024' })).toBeVisible()
  await expect(left.getByRole('row').filter({ hasText: 'README.md' })).toHaveAttribute('aria-selected', 'true')
  await right.getByRole('columnheader', { name: 'Name' }).getByRole('button').click()
  await expect(right.getByRole('row').nth(1)).toContainText('2025')
  await expect(left.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'ascending')
  await page.reload()
  await expect(right.getByRole('row').nth(1)).toContainText('2025')
  await expect(right).toHaveAttribute('data-active', 'true')
  await page.goBack()
  await expect(right.getByRole('link', { name: 'photos/' })).toBeVisible()
  await left.getByRole('columnheader', { name: 'Size' }).click()
  await expect(left).toHaveAttribute('data-active', 'true')
  await page
    .getByRole('navigation', { name: 'Buckets' })
    .getByRole('link', { name: 'ferry-backup', exact: true })
    .click()
  await expect(left.getByRole('row').filter({ hasText: 'database' })).toBeVisible()
  await expect(right.getByRole('link', { name: 'photos/' })).toBeVisible()
  expect(await findings(page)).toEqual([])
})

test('rows are dragged to the other pane, and its menu twin does the same', async ({ app, page }) => {
  const { signal } = new AbortController()
  await app.oss.put({ at: place('ferry-photos', 'notes.txt'), body: 'x', attributes: {}, signal })
  await page.goto(`${app.ferry.url}#/ferry-photos/&/ferry-backup/kept/`)
  const [left, right] = [pane(page, 'Left'), pane(page, 'Right')]
  const row = left.getByRole('row').filter({ hasText: 'README.md' })
  await row.dragTo(right.getByText('There is nothing here'))
  await expect(app.job('Copy README.md')).toContainText('Done')
  await left.getByRole('row').filter({ hasText: 'notes.txt' }).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Copy to the other pane' }).click()
  await expect(app.job('Copy notes.txt')).toContainText('Done')
  expect(await app.keysOf('ferry-backup', 'kept/')).toEqual(['kept/README.md', 'kept/notes.txt'])
})

test('a pane belongs to another account: it lists with that key, and a copy to it is a relay whose plan comes first', async ({
  app,
  ferry,
  guests,
  page,
}) => {
  await twoAccounts(app, guests[0])
  await app.goTo('ferry-photos')
  await app.row('README.md').waitFor()
  await page.keyboard.press('Control+\\')
  const [left, right] = [pane(page, 'Left'), pane(page, 'Right')]
  await right.getByRole('button', { name: 'Account of this pane: Local OSS' }).click()
  await page.getByRole('menuitem', { name: /^STS\.one/ }).click()
  await right.getByRole('link', { name: /ferry-backup/ }).click()
  await expect(right.getByRole('row').filter({ hasText: 'database' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Account: STS.one' })).toBeVisible()
  await page.reload()
  await expect(right.getByRole('button', { name: 'Account of this pane: STS.one' })).toBeVisible()
  await left.getByRole('row').filter({ hasText: 'README.md' }).click()
  await expect(page.getByRole('button', { name: 'Account: Local OSS' })).toBeVisible()
  ferry.localOss.requests.clear()
  await page.keyboard.press('F5')
  await expect(app.job('Copy README.md')).toContainText('relayed through this computer')
  expect(app.writes()).toEqual([])
  await app.job('Copy README.md').getByRole('button', { name: 'Start' }).click()
  await expect(app.job('Copy README.md')).toContainText('Done')
  await expect(app.job('Copy README.md').locator('.job-account')).toHaveText(['Local OSS', 'STS.one'])
  await expect(right.getByRole('row').filter({ hasText: 'README.md' })).toBeVisible()
  expect(signersOf(ferry, 'ferry-photos')).toEqual([ferry.account.accessKeyId])
  expect(signersOf(ferry, 'ferry-backup')).toEqual(['STS.one'])
  expect(app.writes()).toEqual(['PutObject'])
})

test('a narrow window shows one pane and a switch', { tag: '@thorough' }, async ({ app, page }) => {
  await page.setViewportSize({ width: 400, height: 780 })
  await page.goto(`${app.ferry.url}#/ferry-photos/&/ferry-backup/`)
  await app.row('README.md').click()
  await expect(page.getByRole('grid')).toHaveCount(1)
  await page.getByRole('group', { name: 'Visible pane' }).getByRole('button', { name: 'ferry-backup' }).click()
  await expect(app.row('database')).toBeVisible()
  expect(await findings(page)).toEqual([])
})
