import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { closeSync, mkdtempSync, openSync, readFileSync, readSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from '@playwright/test'
import type { AccessKey } from '../src/local-oss/access/accessKeys.ts'
import { filesWith, has } from './spellings.ts'
import { tap, type Wiretap } from './wiretap.ts'
import { expect, test } from './world.ts'

/** Like no other text in a browser, and with the letters that are escaped. */
const rare = (head: string) => `${head}${randomBytes(24).toString('base64').replace(/..../, 'a/b+')}`
const key: AccessKey = {
  id: 'STS.LeaksNowhere',
  secret: rare('sec'),
  token: rare('tok'),
  policy: [{ effect: 'Allow', actions: ['oss:*'], resources: ['*'] }],
}
const decoy = rare('dec')

test.use({ guests: [key] })

for (const keeps of [false, true]) {
  test(`a secret is in no file, no memory, no log and on no wire but sealed: ${keeps ? 'kept' : 'until the last tab'}`, async ({
    ferry,
  }) => {
    test.slow()
    const { endpoint } = ferry.account
    const profile = mkdtempSync(join(tmpdir(), 'ferry-profile-'))
    const gateway = await startCommand(new URL(endpoint).host.replace(/^[^.]+/, '*'))
    const wire = await tap(gateway.port)

    let context = await browserIn(profile)
    const page = await context.newPage()
    await signIn(page, wire.url + gateway.pass, endpoint, keeps)
    await page.reload()
    await isIn(page)
    // What the page does write is found, so the search sees what there is.
    await page.evaluate((text) => {
      for (const storage of [localStorage, sessionStorage]) storage.setItem('decoy', text)
    }, decoy)
    expect(await textsOf(page)).not.toContain(key.secret)
    nothingIn(profile)
    if (keeps) {
      await context.close()
      expect(filesWith(profile, key.id)).not.toEqual([])
      expect(filesWith(profile, decoy)).not.toEqual([])
      nothingIn(profile)
      context = await browserIn(profile)
    }
    const next = keeps ? await context.newPage() : page
    await next.goto(wire.url + gateway.pass)
    await isIn(next)
    const halves = halvesOn(wire)
    await signOut(next)
    expect(await textsOf(next)).not.toContain(key.id)
    await context.close()

    expect(filesWith(profile, decoy)).not.toEqual([])
    nothingIn(profile)
    expect(halves.length).toBeGreaterThan(0)
    for (const { name, half } of halves) {
      const { port } = new URL(wire.url)
      const cookie = gateway.pass.replace('?start', `ferry-start-${port}`)
      const headers = { 'sec-fetch-site': 'same-origin', cookie }
      const answer = await fetch(`http://127.0.0.1:${port}/session-half/${name}`, { headers })
      expect(answer.status).toBe(404)
      expect(filesWith(profile, half)).toEqual([])
      expect(gateway.said()).not.toContain(half)
    }
    expect(has(wire.heard(), key.id)).toBe(true)
    expect(has(wire.heard(), key.secret)).toBe(false)
    expect(gateway.memoryHas('/session-half/')).toBe(true)
    expect(gateway.memoryHas(key.secret)).toBe(false)
    expect(gateway.said()).not.toMatch(/STS\.LeaksNowhere|session-half/)
    await wire.close()
    await gateway.close()
    rmSync(profile, { recursive: true })
  })
}

/** Neither of the two that sign. */
function nothingIn(profile: string): void {
  expect(filesWith(profile, key.secret)).toEqual([])
  expect(filesWith(profile, key.token as string)).toEqual([])
}

/** Everything that scripts of the page can read without asking for it. */
function textsOf(page: Page): Promise<string> {
  return page.evaluate(
    () => location.href + JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state]),
  )
}

/** As the page gave them to the gateway. */
function halvesOn(wire: Wiretap): { name: string; half: string }[] {
  const given = wire
    .heard()
    .toString('latin1')
    .matchAll(/PUT \/session-half\/([\w-]+) [^{]*\{"half":"([^"]+)"/g)
  return Array.from(given, ([, name = '', half = '']) => ({ name, half }))
}

function browserIn(profile: string): Promise<BrowserContext> {
  const executable = process.env.CHROMIUM_PATH
  return chromium.launchPersistentContext(profile, {
    ...(executable && { executablePath: executable }),
    args: ['--no-sandbox'],
    locale: 'en-US',
  })
}

async function signIn(page: Page, url: string, endpoint: string, keeps: boolean): Promise<void> {
  await page.goto(url)
  await page.getByRole('textbox', { name: 'AccessKey ID' }).fill(key.id)
  await page.getByLabel('AccessKey secret').fill(key.secret)
  await page.getByLabel(/^STS token/).fill(key.token as string)
  await page.getByRole('textbox', { name: 'Custom endpoint' }).fill(endpoint)
  if (keeps) await page.getByRole('checkbox', { name: 'Keep me signed in' }).check()
  await page.getByRole('button', { name: 'Sign in' }).click()
  await isIn(page)
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Account/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('textbox', { name: 'AccessKey ID' })).toBeVisible()
}

const isIn = (page: Page) =>
  expect(page.getByRole('navigation').getByRole('link', { name: 'ferry-photos', exact: true })).toBeVisible()

/** `pass`: what the printed address ends in. */
type Command = { port: number; pass: string; said(): string; memoryHas(text: string): boolean; close(): Promise<void> }

/** `npm start` in a process of its own, whose words and memory can be looked at. `allowed`: the host that it may reach. */
async function startCommand(allowed: string): Promise<Command> {
  const data = mkdtempSync(join(tmpdir(), 'ferry-command-'))
  const options = ['--port', '0', '--data', data, '--allow-host', allowed]
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/gateway/start.ts', ...options])
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (words) => (said += words))
  const { port, search: pass } = await new Promise<URL>((resolve, reject) => {
    child.once('exit', () => reject(new Error(said)))
    child.stdout.on('data', () => {
      const [, url] = /^OSS Ferry: (\S+)/m.exec(said) ?? []
      if (url) resolve(new URL(url))
    })
  })
  return {
    port: Number(port),
    pass,
    said: () => said,
    memoryHas: (text) => memoryOf(child).some((bytes) => has(bytes, text)),
    async close() {
      const exited = new Promise((resolve) => child.once('exit', resolve))
      child.kill()
      await exited
      rmSync(data, { recursive: true })
    },
  }
}

/** All that the process can write to. */
function memoryOf({ pid }: ChildProcess): Buffer[] {
  const maps = readFileSync(`/proc/${pid}/maps`, 'latin1').matchAll(/^(\w+)-(\w+) rw\S+ \S+ \S+ \S+ *(\[v.*)?/gm)
  const memory = openSync(`/proc/${pid}/mem`, 'r')
  const found = Array.from(maps, ([, from, to, kernel]) =>
    kernel ? Buffer.alloc(0) : read(memory, `${from}`, `${to}`),
  )
  closeSync(memory)
  return found
}

function read(memory: number, from: string, to: string): Buffer {
  const [begin, end] = [BigInt(`0x${from}`), BigInt(`0x${to}`)]
  const bytes = Buffer.alloc(Number(end - begin))
  readSync(memory, bytes, 0, bytes.length, begin)
  return bytes
}
