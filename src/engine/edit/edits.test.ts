import { beforeAll, describe, expect, test } from 'vitest'
import {
  endsOf,
  ferry,
  home,
  inThePast,
  put,
  retry,
  run,
  runnerOver,
  signal,
  tasksOf,
  undo,
  useRunner,
} from '../../../test/jobs.ts'
import { editable, kinds, makePlaces, placed, places } from '../../../test/objectKinds.ts'
import { disturbed, propertiesOf } from '../../../test/properties.ts'
import { byteString, bytesOf, bytesOfEach } from '../../oss/headerBytes.ts'
import type { Attributes, Oss, Ref } from '../../oss/types.ts'
import type { ChangeRequest, Edit } from '../types.ts'

/** Edits through the runner that ships: what was asked differs afterwards, and nothing else of any property, until it is taken back. */

beforeAll(() => makePlaces(ferry, home('')))

const attributes: Attributes = {
  headers: {
    ...bytesOfEach({ 'Content-Type': 'text/plain', 'Cache-Control': 'max-age=60', 'Content-Language': 'zh-CN' }),
    'Content-Disposition': byteString('attachment; filename="\xb1\xa8\xb8\xe6.pdf"'),
  },
  meta: {
    gbk: byteString('\xb1\xa8\xb8\xe6'),
    latin1: byteString('caf\xe9'),
    utf8: bytesOf('报告'),
    empty: bytesOf(''),
  },
  tags: [
    { key: 'k', value: 'v' },
    { key: 'project', value: 'old' },
  ],
  acl: 'private',
  storageClass: 'IA',
  encryption: { algorithm: 'AES256' },
}
const edit = (sources: Ref[], asked: Edit): ChangeRequest => ({ do: 'change', sources, change: {}, edit: asked })
const asked: Edit = {
  headers: {
    'Cache-Control': { do: 'replace', find: 'max-age=(\\d+)', by: 'max-age=$10, public', isPattern: true },
    'Content-Language': { do: 'remove' },
    'Content-Encoding': { do: 'setIfAbsent', value: bytesOf('identity') },
    'Content-Type': { do: 'setIfAbsent', value: bytesOf('image/png') },
  },
  meta: {
    UTF8: { do: 'replace', find: '报', by: '公' },
    gbk: { do: 'replace', find: 'a', by: 'b' },
    New: { do: 'set', value: bytesOf('新') },
  },
  tags: { add: [{ key: 'project', value: 'new' }], remove: ['k'] },
}

describe.each(places)('in a bucket with %s', (place) => {
  const here = (key: string) => placed(place, home(key))
  test.each(editable(place))(
    'an edit of an object of %s changes what it says and its undo brings all back',
    async (kind) => {
      const at = here(kind)
      await inThePast(() => kinds[kind](ferry, at, attributes))
      const before = await propertiesOf(ferry, at)
      const request = edit([at], asked)
      await run('done', request)
      expect(await endsOf('done')).toEqual(['done'])
      const { 'content-language': gone, ...head } = before.head
      expect(gone).toBe('zh-CN')
      expect(await propertiesOf(ferry, at)).toEqual({
        ...before,
        head: {
          ...head,
          'cache-control': 'max-age=600, public',
          'content-encoding': 'identity',
          'x-oss-meta-utf8': bytesOf('公告'),
          'x-oss-meta-new': bytesOf('新'),
          'x-oss-tagging-count': '1',
        },
        tags: '[["project","new"]]',
      })
      await undo(request)
      expect(await endsOf('undo done')).toEqual(['done'])
      expect(await propertiesOf(ferry, at)).toEqual(before)
    },
  )

  test('tags of an append-type object change; what needs a copy of it does so where OSS takes one, and else leaves it whole', async () => {
    const at = here('appended')
    await inThePast(() => ferry.append(at, 'appended'))
    const before = await propertiesOf(ferry, at)
    await run('tags', edit([at], { tags: { add: [{ key: 'b', value: '' }], remove: [] } }))
    const tagged = { ...before, head: { ...before.head, 'x-oss-tagging-count': '1' }, tags: '[["b",""]]' }
    expect(await propertiesOf(ferry, at)).toEqual(tagged)
    await run('meta', edit([at], { meta: { a: { do: 'set', value: bytesOf('1') } } }))
    const isTaken = place === 'no versions'
    expect(await endsOf('meta')).toEqual([isTaken ? 'done' : 'OperationNotSupported'])
    const head = { ...tagged.head, ...(isTaken && { 'x-oss-meta-a': '1' }) }
    expect(await propertiesOf(ferry, at)).toEqual({ ...tagged, head })
  })

  test('tags and ACL of a link are its own', async () => {
    const at = here('link')
    await inThePast(() =>
      ferry.oss.putSymlink({ at, target: 'o', attributes: { tags: [{ key: 'k', value: 'v' }] }, signal }),
    )
    const before = await propertiesOf(ferry, at)
    const request = edit([at], { tags: { add: [{ key: 'b', value: '' }], remove: [] }, acl: 'private' })
    await run('done', request)
    expect(await propertiesOf(ferry, at)).toEqual({ ...before, tags: '[["b",""],["k","v"]]', acl: 'private' })
    await undo(request)
    expect(await propertiesOf(ferry, at)).toEqual(before)
    await run('refused', edit([at], { headers: { Expires: { do: 'remove' } } }))
    expect(await endsOf('refused')).toEqual(['symlink'])
  })
})

