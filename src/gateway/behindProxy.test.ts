import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { makeCertificate } from '../../test/certificate.ts'
import { type Ferry, startFerry } from '../../test/ferry.ts'
import { startProxy, type TestProxy } from '../../test/httpProxy.ts'
import { troubledWays } from '../../test/troubledWay.ts'
import { createOss } from '../oss/client.ts'
import { gatewayTransport } from '../oss/transport.ts'
import type { Oss, Ref } from '../oss/types.ts'

/** `npm start` as a process in a company: behind a proxy that asks for a sign-in, before a store whose certificate is the company's own. */

const { signal } = new AbortController()
const host = 'oss-cn-hangzhou.aliyuncs.com'
const near = 'oss-cn-hangzhou.localhost'
const folder = mkdtempSync(join(tmpdir(), 'ferry-behind-'))
const ways = troubledWays()
const at = (key: string, bucket = 'home'): Ref => ({ account: 'me', region: 'cn-hangzhou', bucket, key })
const signIn = `Basic ${btoa('me:p@ss')}`
const begun: ChildProcess[] = []
let ferry: Ferry
let proxy: TestProxy
let tls: number
let tls6: number
let page: Page
let stranger: number

beforeAll(async () => {
  ferry = await startFerry()
  const certificate = makeCertificate({ host, others: [`*.${host}`, near, `*.${near}`, '127.0.0.1', '::1'] })
  const storePort = Number(new URL(ferry.account.endpoint).port)
  tls = await ways.tls(certificate, storePort)
  tls6 = await ways.tls(certificate, storePort, '::1')
  stranger = await ways.tls(makeCertificate({ host, others: [near] }), storePort)
  proxy = await startProxy({ to: tls, signIn })
  writeFileSync(join(folder, 'ca.pem'), certificate.cert)
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>page</title>')
  page = await start()
})
beforeEach(() => proxy.behave({ to: tls, signIn }))
afterEach(() => vi.unstubAllGlobals())
afterAll(async () => {
  for (const child of begun) child.kill('SIGKILL')
  await proxy.close()
  await ways.close()
  await ferry.close()
  rmSync(folder, { recursive: true })
})

type Page = { oss: (endpoint?: string) => Oss; said: () => string; end: () => Promise<number | null> }

const SERVER = `
  const { runCommand } = await import(${JSON.stringify(new URL('../local-oss/command/command.ts', import.meta.url).href)})
  const { serveCommand } = await import(${JSON.stringify(new URL('./serveCommand.ts', import.meta.url).href)})
  process.argv.splice(1, 0, 'start.ts')
  await runCommand(serveCommand({ name: 'npm start --', page: async () => ${JSON.stringify(folder)} }))
`

/** The process, and a page that it let in. */
async function start(): Promise<Page> {
  const url = proxy.url.replace('://', '://me:p%40ss@')
  const env = {
    PATH: process.env.PATH ?? '',
    HTTPS_PROXY: url,
    NO_PROXY: '.direct.test',
    NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem'),
  }
  const reach = [
    '*.aliyuncs.com',
    `${near}:${tls}`,
    `*.${near}:${tls}`,
    `${near}:${stranger}`,
    `127.0.0.1:${tls}`,
    `[::1]:${tls6}`,
    '*.direct.test',
  ].flatMap((one) => ['--allow-host', one])
  const args = ['--port', '0', '--no-local', '--data', join(folder, 'data'), ...reach]
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', SERVER, '--', ...args], {
    env,
  })
  begun.push(child)
  let said = ''
  await new Promise<void>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`It ended with ${code}: ${said}`)))
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text) => {
        said += text
        if (/where a browser.*\?start=\S+\n/.test(said)) resolve()
      })
  })
  const [address = ''] = /http:\/\/127\.0\.0\.1:\S+/.exec(said) ?? []
  const entered = await fetch(address, { redirect: 'manual' })
  const cookie = entered.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const transport = transportOf(new URL('/gateway', address).href, cookie)
  return {
    oss: (endpoint = `https://${host}`) => createOss({ ...ferry.account, endpoint }, transport),
    said: () => said,
    async end() {
      child.kill('SIGTERM')
      return (await once(child, 'close'))[0]
    },
  }
}

