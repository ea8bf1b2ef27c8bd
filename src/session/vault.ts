import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { Account } from '../oss/types.ts'

/** As kept on disk: what identifies in the clear, what signs sealed. `used`: ms since 1970, of the last sign-in. */
type Kept = Omit<Account, 'accessKeySecret' | 'stsToken'> & {
  used: number
  iv: Uint8Array<ArrayBuffer>
  sealed: ArrayBuffer
}
type Secrets = Pick<Account, 'accessKeySecret' | 'stsToken'>

interface Vault extends DBSchema {
  accounts: { key: string; value: Kept }
  /** The one key, under 'seal'. It cannot be exported: a copy of the disk or a script sees no secret text. */
  keys: { key: string; value: CryptoKey }
}

const algorithm = 'AES-GCM'

/** All kept accounts, the last used first. */
export async function loadAccounts(): Promise<Account[]> {
  const vault = await open()
  const [kept, key] = await Promise.all([vault.getAll('accounts'), vault.get('keys', 'seal')])
  if (!key) return []
  const byUse = kept.toSorted((a, b) => b.used - a.used)
  return Promise.all(byUse.map((record) => unseal(record, key)))
}

export async function keepAccount(account: Account, used: number): Promise<void> {
  const { accessKeySecret, stsToken, ...known } = account
  const key = await sealKey()
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const secrets = new TextEncoder().encode(JSON.stringify({ accessKeySecret, stsToken }))
  const sealed = await crypto.subtle.encrypt({ name: algorithm, iv }, key, secrets)
  await (await open()).put('accounts', { ...known, used, iv, sealed })
}

/** The last account takes the key along. */
export async function forgetAccount(id: string): Promise<void> {
  const transaction = (await open()).transaction(['accounts', 'keys'], 'readwrite')
  const accounts = transaction.objectStore('accounts')
  await accounts.delete(id)
  if ((await accounts.count()) === 0) await transaction.objectStore('keys').clear()
  await transaction.done
}

async function unseal({ iv, sealed, used: _, ...known }: Kept, key: CryptoKey): Promise<Account> {
  const secrets = await crypto.subtle.decrypt({ name: algorithm, iv }, key, sealed)
  return { ...known, ...(JSON.parse(new TextDecoder().decode(secrets)) as Secrets) }
}

/** Made outside the transaction (it would end meanwhile); a key that another tab put first wins. */
async function sealKey(): Promise<CryptoKey> {
  const made = await crypto.subtle.generateKey({ name: algorithm, length: 256 }, false, ['encrypt', 'decrypt'])
  const transaction = (await open()).transaction('keys', 'readwrite')
  const key = (await transaction.store.get('seal')) ?? made
  if (key === made) await transaction.store.put(made, 'seal')
  await transaction.done
  return key
}

let opened: Promise<IDBPDatabase<Vault>> | undefined

function open(): Promise<IDBPDatabase<Vault>> {
  opened ??= openDB<Vault>('ferry-session', 1, {
    upgrade(vault) {
      vault.createObjectStore('accounts', { keyPath: 'id' })
      vault.createObjectStore('keys')
    },
  })
  return opened
}
