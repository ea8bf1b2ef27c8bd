import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import type { Account } from '../oss/types.ts'
import { forgetAccount, keepAccount, loadAccounts } from './vault.ts'

const account: Account = {
  id: 'a1',
  name: 'LTAI5t',
  accessKeyId: 'LTAI5t',
  accessKeySecret: 'very secret text',
  stsToken: 'very secret token',
  region: 'cn-hangzhou',
  endpoint: 'https://oss-cn-hangzhou.aliyuncs.com',
}
const other = { ...account, id: 'b2', name: 'other' }

test('accounts come back whole, the last used first, and go when forgotten', async () => {
  await keepAccount(account, 1)
  await keepAccount(other, 2)
  expect(await loadAccounts()).toEqual([other, account])
  await forgetAccount('b2')
  expect(await loadAccounts()).toEqual([account])
})

test('what lies on the disk holds no secret text and no key that could be exported', async () => {
  await keepAccount(account, 1)
  const { accounts, keys } = await rawVault()
  const bytes = accounts.map((kept) => new TextDecoder('latin1').decode(kept.sealed))
  expect(JSON.stringify(accounts) + bytes.join()).not.toContain('secret')
  expect(keys.map((key) => key.extractable)).toEqual([false])
})

test('the last account takes the key along', async () => {
  await forgetAccount('a1')
  expect(await rawVault()).toEqual({ accounts: [], keys: [] })
})

async function rawVault(): Promise<{ accounts: { sealed: ArrayBuffer }[]; keys: CryptoKey[] }> {
  const db = await result(indexedDB.open('ferry-session'))
  const read = <T>(store: string) => result<T[]>(db.transaction(store).objectStore(store).getAll())
  return { accounts: await read('accounts'), keys: await read('keys') }
}

function result<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}
