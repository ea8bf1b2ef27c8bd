import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { crc64 } from '../crc64.ts'
import { startOss, type TestOss, textOf, textsOf } from '../testClient.ts'

const MIB = 1024 ** 2
const GIB = 1024 ** 3
const ONE = Buffer.alloc(100 * 1024, 'a')
const TWO = Buffer.from('the end')
const target = { bucket: 'home', key: '大/file.bin' }
let oss: TestOss
let uploadId: string

beforeAll(async () => {
  oss = await startOss()
  await oss.call('PUT', { bucket: 'home' })
  await oss.call('PUT', { bucket: 'home', key: 'digits', body: '0123456789' })
  await oss.putSparseObject({ bucket: 'home', key: 'six', size: 6 * GIB, seed: 3 })
})

afterAll(() => oss.stop())

beforeEach(async () => {
  uploadId = await initiate()
})

async function initiate(headers: Record<string, string> = {}): Promise<string> {
  const reply = await oss.call('POST', { ...target, query: 'uploads', headers })
  return textOf(reply.xml, 'UploadId')
}

function upload(number: number, body: Buffer) {
  return oss.call('PUT', { ...target, query: `partNumber=${number}&uploadId=${uploadId}`, body })
}

function copyPart(number: number, headers: Record<string, string>) {
  return oss.call('PUT', { ...target, query: `partNumber=${number}&uploadId=${uploadId}`, headers })
}

function complete(parts: [number: number, etag: string | undefined][], headers: Record<string, string> = {}) {
  const lines = parts.map(([number, etag]) => `<Part><PartNumber>${number}</PartNumber><ETag>${etag}</ETag></Part>`)
  const body = `<CompleteMultipartUpload>${lines.join('')}</CompleteMultipartUpload>`
  return oss.call('POST', { ...target, query: `uploadId=${uploadId}`, body, headers })
}

function md5(body: Buffer | string): string {
  return createHash('md5').update(body).digest('hex').toUpperCase()
}

test('parts become one object, with the metadata of Initiate, the -N ETag and a combined CRC', async () => {
  uploadId = await initiate({ 'content-type': 'video/mp4', 'x-oss-meta-a': '1', 'x-oss-tagging': 'k=v' })
  const one = await upload(3, ONE)
  const two = await upload(7, TWO)
  const done = await complete([
    [3, one.headers.etag],
    [7, two.headers.etag],
  ])
  expect(done.status).toBe(200)
  expect(textOf(done.xml, 'ETag')).toBe(`"${md5(md5(ONE) + md5(TWO))}-2"`)
  expect(done.headers['x-oss-hash-crc64ecma']).toBe(String(crc64(Buffer.concat([ONE, TWO]))))
  const made = await oss.call('GET', target)
  expect(made.body.equals(Buffer.concat([ONE, TWO]))).toBe(true)
  expect(made.headers).toMatchObject({
    'content-type': 'video/mp4',
    'x-oss-meta-a': '1',
    'x-oss-object-type': 'Multipart',
  })
  expect(made.headers['content-md5']).toBeUndefined()
  expect((await complete([[3, one.headers.etag]])).code).toBe('NoSuchUpload')
})

test('a part can be uploaded again; an unknown one or a wrong ETag is InvalidPart', async () => {
  const first = await upload(1, TWO)
  const second = await upload(1, ONE)
  expect((await complete([[1, first.headers.etag]])).code).toBe('InvalidPart')
  expect((await complete([[2, second.headers.etag]])).code).toBe('InvalidPart')
  expect((await complete([[1, second.headers.etag?.toLowerCase()]])).status).toBe(200)
})

test('small parts and wrong order are found at Complete', async () => {
  const small = await upload(1, TWO)
  const last = await upload(2, TWO)
  expect(small.status).toBe(200)
  const parts: [number, string | undefined][] = [
    [1, small.headers.etag],
    [2, last.headers.etag],
  ]
  expect((await complete(parts)).code).toBe('EntityTooSmall')
  expect((await complete(parts.toReversed())).code).toBe('InvalidPartOrder')
  expect((await complete([])).code).toBe('EntityTooSmall')
})

test.each(['0', '10001', 'x', ''])('part number "%s" is refused', async (number) => {
  const reply = await oss.call('PUT', { ...target, query: `partNumber=${number}&uploadId=${uploadId}`, body: 'x' })
  expect([reply.status, reply.code]).toEqual([400, 'InvalidArgument'])
})

test.each(['0', '10001', '1.5', '+1', '1e0', '0x1', '-1', ''])(
  'part number "%s" at Complete is no number',
  async (number) => {
    const { etag } = (await upload(1, ONE)).headers
    const body = `<CompleteMultipartUpload><Part><PartNumber>${number}</PartNumber><ETag>${etag}</ETag></Part></CompleteMultipartUpload>`
    const done = await oss.call('POST', { ...target, query: `uploadId=${uploadId}`, body })
    expect([done.status, done.code]).toEqual([400, 'MalformedXML'])
  },
)

