import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Ferry, startFerry } from '../../test/ferry.ts'
import { type Lines, type Meddling, startMeddlingProxy, without } from '../../test/meddlingProxy.ts'
import { troubledWays } from '../../test/troubledWay.ts'
import { type NodeTransport, nodeTransport } from '../hosts/node/transport.ts'
import { createOss } from './client.ts'
import { bytesOf } from './headerBytes.ts'
import type { Oss, Ref } from './types.ts'

/** A proxy between that reorders, adds or takes away lines of what is asked and answered. */

let ferry: Ferry
let way: NodeTransport
let proxy: Awaited<ReturnType<typeof startMeddlingProxy>>
const ways: { direct?: Oss; gateway?: Oss } = {}
const troubled = troubledWays()
const { signal } = new AbortController()
const at = (key: string, bucket = 'home'): Ref => ({ account: 'me', region: 'cn-hangzhou', bucket, key })

beforeAll(async () => {
  ferry = await startFerry({ isDirect: true })
  proxy = await startMeddlingProxy(Number(new URL(ferry.account.endpoint).port))
  const account = { ...ferry.account, endpoint: `http://oss-cn-hangzhou.localhost:${proxy.port}` }
  way = nodeTransport(4)
  ways.direct = createOss(account, way.send)
  ways.gateway = createOss(account, await troubled.gateway(proxy.port))
})
afterAll(async () => {
  await way.close()
  await troubled.close()
  await proxy.close()
  await ferry.close()
})

describe.each(['direct', 'gateway'] as const)('%s', (name) => {
  const through = (how: Meddling): Oss => {
    proxy.meddle(how)
    return ways[name] as Oss
  }
  const change = (lines: Lines): Lines => [...lines].reverse().map(([field, value]) => [field.toUpperCase(), value])

  test('lines in another order and case, with others among them, and chunked bodies change nothing', async () => {
    await ferry.oss.put({ at: at('k'), body: 'one', attributes: { meta: { a: bytesOf('b') } }, signal })
    const oss = through({
      asks: (lines) => [...change(lines), ['Via', '1.1 proxy']],
      answers: ({ lines, isHead }) => {
        const sent = isHead ? lines : without(lines, 'content-length')
        return { lines: [...change(sent), ['Via', '1.1 proxy'], ['X-Cache', 'MISS']] }
      },
    })
    expect(await oss.head({ at: at('k'), signal })).toMatchObject({ size: 3, meta: { a: 'b' } })
    expect(await (await oss.get({ at: at('k'), signal })).text()).toBe('one')
    expect((await oss.list({ at: at('k'), signal })).objects).toHaveLength(1)
    expect((await oss.put({ at: at('p'), body: 'two', attributes: {}, signal })).etag).toMatch(/^[0-9A-F]{32}$/)
  })

  test('a write whose ETag was taken away is none, and a class that is not told is unknown', async () => {
    const etagless = through({ answers: ({ lines }) => ({ lines: without(lines, 'etag') }) })
    const put = etagless.put({ at: at('p'), body: 'two', attributes: {}, signal })
    await expect(put).rejects.toMatchObject({ code: 'MissingETag' })
    const bare = through({ answers: ({ lines }) => ({ lines: without(lines, /^x-oss-/i) }) })
    const head = await bare.head({ at: at('p'), signal })
    expect([head.storageClass, head.crc64]).toEqual(['Unknown', undefined])
  })

  test('a condition that is signed can not be taken away: the store refuses the write', async () => {
    await ferry.oss.put({ at: at('k'), body: 'theirs', attributes: {}, signal })
    const { etag } = await ferry.oss.head({ at: at('k'), signal })
    const strip = (field: string) => through({ asks: (lines) => without(lines, field) })
    const put = strip('x-oss-forbid-overwrite').put({
      ...{ at: at('k'), body: 'ours', attributes: {}, forbidOverwrite: true, signal },
    })
    await expect(put).rejects.toMatchObject({ code: 'SignatureDoesNotMatch' })
    const copied = strip('x-oss-copy-source-if-match').copyObject({
      ...{ at: at('c', 'away'), source: at('k'), ifMatch: etag, replace: false, attributes: {}, signal },
    })
    await expect(copied).rejects.toMatchObject({ code: 'SignatureDoesNotMatch' })
    expect(await (await ferry.oss.get({ at: at('k'), signal })).text()).toBe('theirs')
  })

  test('what is read is the object that was asked for, though nothing signs If-Match', async () => {
    await ferry.oss.put({ at: at('k'), body: 'one', attributes: {}, signal })
    const { etag: ifMatch } = await ferry.oss.head({ at: at('k'), signal })
    const oss = through({ asks: (lines) => without(lines, 'if-match') })
    expect(await (await oss.get({ at: at('k'), ifMatch, signal })).text()).toBe('one')
    await ferry.oss.put({ at: at('k'), body: 'two', attributes: {}, signal })
    const refused = { status: 412, code: 'PreconditionFailed' }
    await expect(oss.get({ at: at('k'), ifMatch, signal })).rejects.toMatchObject(refused)
    await expect(oss.getWithHead({ at: at('k'), ifMatch, signal })).rejects.toMatchObject(refused)
  })

  test.each(['etag', 'last-modified', 'content-length'])('a head without %s is no answer', async (field) => {
    await ferry.oss.put({ at: at('k'), body: 'one', attributes: {}, signal })
    const oss = through({
      answers: ({ lines }) => {
        const chunked: Lines = field === 'content-length' ? [['Transfer-Encoding', 'chunked']] : []
        return { lines: [...without(lines, field), ...chunked] }
      },
    })
    for (const head of [oss.head, oss.headFacts, oss.headSeen])
      await expect(head({ at: at('k'), signal })).rejects.toMatchObject({ code: 'UnexpectedAnswer' })
  })

  test('a listing that a proxy has compressed is no answer', async () => {
    const oss = through({
      answers: ({ lines, body }) => ({
        lines: [...without(lines, 'content-length'), ['Content-Encoding', 'gzip']],
        body: gzipSync(body),
      }),
    })
    await expect(oss.list({ at: at('k'), signal })).rejects.toMatchObject({ code: 'UnexpectedAnswer' })
  })
})
