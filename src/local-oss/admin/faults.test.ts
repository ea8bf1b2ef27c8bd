import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startOss, type TestOss, textOf } from '../testClient.ts'

let oss: TestOss

beforeAll(async () => {
  oss = await startOss()
  await oss.call('PUT', { bucket: 'home' })
})

beforeEach(() => {
  oss.faults.clear()
  oss.requests.clear()
})

afterAll(() => oss.stop())

const put = (key: string) => oss.call('PUT', { bucket: 'home', key, body: 'hello' })
const head = async (key: string) => (await oss.call('HEAD', { bucket: 'home', key })).status

test('the log tells operation, key, part, headers, status and code', async () => {
  await put('k')
  await oss.call('GET', { bucket: 'home', key: 'none', headers: { range: 'bytes=0-1' } })
  expect(oss.requests.entries).toMatchObject([
    { op: 'PutObject', method: 'PUT', bucket: 'home', key: 'k', status: 200, accessKeyId: 'ak', lost: false },
    { op: 'GetObject', key: 'none', status: 404, code: 'NoSuchKey', headers: { range: 'bytes=0-1' } },
  ])
})

test('an error for the n-th request, as often as it is asked for', async () => {
  const fault = oss.faults.add({ op: 'PutObject', skip: 1, times: 1, error: { code: 'ServiceUnavailable' } })
  expect((await put('a')).status).toBe(200)
  expect((await put('b')).status).toBe(503)
  expect((await put('b')).status).toBe(200)
  expect(fault.hits).toBe(1)
})

test('an error in an answer of status 200', async () => {
  oss.faults.add({ op: 'CopyObject', error: { code: 'InternalError', ok: true } })
  await put('a')
  const reply = await oss.call('PUT', { bucket: 'home', key: 'c', headers: { 'x-oss-copy-source': '/home/a' } })
  expect([reply.status, reply.code]).toEqual([200, 'InternalError'])
  expect(await head('c')).toBe(404)
})

test('a reset before the operation does nothing; after it the effect is there', async () => {
  oss.faults.add({ key: 'before', op: 'PutObject', reset: 'before' })
  oss.faults.add({ key: 'after', op: 'PutObject', reset: 'after' })
  await expect(put('before')).rejects.toThrow()
  await expect(put('after')).rejects.toThrow()
  expect([await head('before'), await head('after')]).toEqual([404, 200])
  expect(oss.requests.entries.slice(0, 2)).toMatchObject([
    { status: 0, lost: true },
    { status: 200, lost: true },
  ])
})

test('a body that is cut', async () => {
  await put('t')
  oss.faults.add({ op: 'GetObject', truncate: 2 })
  await expect(oss.call('GET', { bucket: 'home', key: 't' })).rejects.toThrow()
})

test('a request can be held, the source changed, and let go', async () => {
  await put('source')
  const gate = createGate()
  oss.faults.add({ op: 'CopyObject', hold: gate.opened, run: () => put('source2') })
  const copying = oss.call('PUT', { bucket: 'home', key: 'c', headers: { 'x-oss-copy-source': '/home/source' } })
  expect(await head('source2')).toBe(404)
  gate.open()
  expect((await copying).status).toBe(200)
  expect(await head('source2')).toBe(200)
})

test('headers can be added and taken away', async () => {
  oss.faults.add({ op: 'PutObject', headers: { 'x-oss-qos-delay-time': '120', etag: undefined } })
  const { headers } = await put('h')
  expect([headers['x-oss-qos-delay-time'], headers.etag]).toEqual(['120', undefined])
})

test('a share of the requests fails, the same ones for the same seed', async () => {
  const run = async () => {
    const fault = oss.faults.add({ op: 'PutObject', rate: 0.5, seed: 7, error: { code: 'InternalError' } })
    const codes: number[] = []
    for (let n = 0; n < 20; n += 1) codes.push((await put(`r${n}`)).status)
    fault.remove()
    return codes
  }
  const first = await run()
  expect(new Set(first)).toEqual(new Set([200, 500]))
  expect(await run()).toEqual(first)
})

test('answered() waits for a request that has not come yet', async () => {
  const waiting = oss.requests.answered(({ op }) => op === 'DeleteObject')
  await oss.call('DELETE', { bucket: 'home', key: 'x' })
  expect((await waiting).status).toBe(204)
})

test('a clock that is wrong refuses signatures and says what time it is', async () => {
  oss.settings.clockOffset = 3_600_000
  const reply = await oss.call('GET', { bucket: 'home', key: 'k' })
  oss.settings.clockOffset = 0
  expect([reply.status, reply.code]).toEqual([403, 'RequestTimeTooSkewed'])
  expect(textOf(reply.xml, 'ServerTime')).not.toBe('')
})

function createGate() {
  let open: () => void = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open, opened }
}
