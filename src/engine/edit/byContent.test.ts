import { expect, test } from 'vitest'
import {
  endsOf,
  ferry,
  home,
  inThePast,
  run,
  runnerOver,
  signal,
  tasksOf,
  undo,
  useRunner,
} from '../../../test/jobs.ts'
import { disturbed, propertiesOf } from '../../../test/properties.ts'
import { byteString, bytesOf, bytesOfEach } from '../../oss/headerBytes.ts'
import type { Attributes, Ref } from '../../oss/types.ts'
import type { ChangeRequest, When } from '../types.ts'
import { typeByContent } from './typeOfBytes.ts'

/** Types that the first bytes of objects prove. */

const binary = (text: string) => Uint8Array.from(text, (one) => one.charCodeAt(0))
const proved = (text: string, before = 'application/octet-stream') =>
  typeByContent(binary(text), byteString(before)) as string
const png = '\x89PNG\r\n\x1a\n\0\0\0\rIHDR'
const put = (at: Ref, body: string, attributes: Attributes = {}) =>
  ferry.oss.put({ at, body: new Blob([binary(body)]), attributes, signal })
const type = (value: string) => ({ headers: bytesOfEach({ 'Content-Type': value }) })
const request = (at: Ref, when?: When): ChangeRequest => ({
  do: 'change',
  sources: [at],
  change: {},
  edit: { headers: { 'Content-Type': { do: 'byContent' } } },
  ...(when && { when }),
})
const typeOf = async (at: Ref) => (await ferry.oss.head({ at, signal })).headers['Content-Type']

test.each<[string, string]>([
  [png, 'image/png'],
  ['\xff\xd8\xff\xe0\0\x10JFIF', 'image/jpeg'],
  ['GIF89a\x01\0', 'image/gif'],
  ['RIFF\x24\0\0\0WEBPVP8 ', 'image/webp'],
  ['\0\0\0\x1cftypavif\0\0\0\0', 'image/avif'],
  ['\0\0\0\x18ftypheic\0\0\0\0', 'image/heic'],
  ['BM\x36\0\x0c\0\0\0\0\0\x36\0\0\0\x28\0\0\0', 'image/bmp'],
  ['\0\0\x01\0\x01\0\x10\x10\0\0\x01\0\x20\0\x68\x04', 'image/x-icon'],
  ['%PDF-1.7\n', 'application/pdf'],
  ['\0asm\x01\0\0\0', 'application/wasm'],
  ['wOFF\0\x01\0\0', 'font/woff'],
  ['wOF2\0\x01\0\0', 'font/woff2'],
  ['\0\x01\0\0\0\x0c\0\x80\0\x03\0\x40cmap', 'font/ttf'],
  ['OTTO\0\x0b\0\x80\0\x03\0\x30CFF ', 'font/otf'],
  ['\0\0\0\x20ftypisom\0\0\x02\0', 'video/mp4'],
  ['\0\0\0\x20ftypM4A \0\0\0\0', 'audio/mp4'],
  ['\0\0\0\x14ftypqt  \0\0\0\0', 'video/quicktime'],
  ['\x1aE\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webmB\x87', 'video/webm'],
  ['\x1aE\xdf\xa3\xa3B\x82\x88matroska', 'video/x-matroska'],
  ['RIFF\x24\0\0\0WAVEfmt ', 'audio/wav'],
  ['RIFF\x24\0\0\0AVI LIST', 'video/x-msvideo'],
  ['ID3\x03\0\0\0\0\x02\x01', 'audio/mpeg'],
  ['fLaC\0\0\0\x22', 'audio/flac'],
  ['OggS\0\x02', 'application/ogg'],
])('%j is %s', (bytes, is) => {
  expect(proved(bytes)).toBe(is)
  expect(proved(bytes, is.toUpperCase())).toBe(is.toUpperCase())
})

test.each([
  '<!doctype html><title>x</title>',
  '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
  '{"a":1}',
  '/* css */ a{}',
  'BM is a text, and no picture at all',
  'ID3 is a text, too',
  'RIFF is one WEBP',
  'PK\x03\x04\x14\0\x06\0\x08\0',
  '\x1f\x8b\x08\0',
  'II*\0\x08\0\0\0',
  '\xb1\xa8\xb8\xe6',
  '',
])('%j proves nothing', (bytes) => {
  expect(proved(bytes, 'text/x-odd')).toBe('text/x-odd')
})

