import { expect, test } from 'vitest'
import { readPasted } from './pasted.ts'

test.each([
  ['oss-cn-shanghai.aliyuncs.com', { region: 'cn-shanghai', endpoint: '' }],
  [' https://oss-cn-shanghai.aliyuncs.com/ ', { region: 'cn-shanghai', endpoint: '' }],
  [
    'oss-cn-hangzhou-internal.aliyuncs.com',
    { region: 'cn-hangzhou', endpoint: 'https://oss-cn-hangzhou-internal.aliyuncs.com' },
  ],
  ['oss-cn-hzfinance.aliyuncs.com', { region: 'cn-hangzhou-finance', endpoint: '' }],
  [
    'https://money.oss-cn-shanghai-finance-1-pub.aliyuncs.com/a/b',
    { region: 'cn-shanghai-finance-1', endpoint: '', start: 'oss://money/a/' },
  ],
  [
    'oss-cn-hzjbp-a-internal.aliyuncs.com',
    { region: 'cn-hangzhou-finance', endpoint: 'https://oss-cn-hzjbp-a-internal.aliyuncs.com' },
  ],
  ['https://oss-cn-north-2-gov-1.aliyuncs.com', { region: 'cn-north-2-gov-1', endpoint: '' }],
  [
    'https://photos.cn-hangzhou.oss.aliyuncs.com/a/x',
    { region: 'cn-hangzhou', endpoint: 'https://cn-hangzhou.oss.aliyuncs.com', start: 'oss://photos/a/' },
  ],
  [
    'cn-shanghai-finance.oss.aliyuncs.com',
    { region: 'cn-shanghai-finance-1', endpoint: 'https://cn-shanghai-finance.oss.aliyuncs.com' },
  ],
  [
    'https://ep-bp1i2.oss.cn-hangzhou.privatelink.aliyuncs.com',
    { region: 'cn-hangzhou', endpoint: 'https://ep-bp1i2.oss.cn-hangzhou.privatelink.aliyuncs.com' },
  ],
  [
    'https://oss.console.aliyun.com/bucket/oss-cn-szfinance/money/object?path=a%2F',
    { region: 'cn-shenzhen-finance-1', start: 'oss://money/a/' },
  ],
  ['https://oss-accelerate.aliyuncs.com', { endpoint: 'https://oss-accelerate.aliyuncs.com' }],
  ['photos.oss-ap-southeast-1.aliyuncs.com', { region: 'ap-southeast-1', endpoint: '', start: 'oss://photos/' }],
  [
    'http://photos.oss-cn-hangzhou.aliyuncs.com/a/%E4%B8%AD/x.jpg?Expires=1&Signature=x',
    { region: 'cn-hangzhou', endpoint: '', start: 'oss://photos/a/中/' },
  ],
  [
    'http://photos.oss-cn-hangzhou.localhost:9000/a',
    { region: 'cn-hangzhou', endpoint: 'http://oss-cn-hangzhou.localhost:9000', start: 'oss://photos/' },
  ],
  [
    'https://oss.console.aliyun.com/bucket/oss-cn-beijing/photos/object?path=a%2Fb%2F',
    { region: 'cn-beijing', start: 'oss://photos/a/b/' },
  ],
  ['oss://photos/a/b.txt', { start: 'oss://photos/a/' }],
])('%s fills in what it says', (text, fields) => {
  expect(readPasted(text)).toEqual({ fields })
})

test('the keys of a file and of a code, and where they lead', () => {
  const file = '[Credentials]\naccessKeyID=id\naccessKeySecret=s\nendpoint=http://oss-cn-beijing.aliyuncs.com\n'
  expect(readPasted(file)).toEqual({
    fields: { accessKeyId: 'id', accessKeySecret: 's', region: 'cn-beijing', endpoint: '' },
  })
  const code = { id: 'STS.a', secret: 'b', stoken: 'c', region: 'oss-cn-hangzhou', osspath: 'oss://p/x/' }
  const more = { eptpl: 'http://{region}.aliyuncs.com', privilege: 'readOnly', expiration: '2026-11-29T10:00:00Z' }
  expect(readPasted(btoa(JSON.stringify({ ...code, ...more })))).toEqual({
    fields: {
      ...{ accessKeyId: 'STS.a', accessKeySecret: 'b', stsToken: 'c' },
      ...{ region: 'cn-hangzhou', endpoint: '', start: 'oss://p/x/' },
    },
    isReadOnly: true,
    expires: Date.parse('2026-11-29T10:00:00Z'),
  })
})

test.each([
  'LTAI5tAbCdEfGhIjKlMnOpQr',
  'q8ZrT0pXn3VdK5mYwLbE1sGhJcUfAi',
  'cn-hangzhou',
  'https://example.com/a',
  'oss://',
])('%s is for its field alone', (text) => {
  expect(readPasted(text)).toBeUndefined()
})
