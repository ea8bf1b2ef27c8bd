import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Ferry, startFerry } from '../../../test/ferry.ts'
import { troubledWays } from '../../../test/troubledWay.ts'
import { nodeTransport } from '../../hosts/node/transport.ts'
import { createLocalOss, type LocalOss } from '../../local-oss/server.ts'
import { createOss } from '../client.ts'
import type { Account, Oss, Ref } from '../types.ts'
import { endpointOf, hostLabel, regionNamed, regionOfLabel } from './endpoints.ts'

/** Every kind of endpoint, through the gateway and by the command: what is written by it is there by the usual one. */

const { signal } = new AbortController()
const direct = nodeTransport(4)
const ways = troubledWays()
let ferry: Ferry
let port: string

beforeAll(async () => {
  ferry = await startFerry()
  port = new URL(ferry.account.endpoint).port
  ferry.store.settings.endpoints = {
    'ep-1.oss.cn-hangzhou.privatelink.localhost': 'cn-hangzhou',
    'oss.cloud.localhost': 'cn-hangzhou',
  }
  ferry.store.settings.accelerated = ['home', 'far']
})
afterAll(async () => {
  await direct.close()
  await ways.close()
  await ferry.close()
})

const kinds = {
  public: 'oss-cn-hangzhou.localhost',
  internal: 'oss-cn-hangzhou-internal.localhost',
  'dual-stack': 'cn-hangzhou.oss.localhost',
  acceleration: 'oss-accelerate.localhost',
  'acceleration overseas': 'oss-accelerate-overseas.localhost',
  PrivateLink: 'ep-1.oss.cn-hangzhou.privatelink.localhost',
  'private cloud': 'oss.cloud.localhost',
}
const at = (key: string, bucket = 'home', region = 'cn-hangzhou'): Ref => ({ account: 'me', region, bucket, key })

async function works(oss: Oss, place: Ref): Promise<void> {
  const there = { ...place, key: 'dir/a+b/报告.txt' }
  await oss.put({ at: there, body: 'x', attributes: {}, signal })
  expect((await oss.list({ at: { ...place, key: 'dir/a+b/' }, signal })).objects).toHaveLength(1)
  const { etag: ifMatch } = await oss.head({ at: there, signal })
  const copy = { ...place, key: 'copied' }
  await oss.copyObject({ source: there, at: copy, ifMatch, replace: false, attributes: {}, signal })
  const uploadId = await oss.initiate({ at: copy, attributes: {}, signal })
  await oss.uploadPart({ at: copy, uploadId, number: 1, body: new Blob(['x']), signal })
  await oss.abort({ at: copy, uploadId, signal })
  const url = await oss.signUrl({ at: copy, seconds: 60 })
  expect((await direct.send({ url, method: 'GET', headers: {}, timeout: 9000, signal })).status).toBe(200)
  await oss.removeMany({ bucket: place, keys: [there.key, copy.key], signal })
  expect((await oss.list({ at: { ...place, key: 'copied' }, signal })).objects).toEqual([])
}

describe.each(['page', 'command'])('%s', (who) => {
  const by = (account: Account) => createOss(account, who === 'page' ? ferry.transport : direct.send)

  test.each(Object.entries(kinds))('%s: %s', async (_kind, host) => {
    const account = { ...ferry.account, endpoint: `http://${host}:${port}` }
    // A host that names a region stands for all of them, and so does the acceleration endpoint.
    const reachesAll = !/privatelink|cloud/.test(host)
    for (const place of [at(''), ...(reachesAll ? [at('', 'far', 'cn-qingdao')] : [])]) await works(by(account), place)
    if (host.includes('accelerate')) return
    expect((await by(account).listBuckets({ signal })).map(({ name }) => name)).toContain('home')
  })

  test.each([
    ['cn-hangzhou-finance', 'oss-cn-hzfinance'],
    ['cn-hangzhou-finance', 'oss-cn-hzjbp-b-internal'],
    ['cn-shanghai-finance-1', 'oss-cn-shanghai-finance-1-pub-internal'],
    ['cn-shanghai-finance-1', 'oss-cn-shanghai-finance-1-internal'],
    ['cn-shenzhen-finance-1', 'cn-shenzhen-finance.oss'],
    ['cn-north-2-gov-1', 'oss-cn-north-2-gov-1'],
  ])('%s at %s, and a bucket of another region from there', async (region, label) => {
    const account = { ...ferry.account, region, endpoint: `http://${label}.localhost:${port}` }
    const bucket = `${who}-${label.replaceAll('.', '-')}`
    const oss = by(account)
    await oss.putBucket({ bucket: { bucket, region }, signal })
    for (const place of [at('', bucket, region), at('', 'far', 'cn-qingdao')]) await works(oss, place)
    expect((await oss.listBuckets({ signal })).find(({ name }) => name === bucket)?.region).toBe(region)
  })

  test('a bucket that is not accelerated says so, and changes nothing', async () => {
    const account = { ...ferry.account, endpoint: `http://oss-accelerate.localhost:${port}` }
    const asked = by(account).list({ at: at('', 'away'), signal })
    await expect(asked).rejects.toMatchObject({ code: 'TransferAccelerationDisabled' })
  })

  test('a bucket that the endpoint of a private cloud does not have is named with its own endpoint, and not asked for there', async () => {
    const account = { ...ferry.account, endpoint: `http://oss.cloud.localhost:${port}` }
    const asked = by(account).list({ at: at('', 'far', 'cn-qingdao'), signal })
    await expect(asked).rejects.toMatchObject({ code: 'InvalidArgument' })
  })
})

