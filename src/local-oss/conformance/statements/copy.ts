import { type Area, states } from '../statement.ts'

const source = '/{bucket}/{prefix}copy%2Fsource.txt'
const copy = (headers: Record<string, string>, key = 'copy/target.bin') => ({
  method: 'PUT',
  key,
  headers: { 'x-oss-copy-source': source, ...headers },
})
const head = (key = 'copy/target.bin') => ({ method: 'HEAD', key })

export const copying: Area = {
  name: 'copying',
  before: [
    {
      method: 'PUT',
      key: 'copy/source.txt',
      body: 'hello',
      headers: {
        'content-type': 'text/x-own',
        'x-oss-meta-a': '1',
        'x-oss-tagging': 't=1',
        'x-oss-meta-client-side-encryption-key': 'sealed',
      },
    },
    { method: 'PUT', key: 'copy/self', body: 'x', headers: { 'content-type': 'text/x-own', 'x-oss-meta-a': '1' } },
    { method: 'PUT', key: 'copy/empty' },
  ],
  statements: [
    states('copyobject', 'a copy has the ETag of its source', copy({}), {
      status: 200,
      headers: { etag: '"5D41402ABC4B2A76B9719D911017C592"' },
      has: ['<CopyObjectResult><ETag>"5D41402ABC4B2A76B9719D911017C592"</ETag><LastModified>'],
    }),
    states('copyobject', 'and its metadata and tags', head(), {
      status: 200,
      headers: {
        'content-type': 'text/x-own',
        'x-oss-meta-a': '1',
        'x-oss-tagging-count': '1',
        'x-oss-object-type': 'Normal',
      },
    }),
    states(
      'copyobject',
      'REPLACE takes those of the request',
      copy({ 'x-oss-metadata-directive': 'REPLACE', 'x-oss-meta-b': '2' }),
      200,
    ),
    states('copyobject', 'but keeps the type, and what decrypts the object', head(), {
      status: 200,
      headers: {
        'content-type': 'text/x-own',
        'x-oss-meta-a': null,
        'x-oss-meta-b': '2',
        'x-oss-meta-client-side-encryption-key': 'sealed',
      },
    }),
    states(
      'copyobject',
      'which cannot be set anew',
      copy({ 'x-oss-metadata-directive': 'REPLACE', 'x-oss-meta-client-side-encryption-key': 'other' }),
      { status: 400, code: 'InvalidEncryptionRequest' },
    ),
    states(
      'copyobject',
      'a type that is sent is taken',
      copy({ 'x-oss-metadata-directive': 'REPLACE', 'content-type': 'a/b' }),
      200,
    ),
    states('copyobject', 'and told', head(), { status: 200, headers: { 'content-type': 'a/b' } }),
    states(
      'copyobject',
      'a copy onto itself takes the metadata of the request',
      copy({ 'x-oss-copy-source': '/{bucket}/{prefix}copy/self', 'x-oss-meta-c': '3' }, 'copy/self'),
      200,
    ),
    states('copyobject', 'and keeps the type', head('copy/self'), {
      status: 200,
      headers: { 'content-type': 'text/x-own', 'x-oss-meta-a': null, 'x-oss-meta-c': '3' },
    }),
    states(
      'copyobject',
      'tags can be replaced',
      copy({ 'x-oss-tagging-directive': 'Replace', 'x-oss-tagging': 'u=1&v=2' }),
      200,
    ),
    states('copyobject', 'and are counted', head(), { status: 200, headers: { 'x-oss-tagging-count': '2' } }),
    states('copyobject', 'an empty source', copy({ 'x-oss-copy-source': '/{bucket}/{prefix}copy/empty' }), 200),
    states('0042-00000302', 'an empty header', copy({ 'x-oss-copy-source': '' }), {
      status: 400,
      code: 'InvalidArgument',
      ec: '0042-00000302',
    }),
    states('0042-00000301', 'a source without its slash', copy({ 'x-oss-copy-source': '{bucket}/x' }), {
      status: 400,
      code: 'InvalidArgument',
      ec: '0042-00000301',
    }),
    states('0016-00000304', 'an unknown parameter of the source', copy({ 'x-oss-copy-source': `${source}?a=1` }), {
      status: 400,
      code: 'InvalidArgument',
      ec: '0016-00000304',
    }),
    states('0016-00000305', 'an empty versionId', copy({ 'x-oss-copy-source': `${source}?versionId=` }), {
      status: 400,
      code: 'InvalidArgument',
      ec: '0016-00000305',
    }),
    states('copyobject', 'an absent source', copy({ 'x-oss-copy-source': '/{bucket}/{prefix}none' }), {
      status: 404,
      code: 'NoSuchKey',
    }),
    states('copyobject', 'an absent bucket', copy({ 'x-oss-copy-source': '/{other}/x' }), {
      status: 404,
      code: 'NoSuchBucket',
    }),
    states('copyobject', 'an unknown directive', copy({ 'x-oss-metadata-directive': 'MERGE' }), {
      status: 400,
      code: 'InvalidArgument',
    }),
    states('copyobject', 'if-match', copy({ 'x-oss-copy-source-if-match': '"0"' }), {
      status: 412,
      code: 'PreconditionFailed',
    }),
    states(
      'copyobject',
      'if-none-match',
      copy({ 'x-oss-copy-source-if-none-match': '"5D41402ABC4B2A76B9719D911017C592"' }),
      304,
    ),
    states(
      'copyobject',
      'if-unmodified-since',
      copy({ 'x-oss-copy-source-if-unmodified-since': 'Fri, 01 Jan 2010 00:00:00 GMT' }),
      { status: 412, code: 'PreconditionFailed' },
    ),
    states(
      'copyobject',
      'if-modified-since',
      copy({ 'x-oss-copy-source-if-modified-since': 'Fri, 01 Jan 2100 00:00:00 GMT' }),
      304,
    ),
    states('copyobject', 'forbid-overwrite', copy({ 'x-oss-forbid-overwrite': 'true' }), {
      status: 409,
      code: 'FileAlreadyExists',
    }),
  ],
}
