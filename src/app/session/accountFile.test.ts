import { expect, test } from 'vitest'
import type { Account } from '../../oss/types.ts'
import { accountFile, readAccounts } from './accountFile.ts'

const account: Account = {
  ...{ id: 'a1', name: 'Photos', accessKeyId: 'LTAI5t', accessKeySecret: 'a-secret', stsToken: 'a-token', expires: 9 },
  ...{ region: 'cn-hangzhou', endpoint: 'https://oss.example.com', pathStyle: true, colour: 3, isReadOnly: true },
  ...{ start: { bucket: 'photos', prefix: '2026/' }, paysFor: ['far-away'] },
}

const given = JSON.parse(accountFile([account])).accounts[0]
const fileOf = (...accounts: unknown[]) => JSON.stringify({ kind: 'oss-ferry accounts', version: 1, accounts })

test('accounts go into a file and come back without what signs', () => {
  const file = accountFile([account, { ...account, cname: 'photos' }])
  expect(file).not.toMatch(/secret|token|expires/i)
  const { id: _, accessKeySecret: __, stsToken: ___, expires: ____, ...portable } = account
  const accounts = [portable, { ...portable, cname: 'photos' }]
  expect(readAccounts(file)).toEqual({ accounts, leftOut: [], partly: [], more: 0 })
})

test('an endpoint is taken as it is compared and sent to: without the usual port, in small letters', () => {
  const { accounts, leftOut } = readAccounts(fileOf({ ...given, endpoint: 'https://OSS.Example.com:443' }, given))
  expect(accounts).toEqual([expect.objectContaining({ endpoint: account.endpoint })])
  expect(leftOut).toMatchObject([{ n: 2, sameAs: 1 }])
})

test.each([
  ['not JSON', 'unreadable'],
  [fileOf(given).slice(0, -9), 'unreadable'],
  ['null', 'empty'],
  ['{"accounts":[]}', 'empty'],
  ['{"kind":"oss-ferry accounts"}', 'empty'],
  [fileOf(), 'empty'],
  [fileOf(given).replace('"version":1', '"version":2'), 'version'],
  [fileOf(given).replace('"version":1', '"version":"1"'), 'version'],
])('%s offers nothing: %s', (text, problem) => expect(readAccounts(text)).toMatchObject({ accounts: [], problem }))

test('a file that an earlier Ferry wrote tells no version', () => {
  expect(readAccounts(fileOf(given).replace('"version":1,', '')).accounts).toHaveLength(1)
})

test.each<[object, object]>([
  [{ endpoint: 'https://me@evil.test' }, { wrong: ['endpoint'] }],
  [{ endpoint: 'javascript:alert(1)' }, { wrong: ['endpoint'] }],
  [
    { endpoint: 'https://a/b', region: '' },
    { lacks: ['region'], wrong: ['endpoint'] },
  ],
  [{ region: 'x.evil.test' }, { wrong: ['region'] }],
  [{ name: 7 }, { wrong: ['name'] }],
  [{ accessKeyId: '' }, { lacks: ['accessKeyId'] }],
  [
    { accessKeyId: undefined, endpoint: null },
    { lacks: ['accessKeyId'], wrong: ['endpoint'] },
  ],
  [{ name: 'x'.repeat(201) }, { wrong: ['name'] }],
  // Each would reach, or do, something else if it were passed over.
  [{ cname: 'No Bucket' }, { wrong: ['cname'] }],
  [{ pathStyle: 'yes' }, { wrong: ['pathStyle'] }],
  [{ isReadOnly: 'true' }, { wrong: ['isReadOnly'] }],
  [{ start: { bucket: 'photos' } }, { wrong: ['start'] }],
  [{ start: 'oss://photos/' }, { wrong: ['start'] }],
  [{ paysFor: ['far-away', 'Not One'] }, { wrong: ['paysFor'] }],
])('of an account with %j it is told what is wrong, and the others are taken', (odd, told) => {
  const { accounts, leftOut } = readAccounts(fileOf(given, { ...given, ...odd }, { ...given, region: 'cn-beijing' }))
  expect(accounts.map(({ region }) => region)).toEqual(['cn-hangzhou', 'cn-beijing'])
  expect(leftOut).toEqual([{ n: 2, name: 'Photos', lacks: [], wrong: [], unused: [], ...told }].map(nameless))
  function nameless(entry: { name?: string }) {
    if (!('name' in odd)) return entry
    const { name: _, ...more } = entry
    return more
  }
})

test('what is no account at all lacks everything', () => {
  const lacks = ['name', 'accessKeyId', 'region', 'endpoint']
  const { accounts, leftOut } = readAccounts(fileOf(null, 'x', given))
  expect([accounts.length, leftOut.map((entry) => entry.lacks)]).toEqual([1, [lacks, lacks]])
})

test('the same account is offered once, whatever it is called, and with another start path as another', () => {
  const other = { ...given, start: { bucket: 'photos', prefix: '2025/' } }
  const { accounts, leftOut } = readAccounts(fileOf(given, other, { ...given, name: 'Again', isReadOnly: false }))
  expect(accounts).toHaveLength(2)
  expect(leftOut).toMatchObject([{ n: 3, name: 'Again', sameAs: 1 }])
})

test('secrets that somebody wrote into one, and what is not known, are not taken, and told', () => {
  const file = fileOf({ ...given, accessKeySecret: 'x', id: 'z', readOnly: true, colour: 9, __proto__: null })
  const { accounts, partly } = readAccounts(file)
  expect(Object.keys(accounts[0] ?? {}).filter((name) => /secret|token|^id$|^readOnly$|colour/i.test(name))).toEqual([])
  expect(partly).toMatchObject([{ n: 1, unused: ['colour', 'accessKeySecret', 'id', 'readOnly'] }])
})

test('of a very long file it is told how much was not read', () => {
  const many = Array.from({ length: 1003 }, (_, n) => ({ ...given, accessKeyId: `k${n}` }))
  const { accounts, more } = readAccounts(fileOf(...many))
  expect([accounts.length, more]).toEqual([1000, 3])
})
