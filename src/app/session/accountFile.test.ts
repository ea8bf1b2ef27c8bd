import { expect, test } from 'vitest'
import type { Account } from '../../oss/types.ts'
import { accountFile, accountsIn, fileProblem } from './accountFile.ts'

const account: Account = {
  ...{ id: 'a1', name: 'Photos', accessKeyId: 'LTAI5t', accessKeySecret: 'a-secret', stsToken: 'a-token', expires: 9 },
  ...{ region: 'cn-hangzhou', endpoint: 'https://oss.example.com', pathStyle: true, colour: 3, isReadOnly: true },
  ...{ start: { bucket: 'photos', prefix: '2026/' }, paysFor: ['far-away'] },
}

test('accounts go into a file and come back without what signs', () => {
  const file = accountFile([account, { ...account, cname: 'photos' }])
  expect(file).not.toMatch(/secret|token|expires/i)
  const { id: _, accessKeySecret: __, stsToken: ___, expires: ____, ...portable } = account
  expect(accountsIn(file)).toEqual([portable, { ...portable, cname: 'photos' }])
})

test.each([['not JSON'], ['null'], ['{"accounts":[]}'], ['{"kind":"oss-ferry accounts"}']])(
  '%s is no such file',
  (text) => expect(accountsIn(text)).toBe(undefined),
)

test.each([
  { endpoint: 'https://me@evil.test' },
  { endpoint: 'javascript:alert(1)' },
  { endpoint: 'https://a/b' },
  { region: 'x.evil.test' },
  { name: 7 },
  { accessKeyId: '' },
  { name: 'x'.repeat(201) },
])('an account with %j is left out', (odd) => {
  const { kind, accounts } = JSON.parse(accountFile([account]))
  expect(accountsIn(JSON.stringify({ kind, accounts: [{ ...accounts[0], ...odd }, null, accounts[0]] }))).toHaveLength(
    1,
  )
})

test('what offers nothing says why', () => {
  const { kind, accounts } = JSON.parse(accountFile([account]))
  const fileOf = (...given: unknown[]) => JSON.stringify({ kind, accounts: given })
  const { endpoint: _, ...less } = accounts[0]
  expect([
    fileProblem(accountFile([account]).slice(0, -9)),
    fileProblem(fileOf()),
    fileProblem(JSON.stringify({ kind })),
    fileProblem(fileOf({ ...less, region: 'x.evil.test' }, null)),
    fileProblem(fileOf(null)),
  ]).toEqual(['unreadable', 'empty', 'empty', ['region', 'endpoint'], ['name', 'accessKeyId', 'region', 'endpoint']])
})

test('secrets that somebody wrote into one are not taken', () => {
  const { kind, accounts } = JSON.parse(accountFile([account]))
  const given = JSON.stringify({ kind, accounts: [{ ...accounts[0], accessKeySecret: 'x', stsToken: 'y', id: 'z' }] })
  expect(Object.keys(accountsIn(given)?.[0] ?? {}).filter((name) => /secret|token|^id$/i.test(name))).toEqual([])
})