test('x-oss-complete-all takes every part, and refuses a body', async () => {
  await upload(2, TWO)
  await upload(1, ONE)
  expect((await complete([[1, 'x']], { 'x-oss-complete-all': 'yes' })).status).toBe(400)
  const query = `uploadId=${uploadId}`
  const done = await oss.call('POST', { ...target, query, headers: { 'x-oss-complete-all': 'yes' } })
  expect(done.status).toBe(200)
  expect((await oss.call('HEAD', target)).headers['content-length']).toBe(String(ONE.length + TWO.length))
})

test('forbid-overwrite is asked at Initiate and again at Complete', async () => {
  await oss.call('PUT', { ...target, body: 'there' })
  const forbid = { 'x-oss-forbid-overwrite': 'true' }
  expect((await oss.call('POST', { ...target, query: 'uploads', headers: forbid })).code).toBe('FileAlreadyExists')
  const part = await upload(1, ONE)
  expect((await complete([[1, part.headers.etag]], forbid)).code).toBe('FileAlreadyExists')
  expect((await complete([[1, part.headers.etag]])).status).toBe(200)
})

test('a copied range answers Content-Range; one that is not valid copies everything and answers none', async () => {
  const source = { 'x-oss-copy-source': '/home/digits' }
  const some = await copyPart(1, { ...source, 'x-oss-copy-source-range': 'bytes=2-4' })
  expect(some.headers['content-range']).toBe('bytes 2-4/10')
  const rest = await copyPart(2, { ...source, 'x-oss-copy-source-range': 'bytes=7-' })
  expect(rest.headers['content-range']).toBe('bytes 7-9/10')
  for (const range of ['bytes=5-10', 'bytes=9-8', 'bytes=-3', '2-4', 'bytes=10-']) {
    const whole = await copyPart(3, { ...source, 'x-oss-copy-source-range': range })
    expect(whole.headers['content-range']).toBeUndefined()
    expect(whole.headers.etag).toBe(`"${md5('0123456789')}"`)
  }
  const parts = await oss.call('GET', { ...target, query: `uploadId=${uploadId}` })
  expect(textsOf(parts.xml, 'Size')).toEqual(['3', '3', '10'])
})

test('6 GiB go by parts that move references, with the CRC of the source', async () => {
  const parts: [number, string | undefined][] = []
  for (let at = 0; at < 6; at += 1) {
    const range = `bytes=${at * GIB}-${(at + 1) * GIB - 1}`
    const part = await copyPart(at + 1, { 'x-oss-copy-source': '/home/six', 'x-oss-copy-source-range': range })
    parts.push([at + 1, part.headers.etag])
  }
  const done = await complete(parts)
  const source = await oss.call('HEAD', { bucket: 'home', key: 'six' })
  expect(done.headers['x-oss-hash-crc64ecma']).toBe(source.headers['x-oss-hash-crc64ecma'])
  const range = { range: `bytes=${3 * GIB}-${3 * GIB + MIB - 1}` }
  const [from, to] = await Promise.all(
    ['six', target.key].map((key) => oss.call('GET', { bucket: 'home', key, headers: range })),
  )
  expect(from?.body.equals(to?.body ?? Buffer.of())).toBe(true)
})

test('a copied part is pinned by if-match; an empty one is copied, an append-type source is refused', async () => {
  const source = { 'x-oss-copy-source': '/home/digits' }
  expect((await copyPart(1, { ...source, 'x-oss-copy-source-if-match': '"0"' })).status).toBe(412)
  expect((await copyPart(1, { ...source, 'x-oss-copy-source-if-match': `"${md5('0123456789')}"` })).status).toBe(200)
  await oss.call('PUT', { bucket: 'home', key: 'nothing' })
  expect((await copyPart(1, { 'x-oss-copy-source': '/home/nothing' })).status).toBe(200)
  await oss.call('POST', { bucket: 'home', key: 'app', query: 'append&position=0', body: 'x' })
  expect((await copyPart(1, { 'x-oss-copy-source': '/home/app' })).code).toBe('OperationNotSupported')
  expect((await copyPart(1, { 'x-oss-copy-source': '/home/six' })).code).toBe('EntityTooLarge')
})

