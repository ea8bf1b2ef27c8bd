import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { buildPage, otherPrograms } from './buildPage.ts'

const root = mkdtempSync(join(tmpdir(), 'build-page-'))
const built = new Date('2026-01-01T00:00:00Z')
const files = ['index.html', 'package-lock.json', 'src/main.tsx', 'src/local-oss/server.ts', 'dist/index.html']

beforeEach(() => {
  for (const file of files) write(file, built)
})
afterAll(() => rmSync(root, { recursive: true }))

function write(file: string, at: Date): void {
  mkdirSync(dirname(join(root, file)), { recursive: true })
  writeFileSync(join(root, file), '')
  utimesSync(join(root, file), at, at)
}

/** What is said is said before anything is built. */
const isBuilt = () =>
  buildPage(root, () => {
    throw new Error('Building')
  }).then(
    () => false,
    ({ message }) => message === 'Building',
  )

test.each([
  'src/local-oss/server.ts',
  'src/gateway/start.ts',
  'src/hosts/node/main.ts',
  'src/app/listing/rows.test.ts',
  'src/ui/Notice.test.tsx',
  'CHANGELOG.md',
])('a change of %s is none of the page', async (file) => {
  write(file, new Date())
  expect(await isBuilt()).toBe(false)
  rmSync(join(root, file))
})

test.each([
  'src/main.tsx',
  'src/app/listing/rows.ts',
  'src/app/local-oss/x.ts',
  'src/hosts/page/worker.ts',
  'src/gateway/securityHeaders.ts',
  'public/favicon.svg',
  'index.html',
  'vite.config.ts',
  'package-lock.json',
])('a change of %s is', async (file) => {
  write(file, new Date())
  expect(await isBuilt()).toBe(true)
  rmSync(join(root, file))
})

test('a page that was never built is', async () => {
  rmSync(join(root, 'dist/index.html'))
  expect(await isBuilt()).toBe(true)
})

test('what is left out is there', () => {
  const own = join(import.meta.dirname, '../..')
  expect(otherPrograms.filter((path) => !existsSync(join(own, path)))).toEqual([])
})
