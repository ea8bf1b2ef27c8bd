import { expect, test } from 'vitest'
import { bytesOf, bytesOfEach } from './headerBytes.ts'
import { attributeHeaders, readHead } from './metadata.ts'

const onWire = (value: string) => Buffer.from(value).toString('latin1')

test('a head tells metadata as the bytes of the wire', () => {
  const head = readHead({
    'content-length': '6442450944',
    etag: '"ABC-2"',
    'last-modified': 'Wed, 28 Dec 2022 10:27:41 GMT',
    'content-type': 'text/plain',
    'x-oss-object-type': 'Multipart',
    'x-oss-storage-class': 'STANDARD',
    'x-oss-hash-crc64ecma': '11051210869376104954',
    'x-oss-meta-author': onWire('李白'),
    'x-oss-meta-raw': '\u00ff\u00fe',
    'x-oss-tagging-count': '2',
    'x-oss-restore': 'ongoing-request="false", expiry-date="Sun, 16 Apr 2017 08:12:33 GMT"',
  })
  expect(head).toMatchObject({
    size: 6442450944,
    etag: 'ABC-2',
    type: 'Multipart',
    storageClass: 'Standard',
    crc64: '11051210869376104954',
    headers: { 'Content-Type': 'text/plain' },
    meta: { author: bytesOf('李白'), raw: '\u00ff\u00fe' },
    tagCount: 2,
    restore: { ongoing: false, until: Date.UTC(2017, 3, 16, 8, 12, 33) },
  })
})

test('attributes are sent whole, and a Content-Type always', () => {
  expect(
    attributeHeaders({ meta: bytesOfEach({ a: '1' }), tags: [{ key: 'k&', value: '中' }], acl: 'private' }),
  ).toEqual({
    'Content-Type': 'application/octet-stream',
    'x-oss-meta-a': '1',
    'x-oss-tagging': 'k%26=%E4%B8%AD',
    'x-oss-object-acl': 'private',
  })
})
