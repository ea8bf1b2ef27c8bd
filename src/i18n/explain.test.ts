import i18next, { type TFunction } from 'i18next'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Refusal } from '../engine/types.ts'
import { explain, explainRefusal } from './explain.ts'
import { type Language, languages, resourcesOf } from './i18n.ts'

const refusals: Record<Refusal, true> = {
  otherRegion: true,
  otherAccount: true,
  appendable: true,
  archived: true,
  intoItself: true,
  sameObject: true,
  sameTarget: true,
  taken: true,
  keyTooLong: true,
  missing: true,
  symlink: true,
  noFile: true,
  unreadable: true,
  nullVersion: true,
  notOurs: true,
  onlyCopy: true,
  danglingLink: true,
  linkRelayed: true,
  unknownClass: true,
  cameLater: true,
  wasOverwritten: true,
  notArchived: true,
  notDeleted: true,
  readable: true,
  tooManyTags: true,
  tooMuchMeta: true,
  notAValue: true,
  slowPattern: true,
  bucketEncrypts: true,
}
const codes = [
  'SignatureDoesNotMatch',
  'InvalidAccessKeyId',
  'SecurityTokenExpired',
  'InvalidSecurityToken',
  'RequestTimeTooSkewed',
  'NetworkError',
  'UpstreamUnreachable',
  'AnswerTooLarge',
  'TooManyRequests',
  'RequestTimeout',
  'NoSuchBucket',
  'NoSuchKey',
  'PreconditionFailed',
  'FileAlreadyExists',
  'EntityTooLarge',
  'InvalidObjectState',
  'NotYetFree',
  'FileImmutable',
  'NullVersion',
  'FalseEncoding',
  'ContentAltered',
]

beforeAll(async () => {
  await i18next.init({
    resources: { 'zh-CN': resourcesOf('zh-CN'), en: resourcesOf('en') },
    keySeparator: false,
    interpolation: { escapeValue: false },
  })
  await import('./editRefusals.ts')
})

describe.each(languages)('in %s', (language) => {
  const t = () => wordsIn(language)

  test.each(codes)('%s has a cause and an advice of its own', (code) => {
    const { title, advice } = explain({ code, message: 'as OSS says', requestId: '5C1' }, t())
    expect(title).not.toContain(code)
    expect(`${title} ${advice}`).not.toMatch(/\{\{|\.title|\.advice/)
  })

  test.each(Object.keys(refusals) as Refusal[])('the refusal %s has a reason and a remedy', (refusal) => {
    const { title, advice } = explainRefusal(refusal, t())
    expect(`${title} ${advice}`).not.toMatch(/\{\{|\.title|\.advice/)
    expect(advice.length).toBeGreaterThan(10)
  })
})

test('a denied call names the RAM action', () => {
  const problem = { code: 'AccessDenied', message: 'no', operation: 'UploadPartCopy', status: 403 }
  expect(explain(problem, wordsIn('en')).advice).toContain('RAM actions oss:GetObject and oss:PutObject,')
  const lacks = [{ action: 'oss:PutObject', resource: 'acs:oss:*:*:b/k' }]
  expect(explain({ ...problem, lacks }, wordsIn('en')).advice).toContain('RAM action oss:PutObject,')
  expect(explain({ ...problem, operation: 'ListBuckets' }, wordsIn('zh-CN')).advice).toContain('oss:ListBuckets')
})

test('a denied listing names the way of a key that may see one folder only', () => {
  const problem = { code: 'AccessDenied', message: 'no', operation: 'ListObjectsV2', status: 403 }
  expect(explain(problem, wordsIn('en')).advice).toMatch(/oss:ListObjects,.*oss:\/\/bucket\/folder\//)
})

test('any 503 asks for less speed, whatever its code', () => {
  const { title } = explain({ code: 'QpsLimitExceeded', message: 'slow', status: 503 }, wordsIn('en'))
  expect(title).toBe('OSS is throttling requests')
})

test.each(['constructor', '__proto__', 'toString'])('a code called %s is an unknown one', (code) => {
  expect(explain({ code, message: 'Odd', requestId: '5C1' }, wordsIn('en')).title).toContain(code)
})

test('an unknown code is shown with its message and request id', () => {
  const { title, advice } = explain({ code: 'Strange', message: 'Odd <thing>', requestId: '5C1' }, wordsIn('en'))
  expect(title).toContain('Strange')
  expect(advice).toBe('Odd <thing> (request ID: 5C1)')
})

function wordsIn(language: Language): TFunction<'errors'> {
  return i18next.getFixedT(language, 'errors')
}