test.each([
  [png, 'image/apng'],
  [png, 'IMAGE/PNG ; a=b'],
  ['\0\0\0\x20ftypisom', 'audio/mp4'],
  ['OggS\0\x02', 'video/ogg'],
  ['ID3\x03\0\0\0\0\x02\x01', 'audio/aac'],
  ['%PDF-1.7', 'application/illustrator'],
])('%j may be %s', (bytes, is) => {
  expect(proved(bytes, is)).toBe(is)
})

test('a type that does not fit the first bytes becomes the one that they prove, and an undo brings the old one back', async () => {
  const at = home('p/a')
  await inThePast(async () => {
    await put(at, png + 'x'.repeat(5000), { ...type('text/html'), meta: bytesOfEach({ a: '1' }) })
    await put(home('p/b'), png, type('image/png'))
    await put(home('p/c'), '<html>', type('image/png'))
    await put(home('p/d'), png, { headers: bytesOfEach({ 'Content-Type': 'text/css', 'Content-Encoding': 'gzip' }) })
    await put(home('p/e'), '')
    await put(home('p/f'), png, type('text/plain'))
    await ferry.oss.putSymlink({ at: home('p/g'), target: 'p/a', signal })
  })
  const before = await propertiesOf(ferry, at)
  ferry.store.requests.clear()
  const asked = request(home('p/'), { headers: { 'Content-Type': { is: 'notFound', pattern: '^text/plain' } } })
  const job = await run('done', asked)
  expect(job?.groups).toMatchObject({ change: { count: 1 }, asAsked: { count: 4 }, outside: { count: 1 } })
  // What the condition leaves out, what is encoded or empty, and a link are not read.
  const reads = ferry.store.requests.entries.filter(({ op }) => op === 'GetObject')
  expect(reads.map(({ key }) => key).sort()).toEqual(['p/a', 'p/b', 'p/c'])
  const head = { ...before.head, 'content-type': 'image/png' }
  expect(await propertiesOf(ferry, at)).toEqual({ ...before, head })
  expect((await tasksOf('done')).map(({ state, refusal }) => refusal ?? state)).toContain('symlink')
  await undo(asked)
  expect(await propertiesOf(ferry, at)).toEqual(before)
})

test('what is archived can not be read, and is refused', async () => {
  await inThePast(() => put(home('cold'), png, { storageClass: 'Archive' }))
  await run('done', request(home('cold')))
  expect(await endsOf('done')).toEqual(['archived'])
})

test('what somebody puts in its place before its bytes are read is not taken for what was listed', async () => {
  await inThePast(() => put(home('o'), png))
  const theirs = () => put(home('o'), '%PDF-1.7', type('text/theirs'))
  useRunner(runnerOver(disturbed(ferry.oss, (op) => op === 'getBytes', theirs)))
  await run('done', request(home('o')))
  expect(await endsOf('done')).toEqual(['cameLater'])
  expect(await typeOf(home('o'))).toBe('text/theirs')
})

test('what is gone before its bytes are read is missing', async () => {
  await inThePast(() => put(home('o'), png))
  const gone = () => ferry.oss.remove({ at: home('o'), signal })
  useRunner(runnerOver(disturbed(ferry.oss, (op) => op === 'getBytes', gone)))
  await run('done', request(home('o')))
  expect(await endsOf('done')).toEqual(['missing'])
})

test('what somebody edits after the plan is left', async () => {
  await inThePast(() => put(home('o'), png))
  const theirs = () => put(home('o'), png, { ...type('text/theirs'), meta: { a: bytesOf('1') } })
  useRunner(runnerOver(disturbed(ferry.oss, (op) => op === 'copyObject', theirs)))
  await run('done', request(home('o')))
  expect(await endsOf('done')).toEqual(['SourceChanged'])
  expect(await typeOf(home('o'))).toBe('text/theirs')
})
