import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from '@playwright/test'
import { startGatewayProcess } from './gatewayProcess.ts'
import { expect, place, test } from './world.ts'

type Key = { region: string; accessKeyId: string; accessKeySecret: string; endpoint: string }

/** Signs in by the form, as with a real account. */
async function signIn(page: Page, url: string, key: Key, { keeps = false, readOnly = false } = {}): Promise<void> {
  await page.goto(url)
  await page.getByRole('textbox', { name: 'AccessKey ID' }).fill(key.accessKeyId)
  await page.getByLabel('AccessKey secret').fill(key.accessKeySecret)
  await page.getByText('STS token and custom endpoint').click()
  await page.getByRole('textbox', { name: 'Custom endpoint' }).fill(key.endpoint)
  if (keeps) await page.getByRole('checkbox', { name: 'Keep me signed in' }).check()
  if (readOnly) await page.getByRole('checkbox', { name: 'Read-only' }).check()
  await page.getByRole('button', { name: 'Sign in' }).click()
  await isIn(page)
}

const isIn = (page: Page) =>
  expect(page.getByRole('navigation').getByRole('link', { name: 'ferry-photos', exact: true })).toBeVisible()
const isOut = (page: Page) => expect(page.getByRole('textbox', { name: 'AccessKey ID' })).toBeVisible()

async function anotherPage(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(url)
  return page
}

test('a session lasts over a reload and in a new tab, and ends with the last tab', async ({
  app,
  page,
  context,
  ferry,
}) => {
  await page.reload()
  await isIn(page)
  const second = await anotherPage(context, ferry.url)
  await isIn(second)
  await page.close()
  await second.reload()
  await isIn(second)
  await second.close()
  const later = await anotherPage(context, ferry.url)
  await isOut(later)
  expect(app.writes()).toEqual([])
})

test('who is to be kept is signed in again as long as the gateway runs; then the account is known and its keys are gone', async ({
  page,
  context,
  ferry,
  pageErrors,
}) => {
  pageErrors.expect(/404/)
  const key = ferry.account
  const host = new URL(key.endpoint).host
  const gateway = await startGatewayProcess(host.replace(/^[^.]+/, '*'))
  await signIn(page, gateway.startUrl, key, { keeps: true })
  await page.close()
  const later = await anotherPage(context, gateway.url)
  await isIn(later)
  await later.close()
  await gateway.kill()
  await gateway.startAgain()
  const locked = await anotherPage(context, gateway.url)
  await expect(locked.getByText(`${key.accessKeyId} is locked`)).toBeVisible()
  // It still loads what comes later.
  await locked.close()
  await gateway.close()
})

test('signing out leaves nothing of the account: keys, places, tabs, the clip, finished jobs', async ({
  app,
  page,
}) => {
  await app.goTo('ferry-photos', 'photos/2023/')
  await page.getByRole('button', { name: 'Favorite' }).click()
  await app.goTo('ferry-photos')
  await app.rename('README.md', 'named-secretly.md')
  await expect(app.job('README.md')).toContainText('Done')
  await app.row('named-secretly.md').click()
  await page.keyboard.press('ControlOrMeta+c')
  await page.getByRole('button', { name: /^Account/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await app.dialog().getByRole('button', { name: 'Sign out' }).click()
  await isOut(page)
  const left = await page.evaluate(async () => {
    const stored = [localStorage, sessionStorage].map((storage) => JSON.stringify({ ...storage }))
    const rows: unknown[] = []
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve) => {
        const opening = indexedDB.open(name)
        opening.onsuccess = () => resolve(opening.result)
      })
      for (const store of database.objectStoreNames) {
        const all = database.transaction(store).objectStore(store).getAll()
        rows.push(await new Promise((resolve) => (all.onsuccess = () => resolve(all.result))))
      }
    }
    return stored.join() + JSON.stringify(rows)
  })
  for (const name of ['named-secretly', 'README', '2023', 'ferry-photos', app.ferry.account.accessKeyId])
    expect(left).not.toContain(name)
})

test('a locked session has no keys in any tab, and goes on with them', async ({
  app,
  page,
  context,
  ferry,
  pageErrors,
}) => {
  pageErrors.expect(/404/)
  const second = await anotherPage(context, ferry.url)
  await isIn(second)
  await page.getByRole('button', { name: /^Account/ }).click()
  await page.getByRole('menuitem', { name: 'Lock now' }).click()
  await isOut(page)
  await isOut(second)
  await page.reload()
  await isOut(page)
  await page.getByRole('button', { name: 'Try it on this computer' }).click()
  await isIn(page)
  await isIn(second)
  expect(app.writes()).toEqual([])
})