describe.each(['page', 'command'])('%s: buckets in the path', (who) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'ferry-paths-'))
  let store: LocalOss
  let storePort: number
  beforeAll(async () => {
    store = await createLocalOss({ dataDir, keys: [{ id: 'test-id', secret: 'test-secret' }], pathStyle: true })
    storePort = await store.listen(0)
  })
  afterAll(async () => {
    await store.close()
    rmSync(dataDir, { recursive: true })
  })

  test.each([
    ['127.0.0.1', {}],
    ['[::1]', {}],
    ['localhost', { pathStyle: true }],
  ] as const)('http://%s %j', async (host, style) => {
    const allowHosts = [`${host}:${storePort}`]
    const send = who === 'page' ? await ways.gateway(storePort, { allowHosts }) : direct.send
    const account = { ...ferry.account, endpoint: `http://${host}:${storePort}`, ...style }
    const oss = createOss(account, send)
    const bucket = at('', `in-path-${host.replace(/\W/g, '')}`)
    await oss.putBucket({ bucket, signal })
    expect((await oss.listBuckets({ signal })).map(({ name }) => name)).toContain(bucket.bucket)
    await works(oss, bucket)
    expect(oss.publicUrl({ at: { ...bucket, key: 'a' } })).toBe(`${account.endpoint}/${bucket.bucket}/a`)
  })
})

test.each([
  ['cn-hangzhou', 'oss-cn-hangzhou'],
  ['cn-hangzhou-finance', 'oss-cn-hzfinance'],
  ['cn-shanghai-finance-1', 'oss-cn-shanghai-finance-1-pub'],
])('the host of %s is %s, and says so', (region, label) => {
  expect(hostLabel(region)).toBe(label)
  expect(regionOfLabel(label)).toBe(region)
})

test.each([
  ['oss-cn-hzjbp', 'cn-hangzhou-finance'],
  ['cn-hzfinance', 'cn-hangzhou-finance'],
  ['oss-cn-shanghai-finance-1', 'cn-shanghai-finance-1'],
  ['oss-cn-hangzhou', 'cn-hangzhou'],
  ['cn-north-2-gov-1', 'cn-north-2-gov-1'],
  ['', ''],
])('what is called %j is the region %j', (name, region) => {
  expect(regionNamed(name)).toBe(region)
})

test.each([
  [
    'cn-hangzhou',
    'https://oss-cn-hangzhou.aliyuncs.com',
    'cn-hangzhou-finance',
    'https://oss-cn-hzfinance.aliyuncs.com',
  ],
  [
    'cn-hangzhou',
    'https://oss-cn-hangzhou-internal.aliyuncs.com',
    'cn-shanghai-finance-1',
    'https://oss-cn-shanghai-finance-1-pub-internal.aliyuncs.com',
  ],
  [
    'cn-hangzhou-finance',
    'https://oss-cn-hzjbp-b-internal.aliyuncs.com',
    'cn-shanghai-finance-1',
    'https://oss-cn-shanghai-finance-1-internal.aliyuncs.com',
  ],
  [
    'cn-shanghai-finance-1',
    'https://oss-cn-shanghai-finance-1-pub.aliyuncs.com',
    'cn-hangzhou',
    'https://oss-cn-hangzhou.aliyuncs.com',
  ],
  [
    'cn-hangzhou',
    'https://cn-hangzhou.oss.aliyuncs.com',
    'cn-shenzhen-finance-1',
    'https://cn-shenzhen-finance.oss.aliyuncs.com',
  ],
  [
    'cn-shenzhen-finance-1',
    'https://cn-shenzhen-finance.oss.aliyuncs.com',
    'cn-qingdao',
    'https://cn-qingdao.oss.aliyuncs.com',
  ],
  ['cn-hangzhou', 'https://oss-cn-hangzhou-env-2.cloud.test', 'cn-qingdao', 'https://oss-cn-hangzhou-env-2.cloud.test'],
  ['cn-hangzhou', 'https://cn-hangzhou.oss.aliyuncs.com', 'cn-qingdao', 'https://cn-qingdao.oss.aliyuncs.com'],
  ['cn-hangzhou', 'https://oss-accelerate.aliyuncs.com', 'cn-qingdao', 'https://oss-accelerate.aliyuncs.com'],
  ['cn-hangzhou', 'https://10.1.2.3', 'cn-qingdao', 'https://10.1.2.3'],
])('for %s at %s a bucket of %s is at %s', (own, endpoint, region, other) => {
  const account = { id: '', name: '', accessKeyId: '', accessKeySecret: '', region: own, endpoint }
  expect(endpointOf(account, region)).toBe(other)
})
