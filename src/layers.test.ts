import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'

/** Which layer may import which. `words` and `look` are leaves that every screen uses. */
const allowed: Record<string, string[]> = {
  oss: [],
  engine: ['oss'],
  'hosts/page': ['engine', 'oss'],
  'hosts/node': ['engine', 'oss', 'words'],
  words: ['engine', 'oss', 'hosts/page'],
  look: ['words'],
  session: ['oss', 'words', 'look'],
  panel: ['hosts/page', 'engine', 'oss', 'words', 'look'],
  browser: ['hosts/page', 'engine', 'oss', 'words', 'look', 'session', 'panel'],
  server: [],
}

const src = import.meta.dirname
const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name))
const importing = /(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g

function importsOf(file: string): string[] {
  return [...readFileSync(join(src, file), 'utf8').matchAll(importing)].map((match) => match[1] ?? '')
}

/** A folder of `src`; the hosts are a layer each. */
function layerOf(file: string): string | undefined {
  const [folder, inside, ...below] = file.split('/')
  if (inside === undefined) return undefined
  return folder === 'hosts' && below.length > 0 ? `hosts/${inside}` : folder
}

test('imports go one way', () => {
  const wrong = files.flatMap((file) => {
    const from = layerOf(file)
    if (!from || file.includes('.test.')) return []
    return importsOf(file)
      .filter((name) => name.startsWith('.'))
      .map((name) => relative(src, resolve(src, dirname(file), name)))
      .filter((target) => layerOf(target) !== from && !allowed[from]?.includes(layerOf(target) ?? ''))
      .map((target) => `${file} imports ${target}`)
  })
  expect(wrong).toEqual([])
})

test('the page knows nothing of Node, and only the wire knows the SDK', () => {
  const wrong = files
    .filter((file) => !/^(server|hosts\/node)\//.test(file) && !file.includes('.test.') && file !== 'oss/sdk.ts')
    .flatMap((file) =>
      importsOf(file)
        .filter((name) => name.startsWith('node:') || name === 'ali-oss')
        .map((name) => `${file} imports ${name}`),
    )
  expect(wrong).toEqual([])
})

test('every file lies in a layer of the design', () => {
  expect(files.filter((file) => file.includes('/')).filter((file) => !((layerOf(file) ?? '') in allowed))).toEqual([])
})
