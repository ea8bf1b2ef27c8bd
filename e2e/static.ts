import { createReadStream, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { test as base, expect, type Page } from '@playwright/test'
import { nodeTransport } from '../src/hosts/node/transport.ts'
import { createLocalOss, type LocalOss } from '../src/local-oss/server.ts'
import { createOss } from '../src/oss/client.ts'
import { allMetadata, neededHeaders } from '../src/oss/direct/exposed.ts'
import { bytesOf } from '../src/oss/headerBytes.ts'
import type { Account, CorsRule, Oss } from '../src/oss/types.ts'
import type { Witness } from '../test/properties.ts'
import { App } from './world.ts'

/** The page as any server of files serves it, below a path, another origin than the store: no gateway runs, and nothing names a policy. */

export const bucket = 'direct-home'
const region = 'cn-hangzhou'
/** Nothing else is served. */
const below = '/tools/ferry'
const never = new AbortController().signal
const types: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' }

type World = { store: LocalOss; account: Account; witness: Witness; oss: Oss; url: string; wrong: string[]; app: App }

export const test = base.extend<World>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures that are asked for
  store: async ({}, use) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'ferry-direct-'))
    const store = await createLocalOss({ dataDir, keys: [{ id: 'id', secret: 'secret' }] })
    await use(store)
    await store.close()
    rmSync(dataDir, { recursive: true })
  },
  account: async ({ store }, use) => {
    const endpoint = `http://oss-${region}.localhost:${await store.listen(0)}`
    await use({ id: 'witness', name: 'witness', accessKeyId: 'id', accessKeySecret: 'secret', region, endpoint })
  },
  /** The store past the page, with one bucket in it. */
  witness: async ({ account, store }, use) => {
    const { send, close } = nodeTransport(16)
    const oss = createOss(account, send)
    await oss.putBucket({ bucket: { region, bucket }, signal: never })
    const meta = { 'x-oss-meta-title': bytesOf('远航') }
    const headers = { 'content-type': 'video/mp4', 'cache-control': 'max-age=60', ...meta }
    await store.putSparseObject({ bucket, key: 'films/film.mp4', size: 6 * 1024 ** 3, seed: 1, headers })
    await use({ account, transport: send, oss })
    await close()
  },
  oss: async ({ witness }, use) => use(witness.oss),
  // biome-ignore lint/correctness/noEmptyPattern: as above
  url: async ({}, use) => {
    const server = createServer((request, response) => {
      const path = (request.url ?? '/').split('?')[0] ?? ''
      const file = join('dist', path.slice(below.length))
      if (!path.startsWith(`${below}/`) || path.includes('..') || !existsSync(file))
        return void response.writeHead(404).end()
      response.setHeader('content-type', types[extname(file)] ?? 'text/html')
      createReadStream(file).pipe(response)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}${below}/index.html`)
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  },
  /** What nobody handles, and what the page's own policy refuses. */
  wrong: [
    async ({ context }, use) => {
      const wrong: string[] = []
      context.on('weberror', (error) => wrong.push(String(error.error())))
      context.on('console', (message) => {
        if (/Content Security Policy|Refused to/.test(message.text())) wrong.push(message.text())
      })
      await use(wrong)
      expect(wrong).toEqual([])
    },
    { auto: true },
  ],
  app: async ({ page, store, account, oss, url }, use) => {
    await use(new App(page, { url, startUrl: url, account, localOss: store }, oss))
  },
})

export { expect }

const methods: CorsRule['methods'] = ['GET', 'HEAD', 'PUT', 'POST', 'DELETE']
/** All headers that a rule has to name. */
export const named = [...neededHeaders, allMetadata, 'x-oss-meta-title', 'x-oss-meta-author']

/** Lets the page in, and shows it these headers. */
export async function allow(oss: Oss, url: string, expose = named, of = bucket): Promise<void> {
  const rule = { origins: [new URL(url).origin], methods, headers: ['*'], expose }
  await oss.putCors({ bucket: { region, bucket: of }, cors: { rules: [rule] }, signal: never })
}

export async function signIn(page: Page, { endpoint }: Account, url: string, start = `oss://${bucket}/`) {
  await page.goto(url)
  await page.getByRole('textbox', { name: 'AccessKey ID' }).fill('id')
  await page.getByLabel('AccessKey secret').fill('secret')
  await page.getByText('STS token and custom endpoint').click()
  await page.getByRole('textbox', { name: 'Custom endpoint' }).fill(endpoint)
  await page.getByRole('textbox', { name: /Start path/ }).fill(start)
  await page.getByRole('button', { name: 'Sign in' }).click()
}
