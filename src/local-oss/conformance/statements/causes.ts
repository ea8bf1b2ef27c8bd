import { createHash } from 'node:crypto'
import { type Area, type Ask, type Expected, states } from '../statement.ts'

/** The pages are called by the EC whose cause they tell. */
const says = (ec: string, what: string, ask: Ask, expected: Omit<Expected, 'ec'>) =>
  states(ec, what, ask, { ...expected, ec })

const key = 'causes/object'
const upload = 'causes/parts'
const complete = (numbers: number[]): Ask => ({
  method: 'POST',
  key: upload,
  query: 'uploadId={id}',
  body: `<CompleteMultipartUpload>${numbers.map((number) => `<Part><PartNumber>${number}</PartNumber><ETag>{etag}</ETag></Part>`).join('')}</CompleteMultipartUpload>`,
})
const part = (number: string): Ask => ({
  method: 'PUT',
  key: upload,
  query: `partNumber=${number}&uploadId={id}`,
  body: 'x',
})

const batch = (body: string): Ask => ({
  method: 'POST',
  query: 'delete',
  headers: { 'content-md5': createHash('md5').update(body).digest('base64') },
  body,
})
const never = '<Object><Key>never</Key></Object>'
const MALFORMED = { status: 400, code: 'MalformedXML' }
const INVALID = { status: 400, code: 'InvalidArgument' }

export const causes: Area = {
  name: 'causes by their ECs',
  before: [
    { method: 'PUT', key, body: 'hello' },
    { method: 'POST', key: upload, query: 'uploads', keep: { id: 'UploadId' } },
    { method: 'PUT', key: upload, query: 'partNumber=1&uploadId={id}', body: 'x', keep: { etag: 'etag' } },
    { method: 'PUT', key: upload, query: 'partNumber=2&uploadId={id}', body: 'x' },
  ],
  statements: [
    says(
      '0017-00000279',
      'forbid-overwrite is true or false',
      { method: 'PUT', key, body: 'x', headers: { 'x-oss-forbid-overwrite': 'abc' } },
      INVALID,
    ),
    says(
      '0026-00000201',
      'an object that must not be written over',
      { method: 'PUT', key, body: 'x', headers: { 'x-oss-forbid-overwrite': 'true' } },
      { status: 409, code: 'FileAlreadyExists' },
    ),
    says(
      '0017-00000132',
      'a class that is none',
      { method: 'PUT', key, body: 'x', headers: { 'x-oss-storage-class': 'abc' } },
      INVALID,
    ),
    says(
      '0017-00000131',
      'an empty class',
      { method: 'PUT', key, body: 'x', headers: { 'x-oss-storage-class': '' } },
      INVALID,
    ),
    says(
      '0013-00000101',
      'a copy into a class that is none',
      {
        method: 'PUT',
        key: 'causes/copy',
        headers: { 'x-oss-copy-source': `/{bucket}/{prefix}${key}`, 'x-oss-storage-class': 'test' },
      },
      INVALID,
    ),
    says(
      '0016-00000606',
      'a batch without Content-MD5',
      { method: 'POST', query: 'delete', body: `<Delete>${never}</Delete>` },
      { status: 400, code: 'MissingArgument' },
    ),
    says('0016-00000607', 'a batch that is no XML', batch(`<Delete>${never}`), MALFORMED),
    says('0016-00000608', 'a batch with another root', batch(`<BatchDelete>${never}</BatchDelete>`), {
      ...MALFORMED,
      has: ['<ErrorDetail>the root node is not named Delete.</ErrorDetail>'],
    }),
    says('0016-00000609', 'more than a thousand', batch(`<Delete>${never.repeat(1001)}</Delete>`), MALFORMED),
    says('0016-00000610', 'Quiet that is neither', batch(`<Delete><Quiet>test</Quiet>${never}</Delete>`), MALFORMED),
    says('0016-00000611', 'an empty Key', batch('<Delete><Object><Key></Key></Object></Delete>'), MALFORMED),
    says('0016-00000613', 'no Key', batch('<Delete><Object><VersionId>x</VersionId></Object></Delete>'), MALFORMED),
    says('0016-00000615', 'no Object', batch('<Delete><Quiet>false</Quiet></Delete>'), MALFORMED),
    says('0017-00000220', 'a part number beyond 10 000', part('10001'), {
      ...INVALID,
      message: 'Part number must be an integer between 1 and 10000, inclusive.',
      has: ['<ArgumentName>PartNumber</ArgumentName>', '<ArgumentValue>10001</ArgumentValue>'],
    }),
    says(
      '0017-00000235',
      'an encoding that is none',
      { method: 'POST', key: upload, query: 'uploads&encoding-type=rot13' },
      {
        ...INVALID,
        message: 'Invalid Encoding Method specified in Request',
        has: ['<ArgumentName>encoding-type</ArgumentName>', '<ArgumentValue>rot13</ArgumentValue>'],
      },
    ),
    says(
      '0042-00000202',
      'a class is given at Initiate',
      { ...complete([1]), headers: { 'x-oss-storage-class': 'Archive' } },
      INVALID,
    ),
    says(
      '0042-00000205',
      'a Complete that is no XML',
      { ...complete([]), body: '<CompleteMultipartUpload>' },
      MALFORMED,
    ),
    says('0042-00000209', 'parts out of order', complete([2, 1]), { status: 400, code: 'InvalidPartOrder' }),
    says('0042-00000213', 'a part that is too small', complete([1, 2]), { status: 400, code: 'EntityTooSmall' }),
    states('abortmultipartupload', 'the upload goes', { method: 'DELETE', key: upload, query: 'uploadId={id}' }, 204),
  ],
}
