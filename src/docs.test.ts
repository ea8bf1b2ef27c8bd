import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, normalize } from 'node:path'
import { expect, it } from 'vitest'
import { sectionOf } from '../bin/changelog.ts'
import { pagesWithRights } from '../docs/rightsTable.ts'
import { allMetadata, neededHeaders } from './oss/direct/exposed.ts'

const root = join(import.meta.dirname, '..')
const folders = ['src', 'test', 'e2e', 'bench', 'docs']
const paths = folders
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)),
  )
  .concat(readdirSync(root))
  .filter((path) => /\.(tsx?|md|css)$/.test(path) && !path.endsWith('docs.test.ts'))

/** Links of a page of Markdown, from where it lies, and mentions of `docs/….md` anywhere. */
function linksOf(path: string): { file: string; anchor: string | undefined }[] {
  const text = readFileSync(join(root, path), 'utf8')
  const mentions = [...text.matchAll(/(?<![\w./-])(docs\/[\w/.-]+\.md)(?:#([\w-]+))?/g)].map(
    ([, file = '', anchor]) => ({ file, anchor }),
  )
  if (!path.endsWith('.md')) return mentions
  const links = [...text.matchAll(/\]\((?!\w+:)([^)#\s]*)(?:#([^)\s]+))?\)/g)]
  return links.map(([, file = '', anchor]) => ({
    file: file === '' ? path : normalize(join(dirname(path), file)),
    anchor,
  }))
}

/** As GitHub and others make them of headings. */
function anchorsOf(file: string): string[] {
  const headings = readFileSync(join(root, file), 'utf8').matchAll(/^#+ (.+)$/gm)
  return [...headings].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  )
}

it('every link into the repository leads to a page, and to a heading of it', () => {
  const broken = paths.flatMap((path) =>
    linksOf(path)
      .filter(({ file, anchor }) => !existsSync(join(root, file)) || (anchor && !anchorsOf(file).includes(anchor)))
      .map(({ file, anchor }) => `${path}: ${file}${anchor ? `#${anchor}` : ''}`),
  )
  expect(broken).toEqual([])
})

it('nothing cites what is not in the repository', () => {
  const outside = /\bfacts\/|\bthe design['’]s section|[(]design\b|\bdesign, section/
  expect(paths.filter((path) => outside.test(readFileSync(join(root, path), 'utf8')))).toEqual([])
})

it('the map names no file that is not there', () => {
  const names = new Set(paths.concat(readdirSync(join(root, 'bin'))).map((path) => basename(path)))
  const map = readFileSync(join(root, 'src/README.md'), 'utf8')
  const named = [...map.matchAll(/`(?:[\w./-]*\/)?([\w-]+\.tsx?)(?:: ?[\w.]+)?`/g)].map(([, name = '']) => name)
  expect(named.length).toBeGreaterThan(100)
  expect(named.filter((name) => !names.has(name))).toEqual([])
})

it('the notes of a release are its section of the changelog', () => {
  const text = readFileSync(join(root, 'CHANGELOG.md'), 'utf8')
  expect(sectionOf(text, 'Unreleased')).toContain('- ')
  const two = '# Changelog\n\n## 1.10.0 (2026-12-01)\n\n- new\n\n## 1.1.0\n\n- old\n'
  expect([sectionOf(two, '1.10.0'), sectionOf(two, '1.1.0')]).toEqual(['- new', '- old'])
  expect(() => sectionOf(two, '1.1')).toThrow('says nothing of 1.1')
})

it('the table of rights in both READMEs is what is tried', () => {
  for (const { is, wanted } of pagesWithRights()) expect(is).toBe(wanted)
})

it.each(['README.md', 'README.zh-CN.md'])('the CORS rule of %s names all that the page must see', (file) => {
  const text = readFileSync(join(root, file), 'utf8')
  const named = [...text.matchAll(/<ExposeHeader>(.*)<\/ExposeHeader>/g)].map(([, name]) => name)
  expect(named).toEqual([...neededHeaders, allMetadata, 'x-oss-meta-author'])
})
