import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import { expect, test } from './world.ts'

/** A page of another origin, in the same browser: what it can put on the clipboard, it puts there. */

let server: Server
test.beforeAll(async () => {
  server = createServer((_, response) => response.setHeader('content-type', 'text/html').end('<p>Copy me'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
test.afterAll(() => new Promise((resolve) => server.close(resolve)))

async function strangerCopies(page: Page, entries: Record<string, string>): Promise<void> {
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  await page.evaluate((put) => {
    addEventListener('copy', (event) => {
      for (const [type, text] of Object.entries(put)) event.clipboardData?.setData(type, text)
      event.preventDefault()
    })
  }, entries)
  await page.getByText('Copy me').click()
  await page.keyboard.press('ControlOrMeta+c')
}

const clipType = 'application/x-oss-ferry+json'
const source = { account: 'demo', region: 'cn-hangzhou', bucket: 'ferry-photos', key: 'README.md' }

test('a cut that another page puts on the clipboard moves nothing, and says so', async ({ app, page, context }) => {
  const stranger = await context.newPage()
  await app.goTo('ferry-backup', 'kept/')
  await page.getByText('There is nothing here').waitFor()
  const before = app.writes().length
  const cut = JSON.stringify({ sources: [source], isCut: true, token: '' })
  await strangerCopies(stranger, { [clipType]: cut, 'text/plain': 'oss://ferry-photos/README.md' })
  await page.bringToFront()
  await page.getByText('There is nothing here').click()
  await page.keyboard.press('ControlOrMeta+v')
  await expect(page.locator('.ant-message-warning')).toContainText('Nothing was moved')
  for (const text of ['{', 'null', '{"sources":1,"isCut":null}', '[]']) {
    await strangerCopies(stranger, { [clipType]: text, 'text/plain': 'good morning' })
    await page.bringToFront()
    await page.keyboard.press('ControlOrMeta+v')
  }
  expect(app.writes().length).toBe(before)
  expect(await app.headOf('ferry-photos', 'README.md')).toBeDefined()
})

test('what was cut here is pasted once, and not again', { tag: '@thorough' }, async ({ app, page }) => {
  await app.goTo('ferry-photos')
  await app.row('README.md').click()
  await page.keyboard.press('ControlOrMeta+x')
  await expect(app.row('README.md')).toHaveAttribute('data-cut', 'true')
  await app.goTo('ferry-backup', 'kept/')
  await page.getByText('There is nothing here').click()
  await page.keyboard.press('ControlOrMeta+v')
  await expect(app.row('README.md')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+v')
  await expect(page.locator('.ant-message-warning')).toContainText('Nothing was moved')
})
