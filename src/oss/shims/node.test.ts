import { extname as realExtname } from 'node:path'
import realUrl from 'node:url'
import { expect, test } from 'vitest'
import url, { extname } from './node.ts'

const paths = ['/', '/a/../b', '/%E4%B8%AD/a%20b', '/a//b/', '/100%25.txt']
const queries = [{}, { uploads: '' }, { prefix: 'a/b c+d&é', 'max-keys': '10' }]

test.each(paths)('an address with the path %j is written as Node writes it', (pathname) => {
  for (const query of queries) {
    const address = { protocol: 'http:', slashes: true, host: 'b.oss.test:8080', pathname, query }
    expect(url.format(address)).toBe(realUrl.format(address))
  }
  const parsed = url.parse(`http://b.oss.test:8080${pathname}`)
  parsed.query = { 'x-oss-date': 'now' }
  expect(parsed.format()).toBe(`http://b.oss.test:8080${pathname}?x-oss-date=now`)
})

test.each(['a.txt', 'a/b.tar.gz', 'a.b/c', '.hidden', 'a/.hidden', 'a.', ''])('the ending of %j', (path) => {
  expect(extname(path)).toBe(realExtname(path))
})