test('the plan tells what each object is and becomes, and leaves alone what is as asked', async () => {
  const value = bytesOf('max-age=60')
  await inThePast(async () => {
    await put(home('p/a'), 'a', { headers: { 'Cache-Control': value } })
    await put(home('p/b'), 'b', { headers: bytesOfEach({ 'Cache-Control': 'no-cache' }) })
    await put(home('p/c'), 'c')
  })
  ferry.store.requests.clear()
  const job = await run('done', edit([home('p/')], { headers: { 'Cache-Control': { do: 'set', value } } }))
  expect(job?.groups).toEqual({ asAsked: { count: 1, bytes: 1 }, change: { count: 2, bytes: 2 } })
  expect(await endsOf('done')).toEqual(['skipped', 'done', 'done'])
  const told = (await tasksOf('done')).map((task) => task.kind === 'change' && [task.expects, task.change])
  expect(told).toEqual([
    [undefined, {}],
    [{ headers: { 'Cache-Control': 'no-cache' } }, { headers: { 'Cache-Control': value } }],
    [{ headers: { 'Cache-Control': null } }, { headers: { 'Cache-Control': value } }],
  ])
  expect(ferry.store.requests.entries.filter(({ op }) => op === 'CopyObject')).toHaveLength(2)
  const again = await run('again', edit([home('p/')], { headers: { 'Cache-Control': { do: 'set', value } } }))
  expect(again?.counts).toMatchObject({ skipped: 3, done: 0 })
})

test('class and encryption change, and go back to none', async () => {
  await inThePast(() => put(home('o'), 'o'))
  const before = await propertiesOf(ferry, home('o'))
  const request = edit([home('o')], { storageClass: 'IA', encryption: { algorithm: 'KMS', keyId: 'k-1' } })
  await run('done', request)
  expect(await propertiesOf(ferry, home('o'))).toEqual({
    ...before,
    head: {
      ...before.head,
      'x-oss-storage-class': 'IA',
      'x-oss-server-side-encryption': 'KMS',
      'x-oss-server-side-encryption-key-id': 'k-1',
    },
    listed: '[1,"Normal","IA"]',
  })
  await undo(request)
  expect(await propertiesOf(ferry, home('o'))).toEqual(before)
  await inThePast(() => put(home('o'), 'o', { encryption: { algorithm: 'KMS' } }))
  await run('none', edit([home('o')], { encryption: null }))
  expect(await propertiesOf(ferry, home('o'))).toEqual(before)
})

test('a cipher of KMS stays with an edit of something else', async () => {
  const encryption = { algorithm: 'KMS', dataAlgorithm: 'SM4' }
  await inThePast(() => put(home('o'), 'o', { encryption }))
  await run('done', edit([home('o')], { meta: { a: { do: 'set', value: bytesOf('1') } } }))
  expect((await propertiesOf(ferry, home('o'))).head['x-oss-server-side-data-encryption']).toBe('SM4')
})

const many = (count: number) => Array.from({ length: count }, (_, n) => ({ key: `k${n}`, value: '' }))

test.each<[string, Attributes, Edit, string]>([
  [
    'more tags than an object can have',
    { tags: many(9) },
    {
      tags: {
        add: [
          { key: 'a', value: '' },
          { key: 'b', value: '' },
        ],
        remove: [],
      },
    },
    'tooManyTags',
  ],
  [
    'more metadata',
    { meta: { a: bytesOf('x'.repeat(8000)) } },
    { meta: { b: { do: 'set', value: bytesOf('x'.repeat(200)) } } },
    'tooMuchMeta',
  ],
  [
    'a replaced value that is none',
    { headers: bytesOfEach({ 'Content-Type': 'text/css' }) },
    { headers: { 'Content-Type': { do: 'replace', find: '/', by: '' } } },
    'notAValue',
  ],
  [
    'a pattern that takes too long',
    { meta: { a: bytesOf('a'.repeat(7000)) } },
    { meta: { a: { do: 'replace', find: '(?:a*b|a)', by: 'c', isPattern: true } } },
    'slowPattern',
  ],
])('%s is refused in the plan', async (_, is, wanted, refusal) => {
  await inThePast(() => put(home('o'), 'o', is))
  const before = await propertiesOf(ferry, home('o'))
  await run('refused', edit([home('o')], wanted))
  expect(await endsOf('refused')).toEqual([refusal])
  expect(await propertiesOf(ferry, home('o'))).toEqual(before)
})

