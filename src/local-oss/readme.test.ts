import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { MAKING_BUCKETS, ROUTES } from './route.ts'
import { startOss, type TestOss } from './testClient.ts'

type Row = { operation: string; method: string; target: string; query: string; copies: boolean; state: string }

const rows: Row[] = [...readFileSync(new URL('./README.md', import.meta.url), 'utf8').matchAll(rowPattern())].map(
  ([, operation = '', method = '', target = '', query = '', note = '', state = '']) => ({
    operation,
    method,
    target,
    query,
    copies: note.includes('x-oss-copy-source'),
    state,
  }),
)

function rowPattern() {
  return /^\| (.+?) \| `(\w+) (service|bucket|key)\??([^`]*)`(.*?) \| (done|partly: .+?|NotImplemented) \|$/gm
}

let oss: TestOss

beforeAll(async () => {
  oss = await startOss()
  await oss.call('PUT', { bucket: 'walk' })
  await oss.call('PUT', { bucket: 'walk', key: 'object', body: 'x' })
})

afterAll(() => oss.stop())

test('the table names every operation, and no other', () => {
  const known = [...MAKING_BUCKETS, ...ROUTES.service, ...ROUTES.bucket, ...ROUTES.object].map(({ op }) => op)
  const named = rows.filter(({ state }) => state !== 'NotImplemented').map(({ operation }) => operation)
  expect(new Set(named)).toEqual(new Set(known))
})

test.each(rows)(
  '$operation ($method $target $query) is $state',
  async ({ operation, method, target, query, copies, state }) => {
    const bucket = target === 'service' ? '' : operation === 'DeleteBucket' ? 'none' : 'walk'
    const headers: Record<string, string> = copies ? { 'x-oss-copy-source': '/walk/object' } : {}
    const reply = await oss.call(method, { bucket, key: target === 'key' ? 'object' : '', query, headers })
    const entry = oss.requests.entries.at(-1)
    if (state === 'NotImplemented') expect([reply.code, entry?.op]).toEqual(['NotImplemented', 'Unknown'])
    else expect(entry?.op).toBe(operation)
  },
)
