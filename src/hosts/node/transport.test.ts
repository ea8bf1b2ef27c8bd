import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Ferry, startFerry } from '../../../test/ferry.ts'
import { createOss } from '../../oss/client.ts'
import { bytesOfEach } from '../../oss/headerBytes.ts'
import type { Oss, Ref } from '../../oss/types.ts'
import type { WireRequest } from '../../oss/wire.ts'
import { nodeTransport } from './transport.ts'

/** The command's way to OSS: against the local OSS, and against servers that misbehave. */

const { signal } = new AbortController()
/** Connections to one host. */
const most = 4
const transport = nodeTransport(most)
let ferry: Ferry
let oss: Oss

beforeAll(async () => {
  ferry = await startFerry()
  oss = createOss({ ...ferry.account, id: '1' }, transport.send)
})
afterAll(async () => {
  await transport.close()
  await ferry.close()
})
const ends: (() => void)[] = []
afterEach(() => {
  for (const end of ends.splice(0)) end()
})

const at = (key: string): Ref => ({ account: '1', region: 'cn-hangzhou', bucket: 'home', key })

test.each(['a/../b', './x', 'a//b', 'a b+c%20d', '报告?#&.txt', '~'])(
  'the key %j arrives byte for byte',
  async (key) => {
    await oss.put({ at: at(key), body: key, attributes: {}, signal })
    expect(await (await ferry.oss.get({ at: { ...at(key), account: 'me' }, signal })).text()).toBe(key)
    expect((await oss.list({ at: at(key), signal })).objects.map((one) => one.key)).toEqual([key])
    await oss.remove({ at: at(key), signal })
  },
)

test('headers and bodies are bytes both ways', async () => {
  const attributes = {
    headers: bytesOfEach({ 'Content-Disposition': 'attachment; filename="报告.pdf"' }),
    meta: bytesOfEach({ author: '李白' }),
  }
  const body = new Blob([Uint8Array.from({ length: 70_000 }, (_, n) => n % 256)])
  await oss.put({ at: at('bytes'), body, attributes, signal })
  expect(await oss.head({ at: at('bytes'), signal })).toMatchObject(attributes)
  expect(await oss.getBytes({ at: at('bytes'), signal })).toEqual(new Uint8Array(await body.arrayBuffer()))
})

/** A server that does with each connection what it is told. */
async function serverThat(answers: Parameters<typeof createServer>[1]): Promise<string> {
  const server = createServer(answers as never)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  ends.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://bucket.oss.localhost:${(server.address() as AddressInfo).port}/key`
}
const request = (url: string, some: Partial<WireRequest> = {}): WireRequest => ({
  url,
  method: 'GET',
  headers: {},
  timeout: 60_000,
  signal,
  ...some,
})

test('an answer that does not come in time is lost, and so is one that breaks off', async () => {
  const silent = await serverThat((() => {}) as never)
  expect(await transport.send(request(silent, { timeout: 20 }))).toMatchObject({ failure: { code: 'RequestTimeout' } })
  const slow = await serverThat(((_: unknown, answer: { write: (text: string) => void }) => answer.write('a')) as never)
  expect(await transport.send(request(slow, { timeout: 20 }))).toMatchObject({ failure: { code: 'RequestTimeout' } })
  const broken = await serverThat(((asked: { socket: { destroy: () => void } }) => asked.socket.destroy()) as never)
  expect(await transport.send(request(broken))).toMatchObject({ failure: { code: 'NetworkError' } })
  expect(await transport.send(request('http://127.0.0.1:1/'))).toMatchObject({ failure: { code: 'NetworkError' } })
})

test('a stop rejects with its reason: before, while it waits for a connection, and while it waits for the answer', async () => {
  const came: (() => void)[] = []
  const arrived = () => new Promise<void>((resolve) => came.push(resolve))
  const silent = await serverThat((() => came.shift()?.()) as never)
  const stop = new AbortController()
  const flying = Array.from({ length: 4 }, () => arrived())
  const sent = Array.from({ length: 6 }, () => transport.send(request(silent, { signal: stop.signal })))
  await Promise.all(flying)
  stop.abort(new Error('stopped'))
  const ended = await Promise.allSettled([...sent, transport.send(request(silent, { signal: stop.signal }))])
  expect(ended).toEqual(Array.from({ length: 7 }, () => ({ status: 'rejected', reason: new Error('stopped') })))
})

test('connections outlive what goes over them, also a HEAD', async () => {
  const connections = new Set<unknown>()
  const url = await serverThat(((asked: { socket: unknown }, answer: { end: () => void }) => {
    connections.add(asked.socket)
    answer.end()
  }) as never)
  for (const method of ['HEAD', 'GET', 'HEAD', 'PUT', 'HEAD', 'DELETE', 'HEAD', 'POST', 'HEAD', 'GET'])
    expect(await transport.send(request(url, { method }))).toMatchObject({ status: 200 })
  expect(connections.size).toBeLessThanOrEqual(most)
})
