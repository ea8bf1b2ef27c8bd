import { expect, test } from 'vitest'
import { byteString, bytesOf } from '../../oss/headerBytes.ts'
import type { Ref } from '../../oss/types.ts'
import type { Change, CopyRequest, Edit, PortableRequest, Scope, When } from '../types.ts'
import { PlanFileError, readPlanFile, writePlanFile } from './planFile.ts'

const ref: Ref = { account: 'secret name', region: 'cn-hangzhou', bucket: 'home', key: 'a/中\u0001' }
const copy: CopyRequest = {
  do: 'copy',
  sources: [ref, { ...ref, key: '' }],
  target: { ...ref, account: 'other', bucket: 'away', key: '' },
  placement: 'into',
  removeSource: true,
  conflict: 'newer',
  keepAcl: false,
  relay: true,
}
const change: Change = {
  headers: { Expires: null, 'Content-Type': bytesOf('text/plain') },
  meta: { a: bytesOf(''), b: null, account: bytesOf('me'), region: null },
  tags: [{ key: 'k', value: '' }],
  acl: 'default',
  storageClass: 'IA',
  encryption: { algorithm: 'AES256' },
}

const edit: Edit = {
  headers: {
    'Cache-Control': { do: 'set', value: bytesOf('no-cache') },
    Expires: { do: 'remove' },
    'Content-Type': { do: 'replace', find: '^text/(.*)$', by: '$1', isPattern: true },
  },
  meta: { gbk: { do: 'setIfAbsent', value: byteString('\xb1\xa8') }, a: { do: 'replace', find: 'x', by: '' } },
  tags: { add: [{ key: 'k', value: '' }], remove: ['l'] },
  acl: 'private',
  encryption: null,
}

const when: When = {
  headers: { 'Cache-Control': { is: 'absent' }, 'Content-Type': { is: 'found', pattern: '^text/' } },
  meta: { a: { is: 'equal', value: byteString('\xb1\xa8') } },
  tags: { '中 文': { is: 'present' }, k: { is: 'notFound', pattern: '^x' } },
}

const scope: Scope = {
  rows: 'found',
  tests: [
    { is: 'has', text: 'a', by: 'lastName' },
    { is: 'size', from: 1 },
    { is: 'class', text: 'ia' },
    { is: 'any', of: [{ is: 'like', text: '*.a', by: 'path' }] },
  ],
  except: ['a/b'],
  seen: { before: 5, since: [{ key: 'a/c', etag: 'E', modified: 6 }] },
  count: 1200,
}
const whole = { ...ref, key: 'a/', scope }
const chosen: CopyRequest = { ...copy, sources: [whole], base: 'a/' }

const scattered: CopyRequest = { ...copy, sources: [ref], base: 'a/' }

test.each([
  copy,
  scattered,
  chosen,
  { do: 'remove', sources: [whole] },
  { do: 'change', sources: [ref], change },
  { do: 'change', sources: [ref], change: {}, edit },
  { do: 'change', sources: [ref], change: {}, edit, when, rule: 'Web caching' },
  { do: 'change', sources: [ref], change: {}, edit: { headers: { 'Content-Type': { do: 'byContent' } } } },
  { do: 'remove', sources: [ref], review: true },
] as PortableRequest[])('what is written is read again, with numbers for accounts', (request) => {
  const text = writePlanFile(request)
  expect(text).not.toContain('secret name')
  const numbered = JSON.parse(JSON.stringify(request).replaceAll('secret name', '1').replaceAll('other', '2'))
  expect(readPlanFile(text)).toEqual({ version: 1, request: numbered })
})

test.each(['a', 'b/', 'a/中\u0001', 1])('a base that does not hold its sources is refused: %j', (base) => {
  const request = { ...scattered, base }
  expect(() => readPlanFile(JSON.stringify({ version: 1, request }))).toThrow(PlanFileError)
})

