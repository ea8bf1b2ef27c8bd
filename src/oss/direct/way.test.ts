import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'

/** By which way a page reaches OSS, told by the server that it came from. */

let answer: { status: number; headers: Record<string, string> } | undefined
const asked: (string | undefined)[] = []
const server = createServer((request, response) => {
  asked.push(request.url)
  if (answer) response.writeHead(answer.status, answer.headers).end()
  else request.socket.destroy()
})
await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
const real = fetch

beforeEach(() => {
  vi.resetModules()
  vi.stubGlobal('location', { pathname: '/files/index.html' })
  vi.stubGlobal('fetch', (path: string, how: RequestInit) => real(origin + path, how))
})
afterAll(() => {
  vi.unstubAllGlobals()
  server.close()
})

const gateway = { status: 200, headers: { 'x-ferry': '1' } }
const files = { status: 200, headers: {} }

test.each([
  ['a gateway', gateway, 'gateway'],
  ['a gateway that refuses', { ...gateway, status: 403 }, 'gateway'],
  ['a server of files', files, 'direct'],
] as const)('%s is known from then on', async (_name, first, way) => {
  const { findWay } = await import('./way.ts')
  answer = first
  expect(await findWay()).toBe(way)
  answer = undefined
  expect(await findWay()).toBe(way)
  expect(asked.at(-1)).toBe('/files/index.html')
})

test.each([
  ['no answer', undefined],
  ['a proxy before a gateway that is gone', { status: 502, headers: {} }],
])('%s decides nothing: a job must not change its way because of an outage', async (_name, first) => {
  const { findWay } = await import('./way.ts')
  answer = first
  expect(await findWay()).toBe('gateway')
  answer = gateway
  expect(await findWay()).toBe('gateway')
  answer = files
  expect(await findWay()).toBe('gateway')
})
