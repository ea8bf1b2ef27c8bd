import { expect, test } from 'vitest'
import { mustBePublic, refusalOf, targetOf } from './hosts.ts'
import { isPublic } from './publicLookup.ts'

const policy = { allowHosts: ['*.localhost:9000', 'oss.private.example', 'store.example:8443'] }
const isReachable = (url: string, more = {}) => {
  const target = targetOf(url)
  return target !== undefined && refusalOf(target, { ...policy, ...more }) === undefined
}

test.each([
  'oss-cn-hangzhou.aliyuncs.com',
  'bucket.oss-cn-hangzhou.aliyuncs.com',
  'bucket.oss-cn-hangzhou.aliyuncs.com:443',
  'BUCKET.OSS-cn-hangzhou.aliyuncs.com',
  'bucket.oss-cn-hangzhou-internal.aliyuncs.com',
  'bucket.oss-accelerate.aliyuncs.com',
  'bucket.oss-accelerate-overseas.aliyuncs.com',
  'cn-hangzhou.oss.aliyuncs.com',
  'bucket.cn-hangzhou.oss.aliyuncs.com',
  'bucket.oss.aliyuncs.com',
  'oss.aliyuncs.com',
  's3.oss-cn-hangzhou.aliyuncs.com',
  'bucket.oss-cn-hzfinance.aliyuncs.com',
  'bucket.oss-cn-shanghai-finance-1-pub.aliyuncs.com',
  'bucket.oss-cn-szfinance-internal.aliyuncs.com',
  'bucket.oss-cn-north-2-gov-1.aliyuncs.com',
  'oss-rg-china-mainland.aliyuncs.com',
  'oss-cn-hzjbp-a-internal.aliyuncs.com',
  'bucket.cn-shanghai-finance.oss.aliyuncs.com',
  'ep-bp1i2.oss.cn-hangzhou.privatelink.aliyuncs.com',
  'bucket.ep-bp1i2.oss.cn-hangzhou.privatelink.aliyuncs.com',
  'bucket.oss-ap-southeast-1.aliyuncs.com',
  'bucket.oss-me-central-1.aliyuncs.com',
  'bucket.oss-na-south-1.aliyuncs.com',
  'oss.private.example',
  'store.example:8443',
])('%s is reached, by https', (host) => {
  expect(isReachable(`https://${host}/k`)).toBe(true)
})

test.each([
  'ecs.aliyuncs.com',
  'ram.aliyuncs.com',
  'sts.cn-hangzhou.aliyuncs.com',
  'aliyuncs.com',
  'evil-oss-cn-hangzhou.aliyuncs.com',
  'oss-admin.aliyuncs.com',
  'oss-console.aliyuncs.com',
  'a.b.oss-cn-hangzhou.aliyuncs.com',
  'x.y.cn-hangzhou.oss.aliyuncs.com',
  'oss-cn-hangzhou.aliyuncs.com.',
  'oss-cn-hangzhou.aliyuncs.com.evil.com',
  'oss-cn-hangzhou.evil-aliyuncs.com',
  'oss-cn-hangzhou.aliyuncs.com:22',
  'oss-cn-hangzhou.aliyuncs.com:80',
  'bucket..oss-cn-hangzhou.aliyuncs.com',
  '-bucket.oss-cn-hangzhou.aliyuncs.com',
  'oss-cn-hangzhou.ecs.aliyuncs.com',
  'ep-bp1i2.epsrv-1.cn-hangzhou.privatelink.aliyuncs.com',
  'ep-bp1i2.ecs.cn-hangzhou.privatelink.aliyuncs.com',
  'evil.oss.cn-hangzhou.privatelink.aliyuncs.com',
  'a.b.ep-bp1i2.oss.cn-hangzhou.privatelink.aliyuncs.com',
  'user@oss-cn-hangzhou.aliyuncs.com',
  'oss-cn-hangzhou.aliyuncs.com@evil.com',
  'oss-cn-hangzhou.aliyuncs.com\\.evil.com',
  'oss-cn-hangzhou.aliyuncs.com%2eevil.com',
  'oss-cn-hangzhou。aliyuncs.com',
  'store.example',
  'sub.oss.private.example',
  'localhost:9000',
  'x.localhost:9001',
  '127.0.0.1',
  '[::1]',
  '169.254.169.254',
  '100.100.100.200',
])('%s is not', (host) => {
  expect(isReachable(`https://${host}/`)).toBe(false)
})

