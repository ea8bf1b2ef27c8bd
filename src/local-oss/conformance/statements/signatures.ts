import { type Area, type Signing, states } from '../statement.ts'

const key = 'signed/a b.txt'
const get = (sign: Signing, query = '') => ({ method: 'GET', key, sign, query })
const V4 = 'recommend-to-use-signature-version-4'
const V1 = 'include-signatures-in-the-authorization-header'
const ALL: Signing[] = ['v4', 'v4 date', 'v4 date in ISO', 'v4 url', 'v4 url with a header', 'v1', 'v1 url']

export const signatures: Area = {
  name: 'signatures',
  before: [{ method: 'PUT', key, body: 'x', headers: { 'content-type': 'text/plain' } }],
  statements: [
    ...ALL.map((sign) => states(sign.startsWith('v1') ? V1 : V4, `${sign} is taken`, get(sign), 200)),
    ...ALL.slice(0, 3).map((sign) =>
      states(
        V4,
        `${sign} covers metadata and type`,
        { method: 'PUT', key, body: 'x', sign, headers: { 'content-type': 'a/b', 'x-oss-meta-a': '1' } },
        200,
      ),
    ),
    ...['acl', 'tagging', 'objectMeta'].map((name) =>
      states(V1, `V1 covers ?${name}`, { ...get('v1', name), method: name === 'objectMeta' ? 'HEAD' : 'GET' }, 200),
    ),
    ...[
      'bucketInfo',
      'location',
      'stat',
      'uploads',
      'versioning',
      'publicAccessBlock',
      'overwriteConfig',
      'bucketArchiveDirectRead',
    ].map((name) => states(V1, `V1 covers ?${name} of a bucket`, { method: 'GET', query: name, sign: 'v1' }, 200)),
    states(V4, 'a link is worthless without the header that it signs', get('v4 url without its header'), 400),
    states(V4, 'another secret', get('wrong'), {
      status: 403,
      code: 'SignatureDoesNotMatch',
      has: ['<StringToSign>', '<SignatureProvided>', '<CanonicalRequest>'],
    }),
    states(V4, 'a key that nobody has', get('unknown'), {
      status: 403,
      code: 'InvalidAccessKeyId',
      has: ['<OSSAccessKeyId>'],
    }),
    states(
      V4,
      'of an absent bucket only that is said',
      { method: 'GET', at: 'absent', sign: 'unknown' },
      { status: 404, code: 'NoSuchBucket' },
    ),
    states(
      'authorized-access-with-temporary-access-credentials',
      'a permanent key has no token',
      { ...get('v4'), headers: { 'x-oss-security-token': 'none' } },
      { status: 403, code: 'InvalidAccessKeyId' },
    ),
    states('acl', 'nobody reads what is private', get('none'), { status: 403, code: 'AccessDenied' }),
    states(V4, 'a clock that is wrong', { ...get('v4 date'), headers: { 'x-oss-date': '20200101T000000Z' } }, 403),
  ],
}
