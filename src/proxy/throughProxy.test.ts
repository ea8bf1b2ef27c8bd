import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import i18next from 'i18next'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeCertificate } from '../../test/certificate.ts'
import { type Ferry, startFerry } from '../../test/ferry.ts'
import { startProxy, type TestProxy } from '../../test/httpProxy.ts'
import { troubledWays } from '../../test/troubledWay.ts'
import { writePlanFile } from '../engine/plan/planFile.ts'
import type { HostPolicy } from '../gateway/hosts.ts'
import { type NodeTransport, nodeTransport } from '../hosts/node/transport.ts'
import { explain } from '../i18n/explain.ts'
import { resourcesOf } from '../i18n/i18n.ts'
import { createOss } from '../oss/client.ts'
import type { OssError } from '../oss/errors.ts'
import type { Ref } from '../oss/types.ts'
import type { Transport } from '../oss/wire.ts'
import { proxiesOf } from './proxies.ts'

/** Behind a company's HTTP proxy: the gateway and the command, against the local OSS, which the proxy knows by names of its own. */

const { signal } = new AbortController()
/** What only the proxy can find. The local OSS takes it for its own. */
const host = 'oss-cn-hangzhou.aliyuncs.com'
const at = (key: string): Ref => ({ account: 'me', region: 'cn-hangzhou', bucket: 'home', key })
const ways = troubledWays()
let ferry: Ferry
let storePort: number
let proxy: TestProxy
const ends: NodeTransport[] = []

beforeAll(async () => {
  await i18next.init({ resources: { en: resourcesOf('en') }, keySeparator: false })
  ferry = await startFerry()
  storePort = Number(new URL(ferry.account.endpoint).port)
})
beforeEach(async () => {
  proxy = await startProxy({ to: storePort })
})
afterEach(async () => {
  await Promise.all(ends.splice(0).map((one) => one.close()))
  await proxy.close()
})
afterAll(async () => {
  await ways.close()
  await ferry.close()
})

/** As a resolver that knows no host beyond the company. */
const unknown = (code = 'ENOTFOUND') =>
  ((name: string, _options: unknown, done: (error: Error, found: never[]) => void) =>
    done(Object.assign(new Error(`getaddrinfo ${code} ${name}`), { code }), [])) as never

type Who = 'page' | 'command'

async function wayOf(who: Who, url = proxy.url, policy: Partial<HostPolicy> = {}): Promise<Transport> {
  const proxies = proxiesOf({ HTTPS_PROXY: url, HTTP_PROXY: url, NO_PROXY: 'direct.test' })
  if (who === 'page') return ways.gateway(storePort, { lookup: unknown(), proxies, ...policy })
  const transport = nodeTransport(4, proxies)
  ends.push(transport)
  return transport.send
}

const storeBy = (send: Transport, endpoint = `https://${host}`) => createOss({ ...ferry.account, endpoint }, send)

async function failureOf(asked: Promise<unknown>): Promise<{ code: string; title: string; message: string }> {
  const error: OssError = await asked.then(
    () => expect.fail('it should have failed'),
    (reason) => reason,
  )
  return { code: error.code, message: error.message, title: explain(error, i18next.getFixedT('en', 'errors')).title }
}
const toldBy = (send: Transport) => failureOf(storeBy(send).listBuckets({ signal }))

