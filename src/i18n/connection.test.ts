import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import i18next from 'i18next'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeCertificate } from '../../test/certificate.ts'
import { type Ferry, startFerry } from '../../test/ferry.ts'
import { troubledWays } from '../../test/troubledWay.ts'
import { writePlanFile } from '../engine/plan/planFile.ts'
import { nodeTransport } from '../hosts/node/transport.ts'
import { createOss } from '../oss/client.ts'
import type { OssError } from '../oss/errors.ts'
import type { Account } from '../oss/types.ts'
import type { Transport } from '../oss/wire.ts'
import { explain } from './explain.ts'
import { resourcesOf } from './i18n.ts'

/** Why a connection does not come about: what a person reads in the page, and of the command, each behind the real fault. */

const { signal } = new AbortController()
const host = 'oss-cn-hangzhou.localhost'
const day = 86_400_000
const ways = troubledWays()
const direct = nodeTransport(2)
let ferry: Ferry
let storePort: number

beforeAll(async () => {
  await i18next.init({ resources: { en: resourcesOf('en') }, keySeparator: false })
  ferry = await startFerry()
  storePort = Number(new URL(ferry.account.endpoint).port)
})
afterAll(async () => {
  await direct.close()
  await ways.close()
  await ferry.close()
})

async function toldBy(transport: Transport, changed: Partial<Account>): Promise<{ title: string; code: string }> {
  const failure = createOss({ ...ferry.account, ...changed }, transport).listBuckets({ signal })
  const error: OssError = await failure.then(
    () => expect.fail('it should have failed'),
    (reason) => reason,
  )
  return { title: explain(error, i18next.getFixedT('en', 'errors')).title, code: error.code }
}

const endpointAt = (port: number, scheme = 'https') => ({ endpoint: `${scheme}://${host}:${port}` })

