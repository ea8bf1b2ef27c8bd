import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createKeyHalves } from './keyHalves.ts'

let time = 0
const halves = createKeyHalves(() => time)
const server = createServer((request, response) => void halves.handle(request, response))
const id = 'AAAAAAAAAAAAAAAAAAAAAA'
const half = `${'h'.repeat(43)}=`

beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)))
afterAll(() => void server.close())

function ask(method: string, body?: string, { of = id, site = 'same-origin' } = {}): Promise<Response> {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/session-half/${of}`
  return fetch(url, { method, headers: { 'sec-fetch-site': site }, ...(body !== undefined && { body }) })
}

test('a half is given back until its time is over, and a page that asks in time keeps it', async () => {
  expect((await ask('GET')).status).toBe(404)
  expect((await ask('PUT', JSON.stringify({ half, minutes: 15 }))).status).toBe(204)
  const found = await ask('GET')
  expect([await found.json(), found.headers.get('cache-control')]).toEqual([{ half }, 'no-store'])
  time += 10 * 60_000
  await ask('PUT', JSON.stringify({ half, minutes: 15 }))
  time += 10 * 60_000
  expect((await ask('GET')).status).toBe(200)
  time += 6 * 60_000
  expect((await ask('GET')).status).toBe(404)
})

test('only the page itself is answered', async () => {
  const of = 'B'.repeat(22)
  await ask('PUT', JSON.stringify({ half, minutes: 15 }), { of })
  for (const site of ['cross-site', 'same-site', 'none', ''])
    for (const method of ['GET', 'PUT', 'DELETE']) {
      const answer = await ask(method, method === 'PUT' ? '{}' : undefined, { of, site })
      expect([answer.status, await answer.text()], `${site} ${method}`).toEqual([403, ''])
    }
  expect((await ask('GET', undefined, { of })).status).toBe(200)
})

test('it is forgotten when it is asked to be, and only what is a half is taken', async () => {
  await ask('PUT', JSON.stringify({ half, minutes: 15 }))
  expect((await ask('DELETE')).status).toBe(204)
  expect((await ask('GET')).status).toBe(404)
  expect((await ask('PUT', JSON.stringify({ half, minutes: 15 }))).status).toBe(410)
  expect((await ask('GET')).status).toBe(404)
  const wrong = [
    '',
    '{',
    '[]',
    'null',
    '{"half":7,"minutes":1}',
    JSON.stringify({ half, minutes: -1 }),
    'x'.repeat(500),
  ]
  for (const body of wrong) expect((await ask('PUT', body)).status, body).toBe(400)
  expect((await ask('POST', '{}')).status).toBe(405)
})
