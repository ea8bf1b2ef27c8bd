import { type Area, states } from '../statement.ts'

const prefix = 'prefix={prefix}list/'

export const listing: Area = {
  name: 'listing',
  before: ['a', 'd/1', 'd/2', 'e', 'x\u0001&<'].map((name) => ({ method: 'PUT', key: `list/${name}`, body: 'x' })),
  statements: [
    states(
      'listobjectsv2',
      'a page counts keys and prefixes',
      { method: 'GET', query: `list-type=2&delimiter=/&${prefix}` },
      {
        status: 200,
        has: [
          '<KeyCount>4</KeyCount>',
          '<IsTruncated>false</IsTruncated>',
          '<CommonPrefixes><Prefix>{prefix}list/d/</Prefix></CommonPrefixes>',
        ],
        lacks: ['NextContinuationToken', '<Owner>'],
      },
    ),
    states(
      'listobjectsv2',
      'an empty token is the first page',
      { method: 'GET', query: `list-type=2&continuation-token=&${prefix}` },
      { status: 200, has: ['<KeyCount>5</KeyCount>'] },
    ),
    states(
      'listobjectsv2',
      'a page ends with a token',
      { method: 'GET', query: `list-type=2&max-keys=2&${prefix}` },
      { status: 200, has: ['<IsTruncated>true</IsTruncated>'] },
      { token: 'NextContinuationToken' },
    ),
    states(
      'listobjectsv2',
      'and the next begins behind it',
      { method: 'GET', query: `list-type=2&max-keys=2&continuation-token={token}&${prefix}` },
      { status: 200, has: ['<Key>{prefix}list/d/2</Key>', '<ContinuationToken>'] },
    ),
    states(
      'listobjectsv2',
      'start-after',
      { method: 'GET', query: `list-type=2&start-after={prefix}list/d/2&${prefix}` },
      { status: 200, has: ['<KeyCount>2</KeyCount>', '<StartAfter>'] },
    ),
    states(
      'listobjectsv2',
      'fetch-owner',
      { method: 'GET', query: `list-type=2&fetch-owner=true&${prefix}` },
      { status: 200, has: ['<Owner><ID>', '<DisplayName>'] },
    ),
    states(
      'listobjectsv2',
      'encoding-type=url carries every key',
      { method: 'GET', query: `list-type=2&encoding-type=url&${prefix}x` },
      { status: 200, has: ['<EncodingType>url</EncodingType>', 'list%2Fx%01%26%3C</Key>'] },
    ),
    states(
      'listobjectsv2',
      'without it the page can still be parsed',
      { method: 'GET', query: `list-type=2&${prefix}` },
      { status: 200, has: ['<KeyCount>5</KeyCount>', '&amp;&lt;</Key>'] },
    ),
    states(
      'listobjectsv2',
      'ETags have quotes',
      { method: 'GET', query: `list-type=2&${prefix}a` },
      {
        status: 200,
        has: ['<ETag>"9DD4E461268C8034F5C8564E155C67A6"</ETag>', '<Type>Normal</Type>', '<Size>1</Size>'],
      },
    ),
    states(
      'listobjectsv2',
      'max-keys 0 is refused',
      { method: 'GET', query: 'list-type=2&max-keys=0' },
      { status: 400, code: 'InvalidArgument' },
    ),
    states(
      'listobjectsv2',
      'max-keys 1001 is refused',
      { method: 'GET', query: 'list-type=2&max-keys=1001' },
      { status: 400, code: 'InvalidArgument' },
    ),
    states(
      '0015-00000401',
      'list-type is 2',
      { method: 'GET', query: 'list-type=3' },
      { status: 400, code: 'InvalidArgument', ec: '0015-00000401' },
    ),
    states(
      'listobjectsv2',
      'another encoding is refused',
      { method: 'GET', query: 'list-type=2&encoding-type=base64' },
      { status: 400, code: 'InvalidArgument' },
    ),
    states(
      'listobjects',
      'the first version pages by key',
      { method: 'GET', query: `max-keys=1&${prefix}` },
      { status: 200, has: ['<NextMarker>{prefix}list/a</NextMarker>', '<Owner>'] },
    ),
    states(
      'listobjects',
      'marker',
      { method: 'GET', query: `marker={prefix}list/d/2&${prefix}` },
      { status: 200, has: ['<Key>{prefix}list/e</Key>'], lacks: ['list/d/2</Key>'] },
    ),
    states('listobjects', 'HEAD of the bucket is known', { method: 'HEAD' }, 200),
    states(
      'listobjectversions',
      'a bucket without versions has null ones',
      { method: 'GET', query: `versions&${prefix}a` },
      { status: 200, has: ['<VersionId>null</VersionId>', '<IsLatest>true</IsLatest>'] },
    ),
    states(
      '0012-00000106',
      'version-id-marker needs key-marker',
      { method: 'GET', query: 'versions&version-id-marker=null' },
      { status: 400, code: 'InvalidArgument', ec: '0012-00000106' },
    ),
    states(
      'listobjects',
      'an absent bucket',
      { method: 'GET', at: 'absent' },
      { status: 404, code: 'NoSuchBucket', ec: '0015-00000101', has: ['<BucketName>{other}</BucketName>'] },
    ),
    states(
      'getbucketinfo',
      'what a bucket is like',
      { method: 'GET', query: 'bucketInfo' },
      { status: 200, has: ['<BucketInfo><Bucket>', '<Name>{bucket}</Name>', '<BlockPublicAccess>', '<SSEAlgorithm>'] },
    ),
    states(
      'getbucketlocation',
      'where it is',
      { method: 'GET', query: 'location' },
      { status: 200, has: ['<LocationConstraint>oss-'] },
    ),
    states(
      'getbucketstat',
      'what is in it',
      { method: 'GET', query: 'stat' },
      { status: 200, has: ['<BucketStat><Storage>', '<ObjectCount>'] },
    ),
    states(
      'listbuckets',
      'ListBuckets',
      { method: 'GET', at: 'service' },
      { status: 200, has: ['<ListAllMyBucketsResult>', '<Name>{bucket}</Name>', '<Region>'] },
    ),
    states(
      'listbuckets',
      'one by its name',
      { method: 'GET', at: 'service', query: 'prefix={bucket}&max-keys=1' },
      { status: 200, has: ['<Name>{bucket}</Name>'] },
    ),
    states(
      'listbuckets',
      'by a tag that no bucket has',
      { method: 'GET', at: 'service', query: 'tag-key=ferry-none&tag-value=none' },
      { status: 200, lacks: ['<Bucket>'] },
    ),
    states(
      'listbuckets',
      'a value needs its tag',
      { method: 'GET', at: 'service', query: 'tag-value=none' },
      { status: 400, code: 'InvalidArgument' },
    ),
  ],
}