/** The page's own way, with the cookie that a browser would add. */
function transportOf(gateway: string, cookie: string) {
  const own = globalThis.fetch
  const headers = { cookie, 'sec-fetch-site': 'same-origin' }
  const send = gatewayTransport({
    gateway,
    open: (url) => {
      const socket = new WebSocket(url, { headers })
      socket.on('error', () => {})
      return socket as never
    },
  })
  return (request: Parameters<typeof send>[0]) => {
    vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
      const all = new Headers(init.headers)
      for (const [name, value] of Object.entries(headers)) all.set(name, value)
      return own(url, { ...init, headers: all })
    })
    return send(request)
  }
}

/** What becomes of a look at the buckets; asked again where the connections have just been cut. */
const codeOf = (oss: Oss) => () =>
  oss.listBuckets({ signal }).then(
    () => 'answered',
    (error) => error.code,
  )

test('signs in, lists, uploads, copies, and downloads through the proxy, bytes for bytes', async () => {
  const oss = page.oss()
  expect((await oss.listBuckets({ signal })).map(({ name }) => name)).toContain('home')
  const bytes = new Uint8Array(1024 ** 2).map((_, n) => n % 251)
  const { crc64 } = await oss.put({ at: at('a/../大'), body: new Blob([bytes]), attributes: {}, signal })
  await oss.put({ at: at('small'), body: 'small', attributes: {}, signal })
  const head = await oss.head({ at: at('a/../大'), signal })
  expect([head.size, head.crc64]).toEqual([bytes.length, crc64])
  const copy = { at: at('copy', 'away'), source: at('a/../大'), replace: false, attributes: {}, signal }
  await oss.copyObject({ ...copy, ifMatch: head.etag })
  const read = await oss.getBytes({ at: at('copy', 'away'), stored: true, signal })
  expect(Buffer.compare(read, bytes)).toBe(0)
  expect((await oss.list({ at: at(''), signal })).objects.map(({ key }) => key)).toContain('small')
  expect(new Set(proxy.asked.map(({ to }) => to))).toEqual(
    new Set([`${host}:443`, `home.${host}:443`, `away.${host}:443`]),
  )
})

test.each([
  [{ signIn: 'Basic other' }, 'ProxySignIn'],
  [{ status: 403 }, 'ProxyRefused'],
  [{ status: 502 }, 'ProxyNoWay'],
])('says what the proxy refused: %j', async (behaviour, code) => {
  proxy.behave({ to: tls, ...behaviour })
  proxy.cut()
  await expect.poll(codeOf(page.oss())).toBe(code)
})

test('goes on when the proxy has ended its connections', async () => {
  const oss = page.oss()
  await oss.listBuckets({ signal })
  proxy.cut()
  await expect.poll(codeOf(oss)).toBe('answered')
})

test('whom the authority of the company does not vouch for is nobody, through the proxy and without it', async () => {
  const before = ferry.store.requests.entries.length
  proxy.behave({ to: stranger, signIn })
  proxy.cut()
  for (const endpoint of [undefined, `https://${near}:${stranger}`])
    await expect.poll(codeOf(page.oss(endpoint))).toBe('CertificateUntrusted')
  expect(ferry.store.requests.entries.length).toBe(before)
})

test('what is near, and what NO_PROXY names, is not asked of the proxy', async () => {
  const before = proxy.asked.length
  const oss = page.oss(`https://${near}:${tls}`)
  expect((await oss.list({ at: at(''), signal })).objects).toBeDefined()
  await expect(page.oss('https://oss.direct.test').listBuckets({ signal })).rejects.toMatchObject({
    code: 'HostNotFound',
  })
  expect(proxy.asked.length).toBe(before)
})

test('an endpoint that is an address is reached by a certificate for it', async () => {
  // The local OSS is none of those that take an address, which it says in an answer of its own.
  for (const endpoint of [`https://127.0.0.1:${tls}`, `https://[::1]:${tls6}`])
    await expect(page.oss(endpoint).list({ at: at(''), signal })).rejects.toMatchObject({
      code: 'SecondLevelDomainForbidden',
    })
  // Node deprecates to send an address as the name of a server.
  expect(page.said()).not.toContain('DEP0123')
})

test('tells nobody the sign-in of the proxy, and ends when it is asked to', async () => {
  expect(page.said()).not.toMatch(/p@ss|p%40ss|Basic/)
  expect(await page.end()).toBe(0)
})
