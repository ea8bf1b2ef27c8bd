import { describe, expect, test } from 'vitest'
import { accountOf, type Draft, emptyDraft, problemsOf } from './draft.ts'
import { expiryOf, filledWith, keepsKind, type PastedAccount, readPasted, typedInto } from './pasted.ts'

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
    'HTTPS://Photos.OSS-cn-hangzhou.aliyuncs.com:443/a/x.jpg',
    { region: 'cn-hangzhou', endpoint: '', start: 'oss://photos/a/' },
  ],
  [
    'http://oss-cn-hangzhou-internal.aliyuncs.com:80',
    { region: 'cn-hangzhou', endpoint: 'http://oss-cn-hangzhou-internal.aliyuncs.com' },
  ],
  [
    'http://photos.oss-cn-hangzhou.aliyuncs.com:80/a/x',
    { region: 'cn-hangzhou', endpoint: '', start: 'oss://photos/a/' },
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

const pasted = (text: string) => readPasted(text) ?? expect.fail(`${text} says nothing`)
const fileOf = (id: string, more = '') => `[Credentials]\naccessKeyID=${id}\naccessKeySecret=s-${id}\n${more}`
const code = pasted(
  btoa(
    JSON.stringify({
      ...{ id: 'STS.a', secret: 'b', stoken: 'c', region: 'oss-cn-beijing', osspath: 'oss://photos/x/' },
      expiration: '2026-11-29T10:00:00Z',
    }),
  ),
)
const ofCode = filledWith(emptyDraft, code)
const ends = Date.parse('2026-11-29T10:00:00Z')

describe('a second text', () => {
  test('with the keys of somebody else has all of its own, and nothing of the first one', () => {
    const file = pasted(fileOf('LTAI5t', 'endpoint=oss-cn-shanghai.aliyuncs.com\n'))
    const draft = filledWith(ofCode, file, code)
    expect(draft).toEqual({
      ...emptyDraft,
      ...{ accessKeyId: 'LTAI5t', accessKeySecret: 's-LTAI5t', region: 'cn-shanghai' },
    })
    expect(accountOf(draft)).not.toHaveProperty('stsToken')
    expect(expiryOf(draft, file)).toBeUndefined()
  })

  test('leaves what was typed, and what an address has said', () => {
    const typed = { ...ofCode, start: 'oss://typed/', region: 'cn-qingdao' }
    expect(filledWith(typed, pasted(fileOf('LTAI5t')), code)).toMatchObject({
      start: 'oss://typed/',
      region: 'cn-qingdao',
    })
    const there = filledWith(emptyDraft, pasted('https://photos.oss-cn-shanghai.aliyuncs.com/a/'))
    expect(filledWith(there, pasted(fileOf('LTAI5t')))).toMatchObject({
      start: 'oss://photos/a/',
      region: 'cn-shanghai',
    })
  })

  test('with the secret of the same key leaves the rest of the first one', () => {
    const fields = { accessKeyId: 'LTAI5t', start: 'oss://photos/', region: 'cn-beijing' }
    const chosen = { ...emptyDraft, ...fields }
    const draft = filledWith(chosen, pasted(fileOf('LTAI5t')), { fields })
    expect(draft).toEqual({ ...chosen, accessKeySecret: 's-LTAI5t' })
  })

  test('without keys leaves those of a code, and when it ends', () => {
    const draft = filledWith(ofCode, pasted('oss://photos/other/'), code)
    expect(draft).toEqual({ ...ofCode, start: 'oss://photos/other/' })
    expect(expiryOf(draft, code)).toBe(ends)
  })
})

describe('another key that is typed over that of a code', () => {
  const draft = typedInto(ofCode, { accessKeyId: 'LTAI5t' }, code)

  test('has neither its token nor its end', () => {
    expect(draft).toEqual({ ...ofCode, accessKeyId: 'LTAI5t', stsToken: '' })
    expect(expiryOf(draft, code)).toBeUndefined()
  })

  test('keeps a token that was typed, and so does the same key', () => {
    const own: Draft = { ...ofCode, stsToken: 'typed' }
    expect(typedInto(own, { accessKeyId: 'STS.x' }, code).stsToken).toBe('typed')
    expect(typedInto(ofCode, { accessKeyId: ' STS.a' }, code).stsToken).toBe('c')
    expect(typedInto(ofCode, { accessKeySecret: 'other' }, code)).toEqual({ ...ofCode, accessKeySecret: 'other' })
    expect(problemsOf(typedInto(ofCode, { accessKeyId: 'STS.x' }, code))).toEqual({ stsToken: 'tokenNeeded' })
  })
})

test.each<[string, string, boolean]>([
  ['https://files.example.com', 'oss-cn-hangzhou.aliyuncs.com', false],
  ['https://files.example.com', 'oss-cn-hangzhou-internal.aliyuncs.com', false],
  ['', 'oss-cn-hangzhou-internal.aliyuncs.com', false],
  ['https://files.example.com', fileOf('a', 'endpoint=https://other.example.com\n'), false],
  ['', fileOf('a', 'endpoint=https://files.example.com\n'), true],
  ['', 'https://photos.oss-cn-hangzhou.aliyuncs.com/a/', true],
  ['https://files.example.com', 'oss://photos/a/', true],
  ['https://files.example.com', fileOf('a', 'endpoint=https://files.example.com\n'), true],
  ['https://files.example.com', fileOf('a', 'endpoint=no address\n'), false],
])('that %j is a custom domain is still so after %j: %s', (endpoint, text, isSo) => {
  const { fields }: PastedAccount = pasted(text)
  expect(keepsKind({ ...emptyDraft, endpoint }, fields)).toBe(isSo)
})
