import { type Area, states } from '../statement.ts'

const MD5 = 'XrY7u+Ae7tCTyyK7j1rNww=='
const ETAG = '"5EB63BBBE01EEED093CB22BB8F5ACDC3"'
const key = 'object.txt'

export const objects: Area = {
  name: 'objects',
  before: [
    { method: 'PUT', key, body: 'hello world', headers: { 'content-type': 'text/plain', 'x-oss-meta-who': 'me' } },
    { method: 'PUT', key: 'long.json', body: `"${'a'.repeat(4000)}"` },
  ],
  statements: [
    states(
      'putobject',
      'PutObject answers MD5 and CRC64',
      { method: 'PUT', key: 'put', body: 'hello world' },
      {
        status: 200,
        headers: { etag: ETAG, 'content-md5': MD5, 'x-oss-hash-crc64ecma': '5981764153023615706' },
      },
    ),
    states(
      'putobject',
      'a right Content-MD5 is taken',
      { method: 'PUT', key: 'put', body: 'hello world', headers: { 'content-md5': MD5 } },
      200,
    ),
    states(
      'putobject',
      'a wrong Content-MD5 is refused',
      { method: 'PUT', key: 'put', body: 'hello', headers: { 'content-md5': MD5 } },
      { status: 400, code: 'InvalidDigest' },
    ),
    states('putobject', 'the type follows the extension', { method: 'PUT', key: 'a.html', body: 'x' }, 200),
    states(
      'putobject',
      'and is told by HEAD',
      { method: 'HEAD', key: 'a.html' },
      { status: 200, headers: { 'content-type': 'text/html' } },
    ),
    states(
      'putobject',
      'forbid-overwrite keeps what is there',
      { method: 'PUT', key, body: 'x', headers: { 'x-oss-forbid-overwrite': 'true' } },
      { status: 409, code: 'FileAlreadyExists' },
    ),
    states(
      'putobject',
      'an unknown class is refused',
      { method: 'PUT', key: 'put', headers: { 'x-oss-storage-class': 'Warm' } },
      { status: 400, code: 'InvalidArgument' },
    ),
    states(
      'putobject',
      'an unknown ACL is refused',
      { method: 'PUT', key: 'put', headers: { 'x-oss-object-acl': 'open' } },
      { status: 400, code: 'InvalidArgument' },
    ),
    states(
      'putobject',
      'an unknown encryption is refused',
      { method: 'PUT', key: 'put', headers: { 'x-oss-server-side-encryption': 'ROT13' } },
      { status: 400, code: 'InvalidEncryptionAlgorithmError' },
    ),
    states(
      'putobject',
      'conditions of a read are not implemented',
      { method: 'PUT', key: 'put', headers: { 'if-match': ETAG } },
      { status: 400, code: 'NotImplemented' },
    ),
    states(
      'putobject',
      'a parameter that nobody knows is ignored',
      { method: 'PUT', key: 'put', body: 'x', query: 'nobody-knows' },
      200,
    ),
    states(
      'headobject',
      'HEAD tells all there is',
      { method: 'HEAD', key },
      {
        status: 200,
        headers: {
          etag: ETAG,
          'content-length': '11',
          'content-md5': MD5,
          'x-oss-meta-who': 'me',
          'x-oss-object-type': 'Normal',
          'x-oss-storage-class': /./,
          'x-oss-hash-crc64ecma': '5981764153023615706',
          'last-modified': /GMT$/,
          'accept-ranges': 'bytes',
          'x-oss-tagging-count': null,
        },
      },
    ),
    states(
      'headobject',
      'HEAD of nothing carries its error in a header',
      { method: 'HEAD', key: 'none' },
      { status: 404, code: 'NoSuchKey', ec: '0026-00000001' },
    ),
    states(
      'getobjectmeta',
      'GetObjectMeta tells size, ETag and time only',
      { method: 'HEAD', key, query: 'objectMeta' },
      { status: 200, headers: { etag: ETAG, 'content-length': '11', 'x-oss-meta-who': null } },
    ),
    states('getobject', 'GET answers the bytes', { method: 'GET', key }, { status: 200, has: ['hello world'] }),
    states(
      'getobject',
      'GET of nothing',
      { method: 'GET', key: 'none' },
      {
        status: 404,
        code: 'NoSuchKey',
        message: 'The specified key does not exist.',
        headers: { 'x-oss-ec': '0026-00000001' },
      },
    ),
    states(
      'getobject',
      'a range',
      { method: 'GET', key, headers: { range: 'bytes=0-4' } },
      {
        status: 206,
        headers: { 'content-range': 'bytes 0-4/11', 'content-length': '5' },
        has: ['hello'],
        lacks: ['world'],
      },
    ),
    states(
      'getobject',
      'the last bytes',
      { method: 'GET', key, headers: { range: 'bytes=-5' } },
      { status: 206, headers: { 'content-range': 'bytes 6-10/11' } },
    ),
    states(
      'getobject',
      'an open range',
      { method: 'GET', key, headers: { range: 'bytes=6-' } },
      { status: 206, headers: { 'content-range': 'bytes 6-10/11' } },
    ),
    states(
      'getobject',
      'a range that is not there is ignored',
      { method: 'GET', key, headers: { range: 'bytes=50-60' } },
      { status: 200, headers: { 'content-length': '11', 'content-range': null } },
    ),
    states(
      'getobject',
      'unless the standard is asked for',
      { method: 'GET', key, headers: { range: 'bytes=50-60', 'x-oss-range-behavior': 'standard' } },
      { status: 416, code: 'InvalidRange' },
    ),
    states(
      'getobject',
      'If-Match',
      { method: 'GET', key, headers: { 'if-match': '"0"' } },
      { status: 412, code: 'PreconditionFailed' },
    ),
    states('getobject', 'If-None-Match', { method: 'GET', key, headers: { 'if-none-match': ETAG } }, 304),
    states(
      'getobject',
      'If-Modified-Since',
      { method: 'GET', key, headers: { 'if-modified-since': 'Fri, 01 Jan 2100 00:00:00 GMT' } },
      304,
    ),
    states(
      'getobject',
      'If-Unmodified-Since',
      { method: 'GET', key, headers: { 'if-unmodified-since': 'Fri, 01 Jan 2010 00:00:00 GMT' } },
      { status: 412, code: 'PreconditionFailed' },
    ),
    states(
      'getobject',
      'headers of the answer can be asked for',
      { method: 'GET', key, query: 'response-content-type=text%2Fx-own' },
      { status: 200, headers: { 'content-type': 'text/x-own' } },
    ),
    states(
      'getobject',
      'text is compressed on request',
      { method: 'GET', key: 'long.json', headers: { 'accept-encoding': 'gzip' } },
      { status: 200, headers: { 'content-encoding': 'gzip', etag: null } },
    ),
    states(
      'single-connection-bandwidth-throttling',
      'a limit of 245760 bit/s is the least',
      { method: 'GET', key, headers: { 'x-oss-traffic-limit': '245760' } },
      200,
    ),
    states(
      'single-connection-bandwidth-throttling',
      'below it is refused',
      { method: 'GET', key, headers: { 'x-oss-traffic-limit': '245759' } },
      { status: 400, code: 'InvalidArgument' },
    ),
    states('deleteobject', 'DELETE of nothing is done', { method: 'DELETE', key: 'never' }, 204),
    states(
      'deletemultipleobjects',
      'a batch needs its MD5',
      { method: 'POST', query: 'delete', body: '<Delete><Object><Key>{prefix}never</Key></Object></Delete>' },
      { status: 400, code: 'MissingArgument' },
    ),
  ],
}