describe.each<Who>(['page', 'command'])('%s', (who) => {
  // Private clouds speak http, too: what goes through the proxy can be looked at then.
  const named = { allowHosts: ['*.aliyuncs.com'], allowHttp: true, lookup: undefined as never }

  test.each(['a/../b', 'a//b', '报告?#&.txt'])('%s goes through it byte for byte, and comes back', async (key) => {
    const oss = storeBy(await wayOf(who, proxy.url, named), `http://${host}`)
    await oss.put({ at: at(key), body: key, attributes: {}, signal })
    expect(await (await oss.get({ at: at(key), signal })).text()).toBe(key)
    expect((await oss.list({ at: at(key), signal })).objects.map((one) => one.key)).toEqual([key])
    await oss.remove({ at: at(key), signal })
    expect(new Set(proxy.asked.map(({ to }) => to))).toEqual(new Set([`home.${host}:80`]))
  })

  test('connections are kept: many requests ask for few', async () => {
    const oss = storeBy(await wayOf(who, proxy.url, named), `http://${host}`)
    for (let n = 0; n < 20; n += 1) await oss.list({ at: at(''), signal })
    expect(proxy.asked.length).toBeLessThan(5)
  })

  test('what is on this computer, and what NO_PROXY names, is not asked of it', async () => {
    const way = await wayOf(who)
    expect((await storeBy(way, ferry.account.endpoint).listBuckets({ signal })).length).toBeGreaterThan(0)
    if (who === 'command') await failureOf(storeBy(way, 'https://direct.test:1').listBuckets({ signal }))
    expect(proxy.asked).toEqual([])
  })

  test('the proxy sees a name and its own sign-in, and no key, header, or path of a request', async () => {
    proxy.behave({ to: storePort, signIn: `Basic ${btoa('me:secret')}` })
    const signedIn = proxy.url.replace('://', '://me:secret@')
    const oss = storeBy(await wayOf(who, signedIn, named), `http://${host}`)
    await oss.list({ at: at(''), signal })
    expect(proxy.asked.map(({ headers }) => Object.keys(headers).sort())).toEqual([
      ['connection', 'host', 'proxy-authorization'],
    ])
  })

  test.each([
    [407, 'ProxySignIn', 'A proxy asks for a sign-in'],
    [403, 'ProxyRefused', "The proxy doesn't allow this endpoint"],
    [302, 'ProxyRefused', "The proxy doesn't allow this endpoint"],
    [502, 'ProxyNoWay', "The proxy can't reach this endpoint"],
    [503, 'ProxyNoWay', "The proxy can't reach this endpoint"],
  ])('one that answers %d is told in words, with its name and without its password', async (status, code, title) => {
    proxy.behave({ status })
    const way = await wayOf(who, proxy.url.replace('://', '://me:secret@'))
    const message = expect.stringMatching(new RegExp(`^(?!.*secret).*127.0.0.1:${proxy.port} answered ${status}`))
    expect(await toldBy(way)).toEqual({ code, title, message })
  })

  test('one that is not there, and one that is no proxy', async () => {
    expect(await toldBy(await wayOf(who, 'http://127.0.0.1:1'))).toMatchObject({
      code: 'ProxyUnreachable',
      title: 'No connection through the proxy',
    })
    expect(await toldBy(await wayOf(who, `http://127.0.0.1:${storePort}`))).toMatchObject({
      title: expect.stringMatching(/proxy/),
    })
  })

  test('one that closes the connection before it is secure', async () => {
    const closing = await ways.answering((asked) => asked.socket.destroy())
    proxy.behave({ to: closing })
    const way = await wayOf(who)
    const told = toldBy(way)
    expect((await told).code).toMatch(/^(ProxyUnreachable|NoTls)$/)
  })

  test('a connection that breaks in the middle is a lost answer, and the next one goes', async () => {
    const oss = storeBy(await wayOf(who, proxy.url, named), `http://${host}`)
    ferry.store.faults.add({
      op: ['ListObjects', 'ListObjectsV2'],
      times: 1,
      run: async () => proxy.cut(),
      hang: 'before',
    })
    const told = await failureOf(oss.list({ at: at(''), signal }))
    expect(told.title).toBe('The connection was lost')
    expect((await oss.list({ at: at(''), signal })).objects).toBeDefined()
  })

  test('who answers must show that it is the store: nothing is sent to another', async () => {
    const before = ferry.store.requests.entries.length
    proxy.behave({ to: await ways.tls(makeCertificate({ host }), storePort) })
    expect((await toldBy(await wayOf(who))).code).toBe('CertificateUntrusted')
    expect(ferry.store.requests.entries.length).toBe(before)
  })

  test('one over TLS whose own certificate nobody trusts is told from the store', async () => {
    const port = await ways.tls(makeCertificate({ host: 'localhost' }), proxy.port)
    const told = await toldBy(await wayOf(who, `https://me:secret@localhost:${port}`))
    expect([told.code, told.title]).toEqual(['ProxyCertificate', "The proxy's certificate isn't trusted"])
    expect([told.message, proxy.asked]).toEqual([expect.stringMatching(/^(?!.*secret).*localhost:\d+/), []])
  })

  test('a stop ends the wait for a proxy that says nothing', async () => {
    proxy.behave({ isSilent: true })
    const stop = new AbortController()
    const asked = storeBy(await wayOf(who)).listBuckets({ signal: stop.signal })
    await expect.poll(() => proxy.asked.length).toBe(1)
    stop.abort(new Error('stopped'))
    await expect(asked).rejects.toThrow('stopped')
  })
})