test.each<[string, object]>([
  ['beside another source', { ...chosen, sources: [whole, ref] }],
  ['of an object', { ...chosen, sources: [{ ...whole, key: 'a' }], base: 'a' }],
  ['without its place as the base', { ...chosen, base: '' }],
  ['without a base', { ...chosen, base: undefined }],
  ['as a rename', { ...chosen, placement: 'exact' }],
  ...[
    { ...scope, also: [] },
    { ...scope, rows: 'all' },
    { ...scope, seen: undefined },
    { ...scope, seen: { before: 5 } },
    { ...scope, except: undefined },
    { ...scope, except: [1] },
    { ...scope, tests: [{ is: 'has', text: '', by: 'path' }] },
    { ...scope, tests: [{ is: 'has', text: 'x' }] },
    { ...scope, tests: [{ is: 'size' }] },
    { ...scope, tests: [{ is: 'constructor', text: 'x' }] },
    { ...scope, tests: [{ is: 'type', text: 'x', by: 'path' }] },
    { ...scope, tests: [{ is: 'any' }] },
    { ...scope, tests: [{ is: 'any', of: [{ is: 'size', from: 1 }] }] },
    { ...scope, count: -1 },
    { ...scope, from: '\ud801' },
    { ...scope, to: 'x'.repeat(1024) },
  ].map((broken): [string, object] => [JSON.stringify(broken), { ...chosen, sources: [{ ...whole, scope: broken }] }]),
])('a scope %s is refused: nothing of it may be taken for all of the place', (_, request) => {
  expect(() => readPlanFile(JSON.stringify({ version: 1, request }))).toThrow(PlanFileError)
})

const withMeta = (meta: unknown) =>
  JSON.stringify({ version: 1, request: { do: 'change', sources: [ref], change: { meta } } })

test('metadata may be called as a field of a Ref is', () => {
  const meta = { account: null, bucket: bytesOf('secret name') }
  const text = writePlanFile({ do: 'change', sources: [ref], change: { meta } })
  expect(JSON.parse(text).request).toMatchObject({ sources: [{ account: '1' }], change: { meta } })
})

test('values are text for people, and bytes where they are no text', () => {
  const meta = { utf8: bytesOf('报告'), gbk: byteString('\xb1\xa8\xb8\xe6'), gone: null }
  const text = writePlanFile({ do: 'change', sources: [ref], change: { meta } })
  expect(JSON.parse(text).request.change.meta).toEqual({ utf8: '报告', gbk: { base64: 'sai45g==' }, gone: null })
  expect(readPlanFile(text).request).toMatchObject({ change: { meta } })
})

test.each(['a\nb', { base64: 'AA==' }, { base64: '!' }, { base64: 1 }, { base64: '', text: '' }, {}])(
  '%j is no value of a header',
  (value) => {
    expect(() => readPlanFile(withMeta({ a: value }))).toThrow('request.change.meta.a: a text of one line')
  },
)

type Broken = [path: string, value: unknown, said: string]

test.each<Broken>([
  ['version', 2, 'version: 1 is expected'],
  ['extra', 1, 'extra is nothing that is known here'],
  ['endpoint', 'oss.example', 'endpoint: an address with scheme and without path is expected'],
  ['request', null, 'request: an object is expected'],
  ['request.do', 'delete', 'request.do: "copy" or "change" or "remove" is expected'],
  ['request.sources', [], 'request.sources: at least one source is expected'],
  ['request.sources.1.key', 7, 'request.sources[1].key: a text is expected'],
  ['request.sources.0.region', '', 'request.sources[0].region: a text is expected'],
  ['request.target', undefined, 'request.target: an object is expected'],
  ['request.conflict', 'never', /^request\.conflict: "replace" or/.source],
  ['request.removeSources', true, 'request.removeSources is nothing that is known here'],
  ['request.relay', false, 'request.relay: true is expected'],
])('%s = %j', (path, value, said) => {
  const file = JSON.parse(JSON.stringify({ version: 1, request: copy }))
  const names = path.split('.')
  const last = names.pop() ?? ''
  names.reduce((at, name) => at[name], file)[last] = value
  expect(() => readPlanFile(JSON.stringify(file))).toThrow(PlanFileError)
  expect(() => readPlanFile(JSON.stringify(file))).toThrow(said.startsWith('^') ? new RegExp(said) : said)
})

test.each([
  'cn-hangzhou.evil/',
  'cn-hangzhou.evil',
  'evil/',
  '..',
  '.',
  'CN-Hangzhou',
  'a@b',
  'a:80',
  'a%2f',
  'bücket',
  'ａｂｃ',
  'a b',
  'a_b',
  '-a',
  'a\n',
  'a#',
  'a?',
  'a\\\\b',
  'x'.repeat(64),
])('%j is no region and no bucket, at no place of a plan', (name) => {
  for (const change of [{ region: name }, { bucket: name }]) {
    const wrong = { ...ref, ...change }
    for (const request of [
      { ...copy, sources: [ref, wrong] },
      { ...copy, target: wrong },
      { do: 'remove', sources: [wrong] },
    ])
      expect(() => readPlanFile(JSON.stringify({ version: 1, request }))).toThrow(PlanFileError)
  }
})

