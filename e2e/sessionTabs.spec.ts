import type { Page } from '@playwright/test'
import type { RunningFerry } from '../src/gateway/startFerry.ts'
import { App, expect, held, test } from './world.ts'

/** What the gateway was given, by name. */
function halvesOf(page: Page): Set<string> {
  const names = new Set<string>()
  page.context().on('request', (request) => {
    const [, name] = /\/session-half\/([\w-]+)/.exec(request.url()) ?? []
    if (name && request.method() === 'PUT') names.add(name)
  })
  return names
}

async function isForgotten({ numberUrl, cookie }: RunningFerry, name: string): Promise<boolean> {
  const headers = { 'sec-fetch-site': 'same-origin', cookie: `${cookie.name}=${cookie.value}` }
  return (await fetch(`${numberUrl}session-half/${name}`, { headers })).status === 404
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Account/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click()
}

const isOut = (page: Page) => expect(page.getByRole('textbox', { name: 'AccessKey ID' })).toBeVisible()

test('a half that was forgotten at the sign-out is not given again by another tab', async ({
  app,
  page,
  context,
  ferry,
}) => {
  const second = await context.newPage()
  await second.clock.install()
  await second.goto(ferry.url)
  const names = halvesOf(second)
  await expect(new App(second, ferry, app.oss).bucket('ferry-photos')).toBeVisible()
  await second.clock.runFor('05:00')
  await expect.poll(() => names.size).toBe(1)
  await signOut(page)
  await isOut(second)
  await second.clock.runFor('10:00')
  await isOut(second)
  for (const name of names) expect(await isForgotten(ferry, name)).toBe(true)
  expect(app.writes()).toEqual([])
})

test('who signs out beside another account takes along the half that opened both', async ({
  app,
  page,
  ferry,
  guests,
}) => {
  const names = halvesOf(page)
  await app.giveKeys('Add account…', guests[0] as (typeof guests)[number])
  await page.reload()
  await expect(app.bucket('ferry-backup')).toBeVisible()
  const before = [...names]
  expect(before.length).toBeGreaterThan(0)
  await signOut(page)
  await expect(page.getByRole('button', { name: 'Account: Local OSS' })).toBeVisible()
  for (const name of before) expect(await isForgotten(ferry, name)).toBe(true)
  await page.reload()
  await expect(page.getByRole('button', { name: 'Account: Local OSS' })).toBeVisible()
})

test('a sign-out in one tab leaves no place in another', async ({ app, page, context, ferry }) => {
  const second = await context.newPage()
  await second.goto(`${ferry.url}#/ferry-photos/photos/2023/`)
  await expect(second.getByRole('row').first()).toBeVisible()
  await signOut(page)
  await isOut(second)
  const left = await second.evaluate(() => location.href + JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))
  expect(left).not.toContain('ferry-photos')
  expect(app.writes()).toEqual([])
})

const aheadAtGateway = 4

test('signing out forgets also when the gateway does not answer', async ({ app, page, context, pageErrors }) => {
  pageErrors.expect(/session-half/)
  await context.route('**/session-half/**', (route) => route.abort())
  await signOut(page)
  await isOut(page)
  await context.unroute('**/session-half/**')
  await page.reload()
  await isOut(page)
  expect(app.writes()).toEqual([])
})

test('a job that is under way stops when the session becomes read-only, and goes on when it is not', async ({
  app,
  page,
  ferry,
}) => {
  const { hold, letGo } = held()
  const fault = ferry.localOss.faults.add({ op: 'UploadPartCopy', hold })
  await app.goTo('ferry-photos', 'videos/')
  const large = page.getByRole('row').filter({ hasText: /GiB/ }).first()
  await large.click({ button: 'right' })
  await (await app.entry('Copy to…')).click()
  await app.transfer('oss://ferry-backup/')
  const parts = () => ferry.localOss.requests.entries.filter(({ op }) => op === 'UploadPartCopy').length
  await expect.poll(parts).toBeGreaterThan(0)
  await page.getByRole('button', { name: /^Account/ }).click()
  await page.getByRole('menuitem', { name: 'Read-only' }).click()
  await expect(page.getByRole('button', { name: /^Account/ })).toContainText('Read-only')
  const before = app.writes().length
  letGo()
  fault.remove()
  await expect(page.locator('li.job').first()).toContainText(/read-only/i)
  // What had left the page waits at the gateway for its turn; that is all.
  expect(app.writes().length - before).toBeLessThanOrEqual(aheadAtGateway)
  await page.getByRole('button', { name: /^Account/ }).click()
  await page.getByRole('menuitem', { name: 'Read-only' }).click()
  await expect(page.locator('li.job').first()).toContainText('Done')
})
