import { type Area, states } from '../statement.ts'

const key = 'multipart/whole'
const PART = 'a'.repeat(100 * 1024)
const part = (number: number | string, body: string) => ({
  method: 'PUT',
  key,
  query: `partNumber=${number}&uploadId={id}`,
  body,
})
const complete = (body: string, id = '{id}') => ({ method: 'POST', key, query: `uploadId=${id}`, body })
const NOBODYS = '0123456789ABCDEF0123456789ABCDEF'

export const multipart: Area = {
  name: 'multipart',
  before: [
    { method: 'PUT', key: 'multipart/source', body: '0123456789' },
    { method: 'PUT', key: 'multipart/empty' },
  ],
  statements: [
    states(
      'initiatemultipartupload',
      'Initiate',
      { method: 'POST', key, query: 'uploads' },
      {
        status: 200,
        has: ['<InitiateMultipartUploadResult><Bucket>{bucket}</Bucket><Key>{prefix}multipart/whole</Key><UploadId>'],
      },
      { id: 'UploadId' },
    ),
    states(
      'initiatemultipartupload',
      'a parameter of the SDKs',
      { method: 'POST', key: 'multipart/sequential', query: 'uploads&sequential' },
      200,
    ),
    states(
      'uploadpart',
      'a part',
      part(1, PART),
      { status: 200, headers: { etag: /^"[0-9A-F]{32}"$/, 'x-oss-hash-crc64ecma': /^\d+$/ } },
      { etag: 'etag' },
    ),
    states('uploadpart', 'parts are numbered from 1', part(0, 'x'), { status: 400, code: 'InvalidArgument' }),
    states('uploadpart', 'to 10 000', part(10_001, 'x'), { status: 400, code: 'InvalidArgument' }),
    states(
      'uploadpart',
      'of an upload that is not there',
      { method: 'PUT', key, query: `partNumber=1&uploadId=${NOBODYS}`, body: 'x' },
      { status: 404, code: 'NoSuchUpload' },
    ),
    states(
      'uploadpartcopy',
      'a copied range',
      {
        ...part(2, ''),
        headers: { 'x-oss-copy-source': '/{bucket}/{prefix}multipart/source', 'x-oss-copy-source-range': 'bytes=2-5' },
      },
      { status: 200, headers: { 'content-range': 'bytes 2-5/10' }, has: ['<CopyPartResult><LastModified>'] },
    ),
    states(
      'uploadpartcopy',
      'a range that is none copies the whole',
      {
        ...part(2, ''),
        headers: { 'x-oss-copy-source': '/{bucket}/{prefix}multipart/source', 'x-oss-copy-source-range': 'bytes=5-50' },
      },
      { status: 200, headers: { 'content-range': null } },
    ),
    states(
      'uploadpartcopy',
      'an empty source',
      { ...part(2, ''), headers: { 'x-oss-copy-source': '/{bucket}/{prefix}multipart/empty' } },
      200,
    ),
    states(
      'listparts',
      'ListParts',
      { method: 'GET', key, query: 'uploadId={id}' },
      {
        status: 200,
        has: [
          '<ListPartsResult>',
          '<PartNumber>1</PartNumber>',
          '<Size>102400</Size>',
          '<IsTruncated>false</IsTruncated>',
        ],
      },
    ),
    states(
      'listparts',
      'by pages',
      { method: 'GET', key, query: 'uploadId={id}&max-parts=1' },
      { status: 200, has: ['<NextPartNumberMarker>1</NextPartNumberMarker>', '<IsTruncated>true</IsTruncated>'] },
    ),
    states(
      'listmultipartuploads',
      'the last page names its last item',
      { method: 'GET', query: 'uploads&prefix={prefix}multipart/whole' },
      {
        status: 200,
        has: [
          '<NextKeyMarker>{prefix}multipart/whole</NextKeyMarker><NextUploadIdMarker>{id}</NextUploadIdMarker>',
          '<IsTruncated>false</IsTruncated>',
        ],
      },
    ),
    states(
      'completemultipartupload',
      'parts in order',
      complete(
        '<CompleteMultipartUpload><Part><PartNumber>2</PartNumber><ETag>{etag}</ETag></Part><Part><PartNumber>1</PartNumber><ETag>{etag}</ETag></Part></CompleteMultipartUpload>',
      ),
      { status: 400 },
    ),
    states(
      'completemultipartupload',
      'a part that is not there',
      complete(
        '<CompleteMultipartUpload><Part><PartNumber>9</PartNumber><ETag>{etag}</ETag></Part></CompleteMultipartUpload>',
      ),
      { status: 400, code: 'InvalidPart' },
    ),
    states('completemultipartupload', 'what is no XML', complete('<CompleteMultipartUpload>'), {
      status: 400,
      code: 'MalformedXML',
    }),
    states(
      'completemultipartupload',
      'an upload that is not there',
      complete('<CompleteMultipartUpload></CompleteMultipartUpload>', NOBODYS),
      { status: 404, code: 'NoSuchUpload' },
    ),
    states(
      'completemultipartupload',
      'all parts and a body',
      { ...complete('<CompleteMultipartUpload></CompleteMultipartUpload>'), headers: { 'x-oss-complete-all': 'yes' } },
      { status: 400, code: 'InvalidArgument' },
    ),
    states(
      'completemultipartupload',
      'a root that names no part takes all',
      complete('<CompleteMultipartUpload></CompleteMultipartUpload>'),
      {
        status: 200,
        headers: { etag: /-2"$/, 'x-oss-hash-crc64ecma': /^\d+$/ },
        has: ['<CompleteMultipartUploadResult>', '<Location>'],
      },
    ),
    states(
      'initiatemultipartupload',
      'without a type it is octets',
      { method: 'HEAD', key },
      {
        status: 200,
        headers: {
          'content-type': 'application/octet-stream',
          'x-oss-object-type': 'Multipart',
          'content-length': '102400',
        },
      },
    ),
    states(
      'completemultipartupload',
      'a second Complete',
      complete('<CompleteMultipartUpload></CompleteMultipartUpload>'),
      { status: 404, code: 'NoSuchUpload' },
    ),
    states(
      'initiatemultipartupload',
      'another upload',
      { method: 'POST', key, query: 'uploads', headers: { 'x-oss-server-side-encryption': 'AES256' } },
      { status: 200, headers: { 'x-oss-server-side-encryption': 'AES256' } },
      { id: 'UploadId' },
    ),
    states('uploadpart', 'its parts tell the encryption', part(1, 'x'), {
      status: 200,
      headers: { 'x-oss-server-side-encryption': 'AES256' },
    }),
    states('abortmultipartupload', 'Abort', { method: 'DELETE', key, query: 'uploadId={id}' }, 204),
    states(
      'abortmultipartupload',
      'a second Abort',
      { method: 'DELETE', key, query: 'uploadId={id}' },
      { status: 404, code: 'NoSuchUpload' },
    ),
    states(
      'initiatemultipartupload',
      'forbid-overwrite',
      { method: 'POST', key, query: 'uploads', headers: { 'x-oss-forbid-overwrite': 'true' } },
      { status: 409, code: 'FileAlreadyExists' },
    ),
  ],
}
