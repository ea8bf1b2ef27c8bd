import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { browserFetch } from '../../../test/browserFetch.ts'
import { type Ferry, startFerry } from '../../../test/ferry.ts'
import { nodeTransport } from '../../hosts/node/transport.ts'
import { createOss } from '../client.ts'
import { bytesOf } from '../headerBytes.ts'
import type { CorsRule, Oss } from '../types.ts'
import { allMetadata, neededHeaders } from './exposed.ts'
import { directTransport } from './transport.ts'

const origin = 'http://static.example:8080'
const { signal } = new AbortController()
const way = nodeTransport(16)
const bucket = { region: 'cn-hangzhou', bucket: 'home' }
const at = (key: string) => ({ account: 'me', ...bucket, key })
const page = () => createOss(ferry.account, directTransport({ send: browserFetch(origin, way.send) }))
const names = [...neededHeaders, allMetadata, 'x-oss-meta-author']

let ferry: Ferry
let oss: Oss

beforeAll(async () => {
  ferry = await startFerry()
})
beforeEach(async () => {
  await allow()
  oss = page()
})
afterAll(async () => {
  await way.close()
  await ferry.close()
})

async function allow({ expose = names, ...more }: Partial<CorsRule> = {}) {
  const methods: CorsRule['methods'] = ['GET', 'HEAD', 'PUT', 'POST', 'DELETE']
  const rule = { origins: [origin], methods, headers: ['*'], expose, ...more }
  await ferry.oss.putCors({ bucket, cors: { rules: [rule] }, signal })
}

const writes = () => ferry.store.requests.entries.filter(({ method }) => !['GET', 'HEAD', 'OPTIONS'].includes(method))

describe('with a rule that shows all', () => {
  test('everything is seen as it is, byte by byte', async () => {
    const meta = { author: bytesOf('李白') }
    const headers = { 'Content-Type': bytesOf('text/plain'), 'Content-Encoding': bytesOf('aws-chunked') }
    const body = new Uint8Array([0, 255, 128])
    const made = await oss.put({ at: at('all'), body, attributes: { headers, meta }, signal })
    const [head, other] = await Promise.all([
      oss.head({ at: at('all'), signal }),
      ferry.oss.head({ at: at('all'), signal }),
    ])
    expect({ ...head, served: 0 }).toEqual({ ...other, served: 0 })
    expect(head).toMatchObject({ etag: made.etag, crc64: made.crc64, meta, headers })
    expect(await oss.getBytes({ at: at('all'), signal })).toEqual(body)
    await oss.putTags({ at: at('all'), tags: [{ key: 'k', value: 'v' }], signal })
    expect((await oss.head({ at: at('all'), signal })).tagCount).toBe(1)
    expect(await oss.removeMany({ bucket, keys: ['all'], signal })).toEqual(['all'])
    await expect(oss.head({ at: at('all'), signal })).rejects.toMatchObject({ status: 404, code: 'NoSuchKey' })
  })

  test('a text keeps its length and its ETag, though browsers accept gzip', async () => {
    const attributes = { headers: { 'Content-Type': bytesOf('text/plain') } }
    const body = 'long '.repeat(1000)
    const made = await oss.put({ at: at('text'), body, attributes, signal })
    const head = await oss.headFacts({ at: at('text'), signal })
    expect(head).toMatchObject({ etag: made.etag, size: 5000, headers: attributes.headers })
    expect(await (await oss.get({ at: at('text'), signal })).text()).toBe(body)
    const whole = await oss.getWithHead({ at: at('text'), signal, stored: true })
    expect(whole.head).toMatchObject({ etag: made.etag, size: 5000 })
  })

  test('a link, its class and a copy by parts are told', async () => {
    await oss.put({ at: at('to'), body: 'x', attributes: {}, signal })
    await oss.putSymlink({ at: at('link'), target: 'to', signal })
    expect(await oss.getSymlink({ at: at('link'), signal })).toBe('to')
  })

  test('a key that a browser would change is refused before anything is sent', async () => {
    const sent = ferry.store.requests.entries.length
    for (const key of ['a/../b', '../a', 'a/.'])
      await expect(oss.headFacts({ at: at(key), signal })).rejects.toMatchObject({ code: 'KeyOutOfReach' })
    expect(ferry.store.requests.entries).toHaveLength(sent)
    for (const key of ["it's (1)!*~", 'ü/ä b+c%20#?&=', '…', ' a\u0001'])
      await expect(oss.headFacts({ at: at(key), signal })).rejects.toMatchObject({ code: 'NoSuchKey' })
  })
})

