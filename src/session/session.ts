import { create } from 'zustand'
import type { Account } from '../oss/types.ts'
import { forgetAccount, keepAccount, loadAccounts } from './vault.ts'

/** `opening` until the vault was read. `isKept`: the browser has a vault; without one, accounts last as long as the page. */
type Session = { status: 'opening' | 'open'; current: Account | null; accounts: Account[]; isKept: boolean }

export const useSession = create<Session>(() => ({ status: 'opening', current: null, accounts: [], isKept: true }))

/** Made at the first use: some browsers have none, and get a stand-in first. */
let channel: BroadcastChannel | undefined

function otherTabs(): BroadcastChannel {
  channel ??= new BroadcastChannel('ferry-session')
  return channel
}

/** Reads the vault, and again whenever another tab changed it. */
export async function openSession(): Promise<void> {
  otherTabs().addEventListener('message', () => void follow())
  await follow()
}

/** Keeps the account and makes it the current one. */
export async function signIn(account: Account): Promise<void> {
  const { isKept, accounts } = useSession.getState()
  if (isKept) await keepAccount(account, Date.now())
  otherTabs().postMessage('changed')
  const others = accounts.filter(({ id }) => id !== account.id)
  const all = isKept ? await loadAccounts() : [account, ...others]
  useSession.setState({ status: 'open', current: account, accounts: all })
}

/** Forgets the account in every tab; the next one, if there is any, becomes current. */
export async function signOut(account: Account): Promise<void> {
  if (useSession.getState().isKept) await forgetAccount(account.id)
  else useSession.setState(({ accounts }) => ({ accounts: accounts.filter(({ id }) => id !== account.id) }))
  otherTabs().postMessage('changed')
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
  const accounts = await loadAccounts().catch(withoutVault)
  const id = useSession.getState().current?.id
  const current = accounts.find((account) => account.id === id) ?? accounts[0] ?? null
  useSession.setState({ status: 'open', current, accounts })
}

/** Browsers that keep nothing throw where others open a database. */
function withoutVault(): Account[] {
  useSession.setState({ isKept: false })
  return useSession.getState().accounts
}