test('an upload is found only under its own key, and is gone after Abort', async () => {
  const other = { bucket: 'home', key: 'another' }
  expect((await oss.call('GET', { ...other, query: `uploadId=${uploadId}` })).code).toBe('NoSuchUpload')
  expect((await oss.call('DELETE', { ...target, query: `uploadId=${uploadId}` })).status).toBe(204)
  expect((await upload(1, TWO)).code).toBe('NoSuchUpload')
  expect((await oss.call('DELETE', { ...target, query: `uploadId=${uploadId}` })).code).toBe('NoSuchUpload')
})

test('ListParts pages by number', async () => {
  for (const number of [1, 2, 9, 10]) await upload(number, TWO)
  const query = `uploadId=${uploadId}&max-parts=2`
  const one = await oss.call('GET', { ...target, query })
  expect(textsOf(one.xml, 'PartNumber')).toEqual(['1', '2'])
  expect([textOf(one.xml, 'IsTruncated'), textOf(one.xml, 'NextPartNumberMarker')]).toEqual(['true', '2'])
  const two = await oss.call('GET', { ...target, query: `${query}&part-number-marker=2` })
  expect(textsOf(two.xml, 'PartNumber')).toEqual(['9', '10'])
  expect(textOf(two.xml, 'IsTruncated')).toBe('false')
})

test('ListMultipartUploads pages by key and upload id, with prefixes', async () => {
  await oss.call('PUT', { bucket: 'uploads' })
  const start = async (key: string) =>
    textOf((await oss.call('POST', { bucket: 'uploads', key, query: 'uploads' })).xml, 'UploadId')
  const ids = [await start('a'), await start('a')].toSorted()
  await start('d/1')
  await start('d/2')
  const first = await oss.call('GET', { bucket: 'uploads', query: 'uploads&max-uploads=1&delimiter=/' })
  expect(textsOf(first.xml, 'UploadId')).toEqual([ids[0]])
  const marker = `key-marker=a&upload-id-marker=${ids[0]}`
  const rest = await oss.call('GET', { bucket: 'uploads', query: `uploads&delimiter=/&${marker}` })
  expect(textsOf(rest.xml, 'UploadId')).toEqual([ids[1]])
  expect(textsOf(rest.xml, 'Prefix')).toEqual(['', 'd/'])
  const behind = await oss.call('GET', { bucket: 'uploads', query: 'uploads&key-marker=a' })
  expect(textsOf(behind.xml, 'Key')).toEqual(['d/1', 'd/2'])
  expect((await oss.call('DELETE', { bucket: 'uploads' })).code).toBe('BucketNotEmpty')
})

test('a seeded object of 8 TiB is there at once, and HEAD, ranges and copied parts say the same of it', async () => {
  const TIB8 = 8 * 1024 ** 4
  await oss.putSparseObject({ bucket: 'home', key: 'eight', size: TIB8, seed: 1 })
  const eight = { bucket: 'home', key: 'eight' }
  const head = (await oss.call('HEAD', eight)).headers
  // Summed once by walking all of its 8 388 608 blocks.
  expect(head).toMatchObject({ 'content-length': String(TIB8), 'x-oss-hash-crc64ecma': '620210082721707376' })
  expect(head.etag).toMatch(/^"[0-9A-F]{32}-1639"$/)
  const start = TIB8 - 3 * MIB - 7
  const range = `bytes=${start}-${TIB8 - 1}`
  const tail = await oss.call('GET', { ...eight, headers: { range } })
  expect([tail.status, tail.body.length]).toEqual([206, 3 * MIB + 7])
  expect(tail.body.readBigUInt64LE(7)).toBe(BigInt(TIB8 / MIB - 3))
  const part = await copyPart(1, { 'x-oss-copy-source': '/home/eight', 'x-oss-copy-source-range': range })
  expect(part.headers).toMatchObject({
    'x-oss-hash-crc64ecma': String(crc64(tail.body)),
    'content-range': `${range.replace('=', ' ')}/${TIB8}`,
  })
})

test('its ETag is that of an object whose parts were copied, the largest that OSS takes', async () => {
  await oss.putSparseObject({ bucket: 'home', key: 'twelve', size: 12 * GIB + 5, seed: 9 })
  const range = (at: number, end: number) => ({
    'x-oss-copy-source': '/home/twelve',
    'x-oss-copy-source-range': `bytes=${at}-${end - 1}`,
  })
  const ends = [5 * GIB, 10 * GIB, 12 * GIB + 5]
  const parts: [number, string | undefined][] = []
  for (const [at, end] of ends.entries())
    parts.push([at + 1, (await copyPart(at + 1, range(ends[at - 1] ?? 0, end))).headers.etag])
  const done = await complete(parts)
  const { headers } = await oss.call('HEAD', { bucket: 'home', key: 'twelve' })
  expect([done.headers.etag, done.headers['x-oss-hash-crc64ecma']]).toEqual([
    headers.etag,
    headers['x-oss-hash-crc64ecma'],
  ])
})