export const names: Area = {
  name: 'names',
  before: ['a b+c%', '中文/🚢.txt', 'a//b', "it's (odd)*!", 'q?x=1&y#z'].map((key) => ({
    method: 'PUT',
    key,
    body: 'x',
  })),
  statements: [
    ...['a b+c%', '中文/🚢.txt', 'a//b', "it's (odd)*!", 'q?x=1&y#z'].map((key) =>
      states('object-naming-conventions', `the key ${key}`, { method: 'HEAD', key }, 200),
    ),
    states(
      'object-naming-conventions',
      'a key of 1024 bytes is refused',
      { method: 'PUT', key: 'k'.repeat(1024) },
      { status: 400, code: 'InvalidObjectName' },
    ),
    states(
      'manage-object-metadata-10',
      'metadata keep their bytes',
      { method: 'PUT', key: 'meta', headers: { 'x-oss-meta-name': Buffer.from('名字').toString('latin1') } },
      200,
    ),
    states(
      'manage-object-metadata-10',
      'and answer them',
      { method: 'HEAD', key: 'meta' },
      { status: 200, headers: { 'x-oss-meta-name': Buffer.from('名字').toString('latin1') } },
    ),
    states(
      'manage-object-metadata-10',
      'names have letters, digits and hyphens',
      { method: 'PUT', key: 'meta', headers: { 'x-oss-meta-a_b': '1' } },
      { status: 400, code: 'InvalidArgument' },
    ),
    states(
      'manage-object-metadata-10',
      'at most 8 KiB of them',
      { method: 'PUT', key: 'meta', headers: { 'x-oss-meta-a': 'a'.repeat(8200) } },
      { status: 400, code: 'InvalidArgument' },
    ),
  ],
}
