import { afterAll, beforeAll, expect, test } from 'vitest'
import { startOss, type TestOss } from '../testClient.ts'
import { createAdmin } from './admin.ts'

let oss: TestOss
let admin: ReturnType<typeof createAdmin>
let base: string

beforeAll(async () => {
  oss = await startOss()
  admin = createAdmin(oss)
  base = `http://127.0.0.1:${await admin.listen(0)}`
  await oss.call('PUT', { bucket: 'home' })
})

afterAll(async () => {
  await admin.close()
  await oss.stop()
})

async function ask(method: string, path: string, body?: unknown) {
  const reply = await fetch(base + path, { method, ...(body !== undefined && { body: JSON.stringify(body) }) })
  return { status: reply.status, json: (await reply.json()) as Record<string, unknown> }
}

test('faults are added, counted and removed', async () => {
  const { json } = await ask('POST', '/faults', {
    op: 'PutObject',
    keyPattern: '^bad',
    error: { code: 'InternalError' },
  })
  expect((await oss.call('PUT', { bucket: 'home', key: 'bad-1' })).status).toBe(500)
  expect((await oss.call('PUT', { bucket: 'home', key: 'good' })).status).toBe(200)
  expect((await ask('GET', '/faults')).json).toMatchObject([{ id: json.id, hits: 1 }])
  await ask('DELETE', `/faults/${json.id}`)
  expect((await oss.call('PUT', { bucket: 'home', key: 'bad-1' })).status).toBe(200)
})

test('a source can be changed between two requests', async () => {
  await oss.call('PUT', { bucket: 'home', key: 'source', body: 'one' })
  const { etag } = (await oss.call('HEAD', { bucket: 'home', key: 'source' })).headers
  await ask('POST', '/faults', { op: 'CopyObject', change: { bucket: 'home', key: 'source' } })
  const headers = { 'x-oss-copy-source': '/home/source', 'x-oss-copy-source-if-match': String(etag) }
  expect((await oss.call('PUT', { bucket: 'home', key: 'copy', headers })).code).toBe('PreconditionFailed')
  await ask('DELETE', '/faults')
})

test('the log can be read and cleared', async () => {
  await ask('DELETE', '/requests')
  await oss.call('GET', { bucket: 'home', key: 'none' })
  expect((await ask('GET', '/requests')).json).toMatchObject({
    entries: [{ op: 'GetObject', key: 'none', status: 404 }],
  })
})

test('settings, and objects that take no disk', async () => {
  expect((await ask('PATCH', '/settings', { copySpeed: 5 })).json).toMatchObject({ copySpeed: 5 })
  expect(oss.settings.copySpeed).toBe(5)
  await ask('POST', '/sparse-objects', { bucket: 'home', key: 'huge', size: 48 * 1024 ** 4 })
  const { headers } = await oss.call('HEAD', { bucket: 'home', key: 'huge' })
  expect(headers['content-length']).toBe(String(48 * 1024 ** 4))
  expect((await ask('POST', '/sparse-objects', { bucket: 'none', key: 'k', size: 1 })).status).toBe(400)
})

test('pages and foreign names get nothing, and the OSS origin knows nothing of it', async () => {
  const page = await fetch(`${base}/requests`, { headers: { origin: 'http://evil.example' } })
  expect(page.status).toBe(403)
  expect((await ask('GET', '/elsewhere')).status).toBe(404)
  expect((await fetch(`http://127.0.0.1:${oss.port}/requests`)).status).toBe(403)
})

test.each<[string, string, string]>([
  ['POST', '/faults', '{"error":{"code":"NoSuchCode"}}'],
  ['POST', '/faults', '{"rate":2}'],
  ['POST', '/faults', '{"hold":1}'],
  ['POST', '/faults', '{"keyPattern":"("}'],
  ['POST', '/faults', '[]'],
  ['POST', '/faults', 'null'],
  ['PATCH', '/settings', '{"latency":"long"}'],
  ['PATCH', '/settings', '{"__proto__":{"latency":1}}'],
  ['PATCH', '/settings', '{"now":1}'],
  ['POST', '/sparse-objects', '{"bucket":"home","key":"k","size":-1}'],
  ['POST', '/sparse-objects', '{"bucket":"home","key":"k","size":1e15}'],
  ['POST', '/sparse-objects', '{'],
  ['POST', '/sparse-objects', `"${'x'.repeat(2 * 1024 ** 2)}"`],
])('%s %s %.40s changes nothing', async (method, path, body) => {
  const before = structuredClone(oss.settings)
  expect((await fetch(base + path, { method, body })).status).toBe(400)
  expect([oss.settings, (await ask('GET', '/faults')).json]).toEqual([before, []])
})
