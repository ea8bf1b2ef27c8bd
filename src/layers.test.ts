import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'

/** Which layer may import which: the design's section 3. `words` and `look` are leaves that every screen uses. */
const allowed: Record<string, string[]> = {
  oss: [],
  copy: ['oss'],
  jobs: ['copy', 'oss'],
  words: ['copy', 'oss', 'jobs'],
  look: ['words'],
  session: ['oss', 'words', 'look'],
  panel: ['jobs', 'copy', 'oss', 'words', 'look'],
  browser: ['jobs', 'copy', 'oss', 'words', 'look', 'session', 'panel'],
  node: ['copy', 'oss', 'words'],
  server: [],
}

const src = import.meta.dirname
const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name))
const importing = /(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g

function importsOf(file: string): string[] {
  return [...readFileSync(join(src, file), 'utf8').matchAll(importing)].map((match) => match[1] ?? '')
}

function layerOf(file: string): string | undefined {
  return file.includes('/') ? file.split('/')[0] : undefined
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
    .filter((file) => !/^(server|node)\//.test(file) && !file.includes('.test.') && file !== 'oss/sdk.ts')
    .flatMap((file) =>
      importsOf(file)
        .filter((name) => name.startsWith('node:') || name === 'ali-oss')
        .map((name) => `${file} imports ${name}`),
    )
  expect(wrong).toEqual([])
})

test('every folder is a layer of the design', () => {
  const folders = readdirSync(src, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  expect(folders.map((entry) => entry.name).filter((name) => !(name in allowed))).toEqual([])
})
