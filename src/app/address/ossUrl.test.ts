import { expect, test } from 'vitest'
import { parseOssUrl } from './ossUrl.ts'

const hosts = ['127.0.0.1:8787', 'oss.example.org']
const read = (text: string) => parseOssUrl(text, hosts)

test.each([
  ['https://photos.oss-cn-hangzhou.aliyuncs.com/a/b.png', 'photos', 'a/b.png'],
  ['http://photos.oss-cn-hangzhou-internal.aliyuncs.com/a/', 'photos', 'a/'],
  ['https://photos.oss-accelerate.aliyuncs.com/', 'photos', ''],
  ['https://photos.oss-cn-hangzhou.aliyuncs.com', 'photos', ''],
  ['https://oss-cn-hangzhou.aliyuncs.com/photos/a/b.png', 'photos', 'a/b.png'],
  ['  https://photos.oss-cn-hangzhou.aliyuncs.com/x%20%E4%B8%AD?x-oss-signature=1&y=/z  ', 'photos', 'x 中'],
  ['https://photos.oss-cn-hangzhou.aliyuncs.com/a//b/../c', 'photos', 'a//b/../c'],
  ['https://photos.oss-cn-hangzhou.aliyuncs.com/100%', 'photos', '100%'],
  ['http://127.0.0.1:8787/photos/a/b', 'photos', 'a/b'],
  ['https://photos.oss.example.org/a', 'photos', 'a'],
  ['https://oss.console.aliyun.com/bucket/oss-cn-hangzhou/photos/object?path=a%2Fb%2F', 'photos', 'a/b/'],
  ['https://oss.console.aliyun.com/bucket/oss-cn-hangzhou/photos/object', 'photos', ''],
  ['https://oss.console.alibabacloud.com/bucket/oss-cn-hangzhou/photos/overview', 'photos', ''],
  ['https://oss.console.aliyun.com/index#/bucket/oss-cn-hangzhou/photos/object?path=a%2F', 'photos', 'a/'],
])('%s leads to the object or prefix', (text, bucket, key) => {
  expect(read(text)).toEqual({ bucket, key })
})

test.each([
  'https://example.org/photos/a',
  'https://oss.console.aliyun.com/overview',
  'https://PHOTOS_1.oss-cn-hangzhou.aliyuncs.com/a',
  'https://photos.oss-cn-hangzhou.aliyuncs.com.evil.example/a',
  'https://',
  'oss://photos/a',
])('%s is no address of OSS', (text) => {
  expect(read(text)).toBeUndefined()
})
