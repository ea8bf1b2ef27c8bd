import { expect, test } from 'vitest'
import { OssError, ossError } from './errors.ts'
import { errorXml } from './http/errorXml.ts'
import { child, parseXml } from './xml.ts'

test('an error has the documented status, message and EC', () => {
  const error = ossError('NoSuchBucket', { extra: { BucketName: 'nowhere' } })
  expect(error).toBeInstanceOf(OssError)
  expect(error).toMatchObject({ code: 'NoSuchBucket', status: 404, ec: '0015-00000101', headers: {} })
  expect(error.message).toBe('The specified bucket does not exist.')
})

test('another message names another case, so the usual EC is not claimed for it', () => {
  const other = ossError('AccessDenied', { message: 'Access denied by bucket policy.' })
  expect(other.ec).toBeUndefined()
  const region = ossError('AccessDenied', {
    message: 'Target object does not reside in the same data center as source object.',
    ec: '0016-00000306',
  })
  expect(region).toMatchObject({ status: 403, ec: '0016-00000306' })
})

test('the body has the elements of OSS in their order', () => {
  const error = ossError('NoSuchBucket', { extra: { BucketName: 'a<b' } })
  expect(errorXml(error, { requestId: '5C3D', hostId: 'a.oss-cn-hangzhou.localhost' })).toBe(
    `<?xml version="1.0" encoding="UTF-8"?>
<Error>
  <Code>NoSuchBucket</Code>
  <Message>The specified bucket does not exist.</Message>
  <RequestId>5C3D</RequestId>
  <HostId>a.oss-cn-hangzhou.localhost</HostId>
  <BucketName>a&lt;b</BucketName>
  <EC>0015-00000101</EC>
  <RecommendDoc>https://api.aliyun.com/troubleshoot?q=0015-00000101</RecommendDoc>
</Error>
`,
  )
})

test('an error without a known EC has no EC element', () => {
  const body = parseXml(Buffer.from(errorXml(ossError('InvalidTag'), { requestId: '1', hostId: 'h' })))
  expect(child(body, 'Code')?.text).toBe('InvalidTag')
  expect(child(body, 'EC')).toBeUndefined()
})
