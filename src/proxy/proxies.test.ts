import { expect, test } from 'vitest'
import { type Destination, proxiesOf } from './proxies.ts'

/** What the environment says of proxies. */

const oss: Destination = { isSecure: true, host: 'oss-cn-hangzhou.aliyuncs.com', port: 443 }
const way = (environment: Record<string, string>, to: Partial<Destination> = {}) =>
  proxiesOf(environment)?.({ ...oss, ...to })?.name

test.each([
  [{ HTTPS_PROXY: 'http://proxy.test:3128' }, 'proxy.test:3128'],
  [{ https_proxy: 'http://proxy.test:3128/' }, 'proxy.test:3128'],
  [{ https_proxy: 'http://small.test:1', HTTPS_PROXY: 'http://large.test:2' }, 'small.test:1'],
  [{ https_proxy: ' ', HTTPS_PROXY: 'http://large.test:2' }, 'large.test:2'],
  [{ HTTPS_PROXY: 'proxy.test:3128' }, 'proxy.test:3128'],
  [{ HTTPS_PROXY: 'http://proxy.test' }, 'proxy.test:80'],
  [{ HTTPS_PROXY: 'https://proxy.test' }, 'proxy.test:443'],
  [{ HTTPS_PROXY: 'http://[fd00::1]:3128' }, '[fd00::1]:3128'],
  [{ HTTP_PROXY: 'http://proxy.test:3128' }, undefined],
  [{}, undefined],
])('%j leads https to %s', (environment, name) => expect(way(environment)).toBe(name))

test('http has a proxy of its own', () => {
  const environment = { http_proxy: 'http://plain.test:1', HTTPS_PROXY: 'http://secure.test:2' }
  expect(way(environment, { isSecure: false, port: 80 })).toBe('plain.test:1')
})

test.each([
  'localhost',
  'oss-cn-hangzhou.localhost',
  'home.oss-cn-hangzhou.localhost',
  '127.0.0.1',
  '127.1.2.3',
  '::1',
  '[::1]',
])('%s is never asked of a proxy', (host) =>
  expect(way({ HTTPS_PROXY: 'http://proxy.test:3128' }, { host, port: 9000 })).toBe(undefined),
)

test.each([
  ['aliyuncs.com', oss.host, true],
  ['.aliyuncs.com', oss.host, true],
  ['*.aliyuncs.com', oss.host, true],
  ['other.test, ALIYUNCS.com', oss.host, true],
  ['aliyuncs.com:443', oss.host, true],
  ['aliyuncs.com:8443', oss.host, false],
  ['yuncs.com', oss.host, false],
  ['*', oss.host, true],
  ['10.1.2.3', '10.1.2.3', true],
  ['10.1.2.0/24', '10.1.2.3', true],
  ['10.1.2.0/24', '10.1.3.3', false],
  ['fd00::/8', '[fd12::1]', true],
  ['[fd12::1]:443', '[fd12::1]', true],
  ['', oss.host, false],
])('NO_PROXY=%s: %s goes directly: %s', (list, host, isDirect) => {
  for (const name of ['NO_PROXY', 'no_proxy'])
    expect(way({ HTTPS_PROXY: 'http://proxy.test:1', [name]: list }, { host }) === undefined).toBe(isDirect)
})

test('a user name and a password are for the proxy alone', () => {
  const proxy = proxiesOf({ HTTPS_PROXY: 'http://me:p%40ss@proxy.test:3128' })?.(oss)
  expect(proxy).toMatchObject({ name: 'proxy.test:3128', host: 'proxy.test', port: 3128 })
  expect(proxy?.authorization).toBe(`Basic ${Buffer.from('me:p@ss').toString('base64')}`)
})

test.each([
  'socks5://secret@proxy.test:1080',
  'http://',
  'http://proxy.test/secret',
  'http://a b',
  'http://se%cret%:x@y',
])('%s is refused without being repeated', (value) => {
  expect(() => proxiesOf({ https_proxy: value })).toThrow(/HTTPS_PROXY/)
  expect(() => proxiesOf({ https_proxy: value })).toThrow(/^(?!.*secret)/)
})