describe('the gateway reaches no more through a proxy than without one', () => {
  const leadsTo = (address: string) =>
    ((_name: string, _options: unknown, done: (error: null, found: unknown[]) => void) =>
      done(null, [{ address, family: 4 }])) as never

  test.each(['127.0.0.1', '10.1.2.3', '169.254.169.254'])('a public name that leads to %s', async (address) => {
    const told = await toldBy(await wayOf('page', proxy.url, { lookup: leadsTo(address) }))
    expect([told.code, proxy.asked]).toEqual(['TargetNotAllowed', []])
  })
  test('a host that nobody allowed', async () => {
    const failed = failureOf(storeBy(await wayOf('page'), 'https://intranet.test').listBuckets({ signal }))
    expect([(await failed).code, proxy.asked]).toEqual(['TargetNotAllowed', []])
  })
  test('plain http to a name that only the proxy knows: nothing would show who answers', async () => {
    const way = await wayOf('page', proxy.url, { allowHttp: true })
    const failed = failureOf(storeBy(way, `http://${host}`).listBuckets({ signal }))
    expect([(await failed).code, proxy.asked]).toEqual(['HostNotFound', []])
  })
  test('where no DNS answers, it is not asked for each connection', async () => {
    let asked = 0
    const none = unknown('EAI_AGAIN') as unknown as (...given: unknown[]) => void
    const lookup = ((...given: unknown[]) => {
      asked += 1
      none(...given)
    }) as never
    proxy.behave({ status: 403 })
    const way = await wayOf('page', proxy.url, { lookup })
    for (let n = 0; n < 3; n += 1) expect((await toldBy(way)).code).toBe('ProxyRefused')
    expect([asked, proxy.asked.length]).toEqual([1, 3])
  })
})

describe('the command as it is run', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ferry-proxy-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  /** `enough`: what is said by a run that has to be stopped. */
  async function run(
    environment: Record<string, string>,
    enough?: string,
  ): Promise<{ code: number | null; said: string }> {
    const plan = join(folder, 'plan.json')
    writeFileSync(plan, writePlanFile({ do: 'remove', sources: [at('nothing/')] }))
    rmSync(`${plan}.journal`, { force: true })
    const keys = { OSS_ACCESS_KEY_ID: 'test-id', OSS_ACCESS_KEY_SECRET: 'test-secret' }
    const env = { PATH: process.env.PATH ?? '', XDG_STATE_HOME: folder, ...keys, ...environment }
    const child = spawn(process.execPath, ['bin/oss-ferry.js', 'run', plan, '--yes'], { env })
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text) => {
        said += text
        if (enough && said.includes(enough)) child.kill('SIGKILL')
      })
    return new Promise((resolve) => child.on('close', (code) => resolve({ code, said })))
  }

  test('goes over TLS through the proxy', async () => {
    const certificate = makeCertificate({ host: `home.${host}` })
    writeFileSync(join(folder, 'ca.pem'), certificate.cert)
    proxy.behave({ to: await ways.tls(certificate, storePort) })
    const trusted = { NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') }
    const { said } = await run({ https_proxy: proxy.url, ...trusted })
    expect(said).toContain('Nothing was found in oss://home/nothing/')
    expect(new Set(proxy.asked.map(({ to }) => to))).toEqual(new Set([`home.${host}:443`]))
  })
  test('says what to do about one that refuses', async () => {
    proxy.behave({ status: 407 })
    const { code, said } = await run({ HTTPS_PROXY: proxy.url.replace('://', '://me:password@') })
    expect([code, said]).toEqual([1, expect.stringContaining('Put a user name and password into HTTPS_PROXY')])
    expect(said).not.toContain('me:password')
  })
  test('says what it waits for while one is not there', async () => {
    const { said } = await run({ HTTPS_PROXY: 'http://127.0.0.1:1' }, 'Trying again until it works')
    expect(said).toContain('The proxy that HTTPS_PROXY or HTTP_PROXY names does not answer')
  })
  test('does not begin with one that is none, and does not repeat it', async () => {
    const { code, said } = await run({ HTTPS_PROXY: 'socks5://me:password@127.0.0.1:1' })
    expect([code, said]).toEqual([2, 'HTTPS_PROXY must be an HTTP proxy such as http://proxy.example.com:3128.\n'])
  })
})
