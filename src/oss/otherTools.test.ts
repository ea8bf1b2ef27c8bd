import { expect, test } from 'vitest'
import { accountIn, lackedIn } from './otherTools.ts'

const code = (of: object) => Buffer.from(JSON.stringify(of)).toString('base64')

test("ossutil's files of both versions", () => {
  const first =
    '[Credentials]\r\nlanguage=CH\r\naccessKeyID = id1\r\naccessKeySecret=s+/=\r\nstsToken=tok\r\nendpoint=oss-cn-beijing.aliyuncs.com\r\n'
  expect(accountIn(first)).toEqual({
    accessKeyId: 'id1',
    accessKeySecret: 's+/=',
    stsToken: 'tok',
    endpoint: 'oss-cn-beijing.aliyuncs.com',
  })
  const second =
    '[default]\naccessKeyID=id1\naccessKeySecret=s1\nregion=cn-hangzhou\n\n[profile backup]\naccessKeyId=id2\naccessKeySecret=s2\nregion=oss-cn-shanghai\n'
  expect(accountIn(second)).toEqual({ accessKeyId: 'id1', accessKeySecret: 's1', region: 'cn-hangzhou' })
  expect(accountIn(second, 'backup')).toEqual({ accessKeyId: 'id2', accessKeySecret: 's2', region: 'cn-shanghai' })
  expect(accountIn(second, 'other')).toBeUndefined()
})

test('keys of two sections are never mixed, and what stands behind or around a value is none of it', () => {
  const two = '[Credentials]\naccessKeyID=old\n[default]\naccessKeyID = id # mine\naccessKeySecret = "s=#1"\n'
  expect(accountIn(`\ufeff${two}endpoint = https://oss.cloud.test ; ours\nregion=\n`)).toEqual({
    ...{ accessKeyId: 'id', accessKeySecret: 's=#1', endpoint: 'https://oss.cloud.test' },
  })
})

test.each([
  ['[Credentials]\naccessKeyID=x\n', undefined, 'accessKeySecret of [credentials]'],
  ['[default]\nmode=EcsRamRole\n', undefined, 'accessKeyID and accessKeySecret of [default]'],
  ['[default]\naccessKeyID=x\n', 'Backup', '[Backup]'],
  ['', undefined, '[credentials] or [default]'],
])('of %j and profile %s it is told what is lacking', (text, profile, lacked) => {
  expect(lackedIn(text, profile)).toBe(lacked)
})

test('an authorization code: who, where, how long, and what it may', () => {
  const given = { id: 'STS.a', secret: 'b', stoken: 'c', region: 'oss-cn-hangzhou', osspath: 'oss://photos/2026/' }
  const more = {
    eptpl: 'http://{region}.aliyuncs.com',
    privilege: 'readOnly',
    expiration: '2026-11-29T10:00:00Z',
  }
  expect(accountIn(code({ ...given, ...more }))).toEqual({
    accessKeyId: 'STS.a',
    accessKeySecret: 'b',
    stsToken: 'c',
    region: 'cn-hangzhou',
    endpoint: 'https://oss-cn-hangzhou.aliyuncs.com',
    start: 'oss://photos/2026/',
    isReadOnly: true,
    expires: Date.parse('2026-11-29T10:00:00Z'),
  })
})

test.each([
  ['a secret', 'q8ZrT0pXn3VdK5mYwLbE1sGhJcUfAi'],
  ['a code of something else', code({ id: 1, secret: [] })],
  ['JSON that is no object', code([])],
  ['an address', 'https://oss-cn-hangzhou.aliyuncs.com'],
  ['a file without a secret', '[Credentials]\naccessKeyID=x\n'],
  ['nothing', ''],
])('%s is neither', (_what, text) => {
  expect(accountIn(text)).toBeUndefined()
})