test('plain http goes to this computer only, unless the operator says so', () => {
  expect(isReachable('http://b.oss-cn-hangzhou.localhost:9000/')).toBe(true)
  for (const host of ['oss-cn-hangzhou.aliyuncs.com', 'oss-cn-hangzhou.aliyuncs.com:80', 'oss.private.example']) {
    expect(isReachable(`http://${host}/`)).toBe(false)
    expect(isReachable(`http://${host}/`, { allowHttp: true })).toBe(true)
  }
  expect(isReachable('http://oss-cn-hangzhou.aliyuncs.com:443/', { allowHttp: true })).toBe(false)
})

test.each([
  ['oss.cloud.test:443', 'https://oss.cloud.test', true],
  ['oss.cloud.test', 'https://oss.cloud.test:443', true],
  ['img.example.com:80', 'http://img.example.com', true],
  ['img.example.com', 'http://img.example.com:80', true],
  ['*.Cloud.Test', 'https://b.oss.cloud.test', true],
  ['*.Cloud.Test:443', 'https://b.oss.cloud.test', true],
  ['*.cloud.test:8443', 'https://b.oss.cloud.test:8443', true],
  ['[::1]:443', 'https://[::1]', true],
  ['oss.cloud.test:443', 'http://oss.cloud.test', false],
  ['oss.cloud.test:80', 'https://oss.cloud.test', false],
  ['oss.cloud.test:443', 'http://oss.cloud.test:443', true],
  ['*.cloud.test:8443', 'https://b.oss.cloud.test', false],
  ['*.cloud.test', 'https://b.oss.cloud.test:8443', false],
  ['*.cloud.test', 'https://cloud.test', false],
])('what the operator calls %s lets %s through: %s', (allowed, url, isAllowed) => {
  const more = { allowHosts: [allowed], allowHttp: true }
  expect(isReachable(`${url}/k`, more)).toBe(isAllowed)
  const target = targetOf(`${url}/k`)
  expect(target && mustBePublic(target, more)).toBe(!isAllowed)
})

test('an internal endpoint and what the operator named may lead to a private address, nothing else', () => {
  const must = (host: string) => {
    const target = targetOf(`https://${host}/`)
    return target && mustBePublic(target, policy)
  }
  expect(must('b.oss-cn-hangzhou.aliyuncs.com')).toBe(true)
  expect(must('internal-internal.oss-cn-hangzhou.aliyuncs.com')).toBe(true)
  expect(must('b-internal.oss.aliyuncs.com')).toBe(true)
  expect(must('b.oss-cn-hangzhou-internal.aliyuncs.com')).toBe(false)
  expect(must('b.ep-bp1i2.oss.cn-hangzhou.privatelink.aliyuncs.com')).toBe(false)
  expect(must('oss.private.example')).toBe(false)
})

test.each([
  ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '127.9.9.9', '169.254.169.254', '172.16.0.1', '172.31.255.255'],
  ...['192.168.1.1', '198.18.0.1', '224.0.0.1', '255.255.255.255', '::', '::1', 'fe80::1', 'fe80::1%eth0', 'fc00::1'],
  ...['fd12::1', 'ff02::1', '::ffff:10.0.0.1', '::ffff:7f00:1', '::127.0.0.1', '64:ff9b::10.0.0.1', '2002:7f00:1::'],
  ...['fec0::1', '2001::1', '0:0:0:0:0:ffff:c0a8:101', 'no address', ''],
])('%s is no public address', (address) => {
  expect(isPublic(address)).toBe(false)
})

test.each([
  '8.8.8.8',
  '47.110.23.1',
  '172.32.0.1',
  '100.128.0.1',
  '2400:3200::1',
  '::ffff:8.8.8.8',
  '64:ff9b::8.8.8.8',
])('%s is one', (address) => {
  expect(isPublic(address)).toBe(true)
})
