import { deflateRawSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { browserFetch } from '../../../test/browserFetch.ts'
import { type Ferry, startFerry } from '../../../test/ferry.ts'
import { type Lines, type Meddling, startMeddlingProxy, without } from '../../../test/meddlingProxy.ts'
import { troubledWays } from '../../../test/troubledWay.ts'
import { type NodeTransport, nodeTransport } from '../../hosts/node/transport.ts'
import { createOss } from '../../oss/client.ts'
import { allMetadata, neededHeaders } from '../../oss/direct/exposed.ts'
import { directTransport } from '../../oss/direct/transport.ts'
import { bytesOf } from '../../oss/headerBytes.ts'
import type { Oss, Ref } from '../../oss/types.ts'
import { objectBytes } from './objectBytes.ts'

/** What a preview shows, and an editor is built on, where a proxy on the network changes what OSS sends. */

const origin = 'http://static.example:8080'
const { signal } = new AbortController()
const at = (key: string): Ref => ({ account: 'me', region: 'cn-hangzhou', bucket: 'home', key })
const text = 'a text that is worth to be compressed\n'.repeat(50)
const long = Array.from({ length: 20_000 }, (_, n) => n * n).join()
const ways: { direct?: Oss; gateway?: Oss } = {}
const troubled = troubledWays()
let ferry: Ferry
let way: NodeTransport
let proxy: Awaited<ReturnType<typeof startMeddlingProxy>>

beforeAll(async () => {
  ferry = await startFerry({ isDirect: true })
  proxy = await startMeddlingProxy(Number(new URL(ferry.account.endpoint).port))
  const account = { ...ferry.account, endpoint: `http://oss-cn-hangzhou.localhost:${proxy.port}` }
  way = nodeTransport(4)
  ways.direct = createOss(account, directTransport({ send: browserFetch(origin, way.send) }))
  ways.gateway = createOss(account, await troubled.gateway(proxy.port))
  await allow([...neededHeaders, allMetadata])
  const headers = { 'Content-Type': bytesOf('text/plain') }
  await ferry.oss.put({ at: at('plain'), body: text, attributes: { headers }, signal })
  const packed = { ...headers, 'Content-Encoding': bytesOf('gzip') }
  await ferry.oss.put({ at: at('packed'), body: new Blob([gzipSync(text)]), attributes: { headers: packed }, signal })
  await ferry.oss.put({ at: at('long'), body: new Blob([gzipSync(long)]), attributes: { headers: packed }, signal })
  const bomb = new Blob([gzipSync(Buffer.alloc(70 * 1024 ** 2))])
  await ferry.oss.put({ at: at('bomb'), body: bomb, attributes: { headers: packed }, signal })
  await ferry.oss.put({ at: at('lying'), body: text, attributes: { headers: packed }, signal })
})
beforeEach(() => proxy.meddle({}))
afterAll(async () => {
  await way.close()
  await troubled.close()
  await proxy.close()
  await ferry.close()
})

function allow(expose: string[]) {
  const rule = { origins: [origin], methods: ['GET' as const, 'HEAD' as const], headers: ['*'], expose }
  return ferry.oss.putCors({ bucket: at(''), cors: { rules: [rule] }, signal })
}

/** Changes the bodies of objects, and says so by `encoding`; ETag and checksum stay those of the object. */
const changed = (
  change: (body: Buffer) => Buffer,
  encoding?: string,
  ends: 'length' | 'chunks' = 'length',
): Meddling => ({
  answers({ lines, body, isHead }) {
    const isEncoded = lines.some(([name, value]) => name.toLowerCase() === 'content-encoding' && value !== 'identity')
    if (isHead || isEncoded) return { lines, body }
    const sent = change(body)
    const more: Lines = [
      ...(encoding ? [['Content-Encoding', encoding] as [string, string]] : []),
      ...(ends === 'length' ? [['Content-Length', String(sent.length)] as [string, string]] : []),
    ]
    return { lines: [...without(lines, 'content-length', 'content-encoding'), ...more], body: sent }
  },
})
const zip = (body: Buffer) => gzipSync(body)
const otherCase = (body: Buffer) => Buffer.from(body.toString('latin1').replace('worth', 'WORTH'), 'latin1')

describe.each(['gateway', 'direct'] as const)('%s', (name) => {
  const read = async (key: string, to?: number) => {
    const oss = ways[name] as Oss
    const head = await oss.headSeen({ at: at(key), signal })
    const shown = { ...head, etag: (head as { etag: string }).etag }
    return (await objectBytes(oss, { at: at(key), head: shown, to, signal })).text()
  }

  test('an object is read as it is, whole or its beginning', async () => {
    expect([await read('plain'), await read('plain', 20)]).toEqual([text, text.slice(0, 20)])
  })

  test('what is stored compressed, and says so, is read as its text', async () => {
    expect(await read('packed')).toBe(text)
  })

  test('of what is compressed and long the beginning is read', async () => {
    const { size } = await ferry.oss.headFacts({ at: at('long'), signal })
    const begins = await read('long', size - 100)
    expect(begins.length).toBeGreaterThan(10_000)
    expect(long.startsWith(begins)).toBe(true)
  })

  test('what would become too much is not inflated to its end', async () => {
    await expect(read('bomb')).rejects.toMatchObject({ code: 'InflatesTooFar', message: 'gzip' })
  })

  test('what says so and is not is told, and no network is blamed', async () => {
    await expect(read('lying')).rejects.toMatchObject({ code: 'FalseEncoding', message: 'gzip' })
  })

  test.each(['length', 'chunks'] as const)(
    'what a proxy compressed, with its %s, is the object again',
    async (ends) => {
      proxy.meddle(changed(zip, 'gzip', ends))
      expect([await read('plain'), await read('packed')]).toEqual([text, text])
    },
  )

  test('so it is where the proxy calls the ETag a weak one', async () => {
    const { answers: packed } = changed(zip, 'gzip')
    const weak = ([field, value]: [string, string]): [string, string] => [
      field,
      /^etag$/i.test(field) ? `W/${value}` : value,
    ]
    proxy.meddle({
      answers(told) {
        const { lines, ...sent } = packed?.(told) ?? told
        return { ...sent, lines: lines.map(weak) }
      },
    })
    expect(await read('plain')).toBe(text)
  })

  test.each<[string, Meddling]>([
    ['compressed and does not say so', changed(zip)],
    ['compressed in a way that no browser knows', changed(zip, 'x-packed')],
    ['says to be compressed', changed((body) => body, 'gzip')],
    ['cut', changed((body) => body.subarray(0, 100))],
    ['made longer', changed((body) => Buffer.concat([body, Buffer.from('<script src=//ads>')]))],
    ['rewrote in the same length', changed(otherCase)],
    ['rewrote and compressed', changed((body) => zip(otherCase(body)), 'gzip')],
  ])('what a proxy %s is not taken for the object', async (_, how) => {
    proxy.meddle(how)
    await expect(read('plain')).rejects.toMatchObject({ kind: 'protocol', code: 'ContentAltered' })
  })

  test('a proxy that takes no notice of the range that was asked for is found', async () => {
    proxy.meddle({ asks: (lines) => without(lines, 'range') })
    await expect(read('plain', 20)).rejects.toMatchObject({ code: 'ContentAltered' })
  })

  test('bytes as they are stored are never what a proxy made of them', async () => {
    const first = async () => {
      const oss = ways[name] as Oss
      const bytes = await oss.getBytes({ at: at('plain'), from: 0, to: 64, stored: true, signal })
      return new TextDecoder().decode(bytes)
    }
    proxy.meddle(changed(zip, 'gzip'))
    // A browser decodes what it fetches, and nothing of what comes on the line of the gateway.
    if (name === 'direct') expect(await first()).toBe(text.slice(0, 64))
    else await expect(first()).rejects.toMatchObject({ code: 'ContentAltered' })
    proxy.meddle(changed((body) => deflateRawSync(body), 'x-packed'))
    await expect(first()).rejects.toMatchObject({ code: 'ContentAltered' })
  })
})

test('where a rule hides how an object is encoded, it is read as it is stored, and no proxy is blamed for it', async () => {
  const oss = ways.direct as Oss
  await allow(['ETag'])
  const head = await oss.headSeen({ at: at('packed'), signal })
  const { etag, size } = await ferry.oss.headFacts({ at: at('packed'), signal })
  expect((await objectBytes(oss, { at: at('packed'), head: { ...head, etag }, signal })).size).toBe(size)
})