describe.each(['page', 'command'])('%s', (who) => {
  const wayTo = async (port: number) => (who === 'page' ? ways.gateway(port) : direct.send)
  const toldAt = async (port: number, scheme?: string) => toldBy(await wayTo(port), endpointAt(port, scheme))

  test('a certificate that nobody vouches for', async () => {
    const port = await ways.tls(makeCertificate({ host }), storePort)
    expect(await toldAt(port)).toEqual({
      title: "The endpoint's certificate isn't trusted",
      code: 'CertificateUntrusted',
    })
  })
  test.each([
    ['over', { from: new Date(Date.now() - 2 * day), until: new Date(Date.now() - day) }],
    ['to come', { from: new Date(Date.now() + day), until: new Date(Date.now() + 2 * day) }],
  ])('a certificate whose time is %s', async (_what, time) => {
    const port = await ways.tls(makeCertificate({ host, ...time }), storePort)
    expect((await toldAt(port)).title).toBe("The endpoint's certificate isn't valid at this time")
  })
  test('an endpoint that speaks no TLS', async () => {
    expect(await toldAt(storePort)).toEqual({ title: "The endpoint doesn't speak HTTPS", code: 'NoTls' })
  })
  test.each([
    [
      'knows old versions of it only',
      { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' } as const,
    ],
    ['asks for a certificate', { requestCert: true, rejectUnauthorized: true, maxVersion: 'TLSv1.2' } as const],
  ])('an endpoint that speaks TLS and %s', async (_what, asks) => {
    const port = await ways.tls({ ...makeCertificate({ host }), ...asks }, storePort)
    expect(await toldAt(port)).toEqual({ title: 'The endpoint refuses the HTTPS connection', code: 'TlsRefused' })
  })
  test('an endpoint where nobody listens', async () => {
    const title = who === 'page' ? "The gateway can't reach OSS" : 'The connection was lost'
    expect((await toldAt(1, 'http')).title).toBe(title)
  })
  test('a proxy that asks for a sign-in', async () => {
    const port = await ways.answering((_, answer) => answer.writeHead(407).end('<html>Sign in</html>'))
    expect((await toldAt(port, 'http')).title).toBe('A proxy asks for a sign-in')
  })
  test.each([400, 404, 502])('a stranger that answers %d', async (status) => {
    const port = await ways.answering((_, answer) => answer.writeHead(status).end('<html>No</html>'))
    expect((await toldAt(port, 'http')).title).toBe('Something other than OSS answered')
  })
  test('a wrong key, a wrong secret, another region', async () => {
    const way = await wayTo(storePort)
    const titles = [{ accessKeyId: 'x' }, { accessKeySecret: 'x' }, { region: 'cn-qingdao' }].map(
      async (changed) => (await toldBy(way, changed)).title,
    )
    expect(await Promise.all(titles)).toEqual([
      "The AccessKey ID doesn't exist or is disabled",
      'The AccessKey secret is wrong',
      "The region doesn't match the endpoint",
    ])
  })
  test('a store that knows no V4', async () => {
    const fault = { code: 'InvalidArgument' as const, message: 'Authorization header is invalid.' }
    ferry.store.faults.add({ op: 'ListBuckets', error: fault })
    expect((await toldBy(await wayTo(storePort), {})).title).toBe("This OSS doesn't take V4 signatures")
    ferry.store.faults.clear()
  })
})

test.each([
  ['ENOTFOUND', "The endpoint's host name can't be found"],
  ['EAI_AGAIN', 'No network connection'],
])('a name that is not resolved: %s', async (code, title) => {
  const lookup = (name: string, _options: unknown, done: (error: Error, found: never[]) => void) =>
    done(Object.assign(new Error(`getaddrinfo ${code} ${name}`), { code }), [])
  const way = await ways.gateway(storePort, { lookup: lookup as never })
  expect((await toldBy(way, { endpoint: 'https://oss-cn-hangzhou.aliyuncs.com' })).title).toBe(title)
})

describe('the command stops before its first answer, and says what to do', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ferry-connection-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  async function saidBy(environment: Record<string, string>): Promise<[number | null, string]> {
    const at = { account: 'me', region: 'cn-hangzhou', bucket: 'home', key: 'nothing/' }
    const plan = join(folder, `${Object.values(environment).join('').replace(/\W/g, '')}.json`)
    writeFileSync(plan, writePlanFile({ do: 'remove', sources: [at] }))
    const keys = { OSS_ACCESS_KEY_ID: 'test-id', OSS_ACCESS_KEY_SECRET: 'test-secret' }
    const env = { PATH: process.env.PATH ?? '', XDG_STATE_HOME: folder, ...keys, ...environment }
    const child = spawn(process.execPath, ['bin/oss-ferry.js', 'run', plan, '--yes'], { env })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text))
    return new Promise((resolve) => child.on('close', (code) => resolve([code, said])))
  }
  test('untrusted', async () => {
    const port = await ways.tls(makeCertificate({ host }), storePort)
    const [code, said] = await saidBy({ OSS_ENDPOINT: `https://${host}:${port}` })
    expect([code, said]).toEqual([1, expect.stringContaining('NODE_EXTRA_CA_CERTS')])
  })
  test('of another host, which is looked at where it is trusted', async () => {
    const other = makeCertificate({ host: 'elsewhere.localhost' })
    writeFileSync(join(folder, 'ca.pem'), other.cert)
    const port = await ways.tls(other, storePort)
    const trusted = { NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') }
    const [code, said] = await saidBy({ OSS_ENDPOINT: `https://${host}:${port}`, ...trusted })
    expect([code, said]).toEqual([1, expect.stringContaining('belongs to another host')])
  })
  test('over TLS that is refused', async () => {
    const asks = { requestCert: true, rejectUnauthorized: true, maxVersion: 'TLSv1.2' } as const
    const port = await ways.tls({ ...makeCertificate({ host }), ...asks }, storePort)
    const [code, said] = await saidBy({ OSS_ENDPOINT: `https://${host}:${port}` })
    expect([code, said]).toEqual([1, expect.stringContaining('a client certificate')])
  })
  test('a wrong secret', async () => {
    const [, said] = await saidBy({ OSS_ENDPOINT: ferry.account.endpoint, OSS_ACCESS_KEY_SECRET: 'no' })
    expect(said).toContain('Check that OSS_ACCESS_KEY_SECRET is complete')
  })
})
