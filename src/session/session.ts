import { create } from 'zustand'
import type { Account } from '../oss/types.ts'
import { forgetAccount, keepAccount, loadAccounts } from './vault.ts'

/** `opening` until the vault was read. */
type Session = { status: 'opening' | 'open'; current: Account | null; accounts: Account[] }

export const useSession = create<Session>(() => ({ status: 'opening', current: null, accounts: [] }))

const otherTabs = new BroadcastChannel('ferry-session')

/** Reads the vault, and again whenever another tab changed it. */
export async function openSession(): Promise<void> {
  otherTabs.addEventListener('message', () => void follow())
  await follow()
}

/** Keeps the account and makes it the current one. */
export async function signIn(account: Account): Promise<void> {
  await keepAccount(account, Date.now())
  otherTabs.postMessage('changed')
  useSession.setState({ status: 'open', current: account, accounts: await loadAccounts() })
}

/** Forgets the account in every tab; the next one, if there is any, becomes current. */
export async function signOut(account: Account): Promise<void> {
  await forgetAccount(account.id)
  otherTabs.postMessage('changed')
  await follow()
}

/** Stable for one key at one endpoint: 16 hex digits. */
export async function withId(account: Omit<Account, 'id'>): Promise<Account> {
  const bytes = new TextEncoder().encode(account.accessKeyId + account.endpoint)
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  const hex = Array.from(digest.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0'))
  return { id: hex.join(''), ...account }
}

/** A tab stays with its account as long as that is kept. */
async function follow(): Promise<void> {
  const accounts = await loadAccounts()
  const id = useSession.getState().current?.id
  const current = accounts.find((account) => account.id === id) ?? accounts[0] ?? null
  useSession.setState({ status: 'open', current, accounts })
}
