import { createHash } from 'node:crypto'
import { type Area, type Ask, type Expected, states } from '../statement.ts'

const at = (method: string, query: string, body = ''): Ask => ({ method, query, body })
const BLOCK = (value: boolean) =>
  `<PublicAccessBlockConfiguration><BlockPublicAccess>${value}</BlockPublicAccess></PublicAccessBlockConfiguration>`
const RULE = (inner: string) => `<LifecycleConfiguration><Rule><ID>one</ID>${inner}</Rule></LifecycleConfiguration>`
const WRONG: Expected = { status: 400, code: 'MalformedXML' }
const TAGS =
  '<Tagging><TagSet><Tag><Key>a</Key><Value>1</Value></Tag><Tag><Key>b</Key><Value>2</Value></Tag><Tag><Key>c</Key><Value>3</Value></Tag></TagSet></Tagging>'

const DELETE = '<Delete><Object><Key>never</Key><VersionId>x</VersionId></Object></Delete>'
const MD5 = createHash('md5').update(DELETE).digest('base64')
const BATCH: Ask = { method: 'POST', query: 'delete', headers: { 'content-md5': MD5 }, body: DELETE }

export const buckets: Area = {
  name: 'configuration of a bucket',
  onlyLocal: 'it changes the bucket',
  statements: [
    states('putbucketpublicaccessblock', 'a new bucket blocks public access', at('GET', 'bucketInfo'), {
      status: 200,
      has: ['<BlockPublicAccess>true</BlockPublicAccess>'],
    }),
    states('getbucketpublicaccessblock', 'and says so', at('GET', 'publicAccessBlock'), {
      status: 200,
      has: [BLOCK(true)],
    }),
    states(
      'putbucketacl',
      'so that it gets no public ACL',
      { ...at('PUT', 'acl'), headers: { 'x-oss-acl': 'public-read' } },
      { status: 403, code: 'AccessDenied', message: 'Put public bucket acl is not allowed' },
    ),
    states(
      'putobjectacl',
      'nor do its objects',
      { method: 'PUT', key: 'open', body: 'x', headers: { 'x-oss-object-acl': 'public-read' } },
      {
        status: 403,
        code: 'AccessDenied',
        ec: '0016-00000901',
        message: 'Put public object acl is not allowed',
      },
    ),
    states(
      'putbucketpublicaccessblock',
      'until that is switched off',
      at('PUT', 'publicAccessBlock', BLOCK(false)),
      200,
    ),
    states(
      'putobjectacl',
      'then they do',
      { method: 'PUT', key: 'open', body: 'x', headers: { 'x-oss-object-acl': 'public-read' } },
      200,
    ),
    states('acl', 'and anybody reads them', { method: 'GET', key: 'open', sign: 'none' }, 200),
    states('getbucketlifecycle', 'no lifecycle', at('GET', 'lifecycle'), { status: 404, code: 'NoSuchLifecycle' }),
    states(
      'putbucketlifecycle',
      'a rule',
      at(
        'PUT',
        'lifecycle',
        RULE('<Prefix>x/</Prefix><Status>Enabled</Status><Expiration><Days>1</Days></Expiration>'),
      ),
      200,
    ),
    states('getbucketlifecycle', 'is told', at('GET', 'lifecycle'), {
      status: 200,
      has: ['<LifecycleConfiguration><Rule><ID>one</ID>'],
    }),
    ...[
      ['without an action', '<Prefix>x/</Prefix><Status>Enabled</Status>'],
      ['without a prefix', '<Status>Enabled</Status><Expiration><Days>1</Days></Expiration>'],
      ['of an unknown status', '<Prefix/><Status>On</Status><Expiration><Days>1</Days></Expiration>'],
      ['of zero days', '<Prefix/><Status>Enabled</Status><Expiration><Days>0</Days></Expiration>'],
      [
        'of a day that is no midnight',
        '<Prefix/><Status>Enabled</Status><Expiration><CreatedBeforeDate>2030-01-01T01:00:00Z</CreatedBeforeDate></Expiration>',
      ],
      ['to no class', '<Prefix/><Status>Enabled</Status><Transition><Days>1</Days></Transition>'],
    ].map(([what, inner]) =>
      states('putbucketlifecycle', `a rule ${what}`, at('PUT', 'lifecycle', RULE(inner ?? '')), WRONG),
    ),
    states('putbuckettags', 'tags', at('PUT', 'tagging', TAGS), 200),
    states(
      'listbuckets',
      'buckets are found by them',
      { method: 'GET', at: 'service', query: 'tagging=%22a%22%3A%221%22%2C%22b%22%3A%222%22' },
      { status: 200, has: ['<Name>{bucket}</Name>'] },
    ),
    states(
      'listbuckets',
      'and only by them',
      { method: 'GET', at: 'service', query: 'tagging=%22a%22%3A%222%22' },
      { status: 200, lacks: ['<Name>{bucket}</Name>'] },
    ),
    states('deletebuckettags', 'two of them go', at('DELETE', 'tagging=a,b'), 204),
    states('getbuckettags', 'one stays', at('GET', 'tagging'), {
      status: 200,
      has: ['<Key>c</Key>'],
      lacks: ['<Key>a</Key>', '<Key>b</Key>'],
    }),
    states(
      'putbucketcors',
      'CORS',
      at(
        'PUT',
        'cors',
        '<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod><AllowedHeader>X-OSS-Meta-A</AllowedHeader></CORSRule></CORSConfiguration>',
      ),
      200,
    ),
    states('getbucketcors', 'headers are told in lower case', at('GET', 'cors'), {
      status: 200,
      has: ['<AllowedHeader>x-oss-meta-a</AllowedHeader>'],
    }),
    states(
      'optionobject',
      'a preflight',
      {
        method: 'OPTIONS',
        key: 'open',
        sign: 'none',
        headers: { origin: 'https://example.com', 'access-control-request-method': 'GET' },
      },
      { status: 200, headers: { 'access-control-allow-origin': '*' } },
    ),
    states(
      'optionobject',
      'of a method that no rule names',
      {
        method: 'OPTIONS',
        key: 'open',
        sign: 'none',
        headers: { origin: 'https://example.com', 'access-control-request-method': 'PUT' },
      },
      { status: 403, code: 'AccessForbidden' },
    ),
    states('deletemultipleobjects', 'a version id that is none', BATCH, { status: 400, code: 'InvalidArgument' }),
  ],
}