test('a session that nobody uses is locked', async ({ app, page, pageErrors }) => {
  pageErrors.expect(/404/)
  await page.clock.install()
  await page.reload()
  await isIn(page)
  await page.clock.fastForward('07:00:00')
  await isIn(page)
  await page.clock.fastForward('02:00:00')
  await page.clock.runFor(60_000)
  await isOut(page)
  expect(app.writes()).toEqual([])
})

test('a read-only session sends nothing that writes, and says why', async ({ page, ferry }) => {
  await signIn(page, ferry.url, ferry.account, { readOnly: true })
  await expect(page.getByRole('button', { name: /^Account/ })).toContainText('Read-only')
  await page.goto(`${ferry.url}#/ferry-photos/`)
  const row = page.getByRole('row').filter({ hasText: 'README.md' })
  await row.click()
  await page.keyboard.press('Delete')
  await expect(page.getByText('This session is read-only').first()).toBeVisible()
  await row.click({ button: 'right' })
  for (const name of ['Copy to…', 'Move to…', /^Rename/, 'Edit metadata', /^Delete/])
    await expect(page.getByRole('menuitem', { name })).toBeDisabled()
  await page.keyboard.press('Escape')
  await row.dragTo(page.getByRole('navigation').getByRole('link', { name: 'ferry-backup', exact: true }))
  await expect(page.locator('.ant-message')).toContainText('This session is read-only')
  const writes = () => ferry.localOss.requests.entries.filter(({ method }) => method !== 'GET' && method !== 'HEAD')
  expect(writes()).toEqual([])
  await page.getByRole('button', { name: /^Account/ }).click()
  await page.getByRole('menuitem', { name: 'Read-only' }).click()
  await row.click()
  await page.keyboard.press('Delete')
  await expect(page.getByRole('dialog')).toContainText('README.md')
})

test('the files of the browser’s profile never hold the secret: signed in, kept, signed out, closed', async ({
  ferry,
}) => {
  test.slow()
  const profile = mkdtempSync(join(tmpdir(), 'ferry-profile-'))
  const launch = () =>
    chromium.launchPersistentContext(profile, {
      ...(process.env.CHROMIUM_PATH && { executablePath: process.env.CHROMIUM_PATH }),
      args: ['--no-sandbox'],
      locale: 'en-US',
    })
  const key = ferry.account
  const secret = key.accessKeySecret
  for (const keeps of [false, true]) {
    const context = await launch()
    const page = await context.newPage()
    await signIn(page, ferry.startUrl, ferry.account, { keeps })
    await page.reload()
    await isIn(page)
    expect(filesWith(profile, secret)).toEqual([])
    // Who it is stands there in the clear, so the search finds what there is.
    if (keeps) await expect.poll(() => filesWith(profile, key.accessKeyId).length).toBeGreaterThan(0)
    if (keeps) {
      await page.getByRole('button', { name: /^Account/ }).click()
      await page.getByRole('menuitem', { name: 'Sign out' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click()
      await isOut(page)
    }
    await context.close()
    expect(filesWith(profile, secret)).toEqual([])
  }
  rmSync(profile, { recursive: true })
})

/** In any spelling that a browser writes to a disk. */
function filesWith(folder: string, secret: string): string[] {
  const spelled = [
    Buffer.from(secret),
    Buffer.from(secret, 'utf16le'),
    Buffer.from(Buffer.from(secret, 'utf16le')).swap16(),
    Buffer.from(Buffer.from(secret).toString('base64').slice(0, -4)),
    Buffer.from(Buffer.from(secret).toString('hex')),
    Buffer.from([...secret].reverse().join('')),
  ]
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile())
    .filter((path) => {
      const content = contentOf(path)
      return spelled.some((bytes) => content.includes(bytes))
    })
}

/** A browser that is open removes files of its own at any moment: what is gone holds nothing. */
function contentOf(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0)
    throw error
  }
}

test('the requests of a page, and of its Worker, to the wire of a read-only account are refused before they leave', async ({
  app,
}) => {
  const { createOss } = await import('../src/oss/client.ts')
  const { nodeTransport } = await import('../src/hosts/node/transport.ts')
  const { send, close } = nodeTransport(4)
  const account = { id: 'me', name: 'me', ...app.ferry.account, isReadOnly: true as const }
  const oss = createOss(account, send)
  const { signal } = new AbortController()
  const at = place('ferry-photos', 'README.md')
  await expect(oss.put({ at, body: 'x', attributes: {}, signal })).rejects.toMatchObject({ code: 'ReadOnlySession' })
  await expect(oss.remove({ at, signal })).rejects.toMatchObject({ code: 'ReadOnlySession' })
  await oss.head({ at, signal })
  await close()
  expect(app.writes()).toEqual([])
})