test('without its Content-Type an object has the general one', async () => {
  await inThePast(() => put(home('o.css'), 'o', { headers: bytesOfEach({ 'Content-Type': 'text/css' }) }))
  const request = edit([home('o.css')], { headers: { 'Content-Type': { do: 'remove' } } })
  await run('done', request)
  expect(await endsOf('done')).toEqual(['done'])
  await undo(request)
  expect((await propertiesOf(ferry, home('o.css'))).head['content-type']).toBe('text/css')
})

test('an object that is another one by the time it is written is left, and a retry plans what it finds', async () => {
  const header = (text: string) => ({ headers: bytesOfEach({ 'Cache-Control': text }) })
  await inThePast(() => put(home('o'), 'mine', header('max-age=1')))
  const theirs = () => put(home('o'), 'theirs', header('max-age=2'))
  useRunner(runnerOver(disturbed(ferry.oss, (op) => op === 'copyObject', theirs)))
  const request = edit([home('o')], {
    headers: { 'Cache-Control': { do: 'replace', find: 'max-age', by: 's-maxage' } },
  })
  await run('done', request)
  expect(await endsOf('done')).toEqual(['SourceChanged'])
  expect((await propertiesOf(ferry, home('o'))).head['cache-control']).toBe('max-age=2')
  await retry('done')
  expect(await endsOf('done')).toEqual(['done'])
  expect((await propertiesOf(ferry, home('o'))).head['cache-control']).toBe('s-maxage=2')
  await undo(request)
  expect((await propertiesOf(ferry, home('o'))).head['cache-control']).toBe('max-age=2')
})

test.each(['list', 'getAcl'] as const)(
  'an ACL is not given to what took the place of the object before %s',
  async (read) => {
    await inThePast(() => put(home('o'), 'same', { acl: 'private' }))
    const oss = disturbed(ferry.oss, sinceTags(read), () => put(home('o'), 'same', { acl: 'private', tags: [] }))
    useRunner(runnerOver(oss))
    await run('done', edit([home('o')], { tags: { all: [{ key: 'a', value: '' }] }, acl: 'public-read' }))
    expect(await endsOf('done')).toEqual(['SourceChanged'])
    expect((await propertiesOf(ferry, home('o'))).acl).toBe('private')
  },
)

function sinceTags(wanted: keyof Oss) {
  let isGiven = false
  return (op: keyof Oss) => {
    isGiven ||= op === 'putTags'
    return isGiven && op === wanted
  }
}

test('an edit with a condition is about the objects for which all of it holds, and leaves the others', async () => {
  const html = bytesOfEach({ 'Content-Type': 'text/html' })
  const tags = [{ key: 'site', value: 'blog' }]
  await inThePast(async () => {
    await put(home('p/a'), 'a', { headers: html, tags })
    await put(home('p/b'), 'b', { headers: { ...html, 'Cache-Control': bytesOf('no-cache') }, tags })
    await put(home('p/c'), 'c', { headers: bytesOfEach({ 'Content-Type': 'image/png' }), tags })
    await put(home('p/d'), 'd', { headers: html })
    await put(home('p/e'), 'e', { headers: html, tags: [...tags, { key: 'lang', value: 'zh' }] })
  })
  const request: ChangeRequest = {
    ...edit([home('p/')], { headers: { 'Cache-Control': { do: 'set', value: bytesOf('max-age=300') } } }),
    when: {
      headers: { 'Content-Type': { is: 'found', pattern: '^text/html' }, 'Cache-Control': { is: 'absent' } },
      tags: { site: { is: 'equal', value: bytesOf('blog') }, lang: { is: 'notFound', pattern: '.' } },
    },
  }
  const job = await run('done', request)
  expect(job?.groups).toEqual({ change: { count: 1, bytes: 1 }, outside: { count: 4, bytes: 4 } })
  expect(await endsOf('done')).toEqual(['done', 'skipped', 'skipped', 'skipped', 'skipped'])
  expect((await propertiesOf(ferry, home('p/a'))).head['cache-control']).toBe('max-age=300')
  // What no longer fits: nothing, when it runs again.
  expect((await run('again', request))?.groups).toEqual({ outside: { count: 5, bytes: 5 } })
})
