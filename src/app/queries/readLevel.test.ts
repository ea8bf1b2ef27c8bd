import { expect, test } from 'vitest'
import { compareKeys } from '../../oss/keyOrder.ts'
import type { Listed, ListPage } from '../../oss/types.ts'
import type { Level } from '../listing/rows.ts'
import { readLevel } from './readLevel.ts'
import type { ListFrom } from './readRanges.ts'

/** A store's ListObjectsV2 with a delimiter, over these keys; counts the pages, the looks at one key, and how many were open at once. */
function storeOf(keys: string[], prefix: string, isFlat: boolean) {
  const inside = keys.filter((key) => key.startsWith(prefix)).sort(compareKeys)
  const items = isFlat ? inside : [...new Set(inside.map((key) => grouped(key, prefix)))]
  const seen = { pages: 0, looks: 0, open: 0, most: 0 }
  const list: ListFrom = async ({ token, after, limit = 1000 }): Promise<ListPage> => {
    seen[limit === 1 ? 'looks' : 'pages'] += 1
    seen.open += 1
    seen.most = Math.max(seen.most, seen.open)
    await new Promise((resolve) => setTimeout(resolve))
    seen.open -= 1
    const from = token?.token ?? after
    const start = from === undefined ? 0 : firstAfter(items, from)
    const page = items.slice(start, start + limit)
    const next = start + limit < items.length ? page.at(-1) : undefined
    return {
      objects: page.filter((item) => item === prefix || !item.endsWith('/')).map(listed),
      prefixes: page.filter((item) => item !== prefix && item.endsWith('/')),
      ...(next && { next: { token: next, last: next, marks: [], idle: 0 } }),
    }
  }
  return { list, seen, items }
}

const grouped = (key: string, prefix: string) => {
  const slash = key.indexOf('/', prefix.length)
  return slash < 0 ? key : key.slice(0, slash + 1)
}

function firstAfter(items: string[], from: string): number {
  const found = items.findIndex((item) => compareKeys(item, from) > 0)
  return found < 0 ? items.length : found
}

function listed(key: string): Listed {
  return { key, size: 1, etag: 'E', modified: 0, type: 'Normal', storageClass: 'Standard' }
}

async function readAll(keys: string[], prefix = '', isFlat = false) {
  const store = storeOf(keys, prefix, isFlat)
  const told: Level[] = []
  for await (const level of readLevel({ list: store.list, prefix, isFlat, pause: 0 })) told.push(level)
  const { prefixes = [], objects = [], marker } = told.at(-1) ?? {}
  return { ...store, told, prefixes: prefixes.map(({ key }) => key), objects: objects.map(({ key }) => key), marker }
}

const numbered = (count: number, digits = 7) =>
  Array.from({ length: count }, (_, n) => `logs/key-${String(n).padStart(digits, '0')}`)

const buckets: Record<string, string[]> = {
  'a few': numbered(10),
  'a page to the full': numbered(1000),
  'three pages': numbered(3000),
  'thirty thousand numbers': numbered(30_000),
  'numbers without zeros before': Array.from({ length: 12_000 }, (_, n) => `logs/${n}`),
  'hex names': Array.from({ length: 20_000 }, (_, n) => `logs/${((n * 2654435761) % 2 ** 32).toString(16)}`),
  'two far clusters': [...numbered(8000), ...numbered(8000).map((key) => key.replace('key', '中文 😀'))],
  'long equal beginnings': numbered(9000).map((key) => `${key}-and-the-same-words-behind-each-of-them`),
  'prefixes among objects': numbered(9000).map((key, n) => (n % 3 ? key : `${key}/inside`)),
  'odd characters': Array.from({ length: 6000 }, (_, n) => `logs/${'\u0001\uffff😀~'[n % 4]}${n}`),
}

test.each(Object.entries(buckets))('%s: every key once, in the store’s order', async (_, keys) => {
  const { prefixes, objects, items } = await readAll(keys, 'logs/')
  expect(objects).toEqual(items.filter((item) => !item.endsWith('/')))
  expect(prefixes).toEqual(items.filter((item) => item.endsWith('/')))
})

test('flat, everything below comes in one order', async () => {
  const keys = Array.from({ length: 12_000 }, (_, n) => `logs/${n % 40}/day/${n}`)
  const { objects, items, seen } = await readAll(keys, 'logs/', true)
  expect(objects).toEqual(items)
  expect(seen.most).toBeGreaterThan(3)
})

const words = ['alpha', 'beta', 'gamma', 'delta', 'photo', 'zeta']
const worded = Array.from({ length: 60_000 }, (_, n) => `logs/${words[n % 6]}-2026-${1 + (n % 12)}-${n}.jpg`)

test.each([
  ['numbers', numbered(60_000)],
  ['words', worded],
])(
  'a large prefix of %s is asked for in several places at once, and few pages bring nothing new',
  async (_of, keys) => {
    const { seen } = await readAll(keys, 'logs/')
    expect(seen.most).toBe(16)
    expect(seen.pages).toBeLessThan(60 * 1.6)
  },
)

test('a small prefix costs no more than its pages', async () => {
  expect((await readAll(numbered(2000), 'logs/')).seen).toMatchObject({ pages: 2, looks: 0, most: 1 })
})

test('the first page is shown before the second is asked for', async () => {
  const { told } = await readAll(numbered(5000), 'logs/')
  expect(told[0]?.objects).toHaveLength(1000)
})

test('the object of the prefix itself is no row', async () => {
  const { objects, marker } = await readAll(['a/', 'a/one'], 'a/')
  expect([objects, marker?.key]).toEqual([['a/one'], 'a/'])
})