test.each(['oss-cn-hangzhou', 'cn-hzfinance'])('%s is the name of a host, and no region', (region) => {
  const request = { do: 'remove', sources: [{ ...ref, region }] }
  expect(() => readPlanFile(JSON.stringify({ version: 1, request }))).toThrow(
    'request.sources[0].region: a region such as cn-hangzhou is expected',
  )
})

test.each(['é'.repeat(512), 'x'.repeat(1024), 'a\ud800'])('%j is no key', (key) => {
  const request = { do: 'remove', sources: [{ ...ref, key }] }
  expect(() => readPlanFile(JSON.stringify({ version: 1, request }))).toThrow(
    'request.sources[0].key: a key of at most',
  )
})

test.each(['a\nb', 'a:b', 'a b', ''])('%j is no name of metadata', (name) => {
  expect(() => readPlanFile(withMeta({ [name]: 'x' }))).toThrow('is no name of a header')
})

test('names of prototypes are names like others', () => {
  expect(() => readPlanFile('{"version":1,"__proto__":{"request":{}}}')).toThrow(
    '__proto__ is nothing that is known here',
  )
  const { request } = readPlanFile(withMeta({ constructor: 'x', toString: null }))
  expect(Object.keys((request as { change: Change }).change.meta ?? {})).toEqual(['constructor', 'toString'])
})

test.each<Broken>([
  ['headers', { Etag: 'x' }, 'request.change.headers.Etag is nothing that is known here'],
  ['meta', { a: 1 }, 'request.change.meta.a: a text is expected'],
  ['tags', [{ key: 'k' }], 'request.change.tags[0].value: a text is expected'],
  ['acl', 'open', 'request.change.acl: "default" or'],
])('a change: %s = %j', (name, value, said) => {
  const request = { do: 'change', sources: [ref], change: { [name]: value } }
  expect(() => readPlanFile(JSON.stringify({ version: 1, request }))).toThrow(said)
})

test('no JSON', () => {
  expect(() => readPlanFile('{')).toThrow('The file is no JSON')
})

test.each([
  [{ headers: { 'Cache-Control': 'no-cache' } }, 'request.edit.headers.Cache-Control: an object is expected'],
  [{ headers: { Expires: { do: 'byContent' } } }, 'request.edit.headers.Expires.do: "set" or'],
  [
    { headers: { 'Content-Type': { do: 'byContent', value: 'x' } } },
    'request.edit.headers.Content-Type.value is nothing',
  ],
  [{ meta: { a: { do: 'add' } } }, 'request.edit.meta.a.do: "set" or'],
  [{ meta: { a: { do: 'remove', value: 'x' } } }, 'request.edit.meta.a.value is nothing that is known here'],
  [{ meta: { a: { do: 'replace', find: '(?=a)', by: '', isPattern: true } } }, 'request.edit.meta.a.find: a pattern'],
  [{ tags: { all: [], add: [] } }, 'request.edit.tags.add is nothing that is known here'],
  [{ tags: { add: [] } }, 'request.edit.tags.remove: a list is expected'],
  [{ acl: 'open' }, 'request.edit.acl: "default" or'],
])('an edit such as %j is refused', (asked, words) => {
  const request = { do: 'change', sources: [ref], edit: asked }
  expect(() => readPlanFile(JSON.stringify({ version: 1, request }))).toThrow(words)
})

test('a file asks for a change or for an edit', () => {
  const request = { do: 'change', sources: [ref], change: {}, edit: {} }
  expect(() => readPlanFile(JSON.stringify({ version: 1, request }))).toThrow('either a change or an edit')
})

test.each([
  [{ headers: { ETag: { is: 'absent' } } }, 'request.when.headers.ETag is nothing that is known here'],
  [{ meta: { a: { is: 'like' } } }, 'request.when.meta.a.is: "absent" or'],
  [{ tags: { a: { is: 'found', pattern: '(' } } }, 'request.when.tags.a.pattern: a pattern'],
  [{ tags: { a: { is: 'present', value: '' } } }, 'request.when.tags.a.value is nothing that is known here'],
  [{ name: '*' }, 'request.when.name is nothing that is known here'],
])('a condition such as %j is refused', (asked, words) => {
  const request = { do: 'change', sources: [ref], edit: {}, when: asked }
  expect(() => readPlanFile(JSON.stringify({ version: 1, request }))).toThrow(words)
})