describe('what the rule hides is unknown, and never absent', () => {
  const hidden = names.filter((name) => name !== 'x-oss-meta-author')
  test.each(neededHeaders)('without %s nothing is believed', async (name) => {
    await oss.put({ at: at('one'), body: 'x', attributes: {}, signal })
    await allow({ expose: names.filter((one) => one !== name) })
    const refused = { kind: 'protocol', code: 'HeadersHidden', message: expect.stringContaining(name) }
    await expect(page().headFacts({ at: at('one'), signal })).rejects.toMatchObject(refused)
    await expect(page().getSymlink({ at: at('one'), signal })).rejects.toThrow()
  })

  test('what is seen may be looked at, and what is hidden is neither named nor made up', async () => {
    const meta = { author: bytesOf('a'), other: bytesOf('b') }
    const headers = { 'Content-Type': bytesOf('text/css'), 'Content-Disposition': bytesOf('inline') }
    await oss.put({ at: at('seen'), body: 'x', attributes: { headers, meta }, signal })
    expect(await oss.headSeen({ at: at('seen'), signal })).toMatchObject({ meta: { author: 'a' }, headers })
    await allow({ expose: names.filter((name) => name !== allMetadata) })
    const facts = await page().headSeen({ at: at('seen'), signal })
    expect(facts).toMatchObject({
      hidden: [allMetadata],
      meta: { author: 'a' },
      type: 'Normal',
      storageClass: 'Standard',
    })
    await allow({ expose: [] })
    const { modified, ...less } = await page().headSeen({ at: at('seen'), signal })
    expect(less).toEqual({
      size: 1,
      headers: { 'Content-Type': 'text/css' },
      meta: {},
      hidden: [...neededHeaders, allMetadata],
    })
    expect(modified).toBeGreaterThan(0)
  })

  test('a write whose proof could not be seen is not sent', async () => {
    await allow({ expose: ['ETag', 'x-oss-request-id'] })
    const blind = page()
    await blind.list({ at: at(''), limit: 1, signal })
    const before = writes().length
    const refused = { code: 'HeadersHidden' }
    const source = at('large')
    const attributes = {}
    await expect(blind.put({ at: at('n'), body: 'x', attributes, signal })).rejects.toMatchObject(refused)
    await expect(blind.initiate({ at: at('n'), attributes, signal })).rejects.toMatchObject(refused)
    const copy = { at: at('n'), source, ifMatch: 'x', replace: false, attributes, signal }
    await expect(blind.copyObject(copy)).rejects.toMatchObject(refused)
    expect(writes()).toHaveLength(before)
  })

  test('user metadata count as seen only where the rule says that it names all', async () => {
    await allow({ expose: hidden.filter((name) => name !== allMetadata) })
    const less = page()
    await expect(less.head({ at: at('large'), signal })).rejects.toMatchObject({ code: 'MetadataHidden' })
    const facts = await less.headFacts({ at: at('large'), signal })
    expect(facts).toMatchObject({ size: 6 * 1024 ** 3, tagCount: 2 })
    expect(facts).not.toHaveProperty('meta')
  })
})

describe('a fetch that fails', () => {
  test('is CORS where the host answers; a read is not asked for ever', async () => {
    await ferry.oss.putCors({ bucket, cors: { rules: [] }, signal })
    const refused = { kind: 'protocol', code: 'CorsRefused' }
    await expect(page().list({ at: at(''), signal })).rejects.toMatchObject(refused)
  })

  test('a write may have happened all the same', async () => {
    await allow({ methods: ['GET', 'HEAD'] })
    const refused = { kind: 'network', code: 'CorsRefused' }
    await expect(page().remove({ at: at('none'), signal })).rejects.toMatchObject(refused)
  })

  test('a wrong secret looks the same, since OSS refuses it before it looks at the rule', async () => {
    const account = { ...ferry.account, accessKeySecret: 'wrong' }
    const wrong = createOss(account, directTransport({ send: browserFetch(origin, way.send) }))
    await expect(wrong.list({ at: at(''), signal })).rejects.toMatchObject({ code: 'CorsRefused' })
  })

  test('is the network where nothing answers', async () => {
    const account = { ...ferry.account, endpoint: 'http://oss-cn-hangzhou.localhost:1' }
    const nobody = createOss(account, directTransport({ send: browserFetch(origin, way.send) }))
    await expect(nobody.list({ at: at(''), signal })).rejects.toMatchObject({ kind: 'network', code: 'NetworkError' })
  })

  test('one connection that breaks is no rule', async () => {
    const fault = ferry.store.faults.add({ op: 'ListObjectsV2', times: 1, reset: 'before' })
    expect((await page().list({ at: at(''), signal })).objects.length).toBeGreaterThan(0)
    expect(fault.hits).toBe(1)
  })

  test('a stop is told by its own reason', async () => {
    const stop = new AbortController()
    const asked = page().list({ at: at(''), signal: stop.signal })
    stop.abort(new Error('stopped'))
    await expect(asked).rejects.toThrow('stopped')
  })
})
