import { create } from 'zustand'
import type { Account } from '../../oss/types.ts'
import { dropKeyHalves, forgetKeyHalf, keyHalfOf, newKeyHalf, untilForgotten } from './keyHalves.ts'
import { isSealed, type Sealed, seal, sealedIn, unseal } from './sealing.ts'

/** `tab`: until the last tab that has it is closed. `kept`: until one signs out, or the gateway ends. */
export type KeyRetention = 'tab' | 'kept'
/**
 * `opening` until what is kept was read, `ending` where the page is about to begin anew and draws nothing more. `locked`: accounts that are
 * known, but whose keys nobody holds any more. `isKept`: false where nothing can be sealed, because no gateway answers: then accounts last as
 * long as the page. `hasDatabase`: false where the browser denies one.
 */
type Session = {
  status: 'opening' | 'open' | 'ending'
  current: Account | null
  accounts: Account[]
  locked: Account[]
  isKept: boolean
  hasDatabase: boolean
}

export const useSession = create<Session>(() => ({
  status: 'opening',
  current: null,
  accounts: [],
  locked: [],
  isKept: true,
  hasDatabase: true,
}))

const storedAs = 'ferry.session'
/** Which account this tab shows, by its id: over a reload it stays with it. */
const currentAs = 'ferry.account'
/** Held as long as this tab has a session, so that a new tab knows whether there is anybody to ask. */
const lockName = 'ferry-session'
/** ms; another tab that does not answer in that time may be asleep. */
const answerWithin = 1000

type Said = { is: 'asked' } | { is: 'locked' } | { is: 'changed'; tab: Sealed | null }

let channel: BroadcastChannel | undefined
const storage = { tab: () => sessionStorage, kept: () => localStorage }
const lastings = ['tab', 'kept'] as const

function otherTabs(): BroadcastChannel {
  channel ??= new BroadcastChannel(lockName)
  return channel
}

function storedIn(lasting: KeyRetention): Sealed | undefined {
  return sealedIn(storage[lasting]().getItem(storedAs))
}

function store(lasting: KeyRetention, sealed: Sealed | undefined): void {
  if (sealed) storage[lasting]().setItem(storedAs, JSON.stringify(sealed))
  else storage[lasting]().removeItem(storedAs)
}

/** Reads what is kept, or what another tab has, and again whenever another tab changes it. */
export async function openSession(): Promise<void> {
  removeOldVault()
  otherTabs().addEventListener('message', ({ data }) => void hear(saidIn(data)))
  if (!storedIn('tab')) store('tab', await askOtherTabs())
  await follow()
}

/** Makes the account the current one. `lasting`: undefined leaves it as it was. */
export async function signIn(account: Account, lasting?: KeyRetention): Promise<void> {
  await keep(account, lasting)
  useSession.setState({ current: account })
  await tellAndFollow()
}

/** What is known of an account that is signed in becomes this; the current one stays. */
export async function changeAccount(account: Account, lasting?: KeyRetention): Promise<void> {
  await keep(account, lasting)
  await tellAndFollow()
}

async function keep(account: Account, lasting?: KeyRetention): Promise<void> {
  const before = lastings.find((each) => storedIn(each)?.accounts.some(({ id }) => id === account.id))
  const now = lasting ?? before ?? 'tab'
  for (const each of lastings) {
    const others = (await open(each)).filter(({ id }) => id !== account.id)
    if (each === now) await write(each, [account, ...others])
    else if (each === before) await write(each, others)
  }
}

/** Forgets the account in every tab; the next one, if there is any, becomes current. The page is to begin anew then. */
export async function signOut({ id }: Pick<Account, 'id'>): Promise<void> {
  for (const each of lastings) {
    if (storedIn(each)?.accounts.some((known) => known.id === id))
      await writeAnew(
        each,
        (await open(each)).filter((other) => other.id !== id),
      )
  }
  useSession.setState(({ accounts }) => ({ accounts: accounts.filter((other) => other.id !== id) }))
  await tellAndFollow('ending')
}

/** Drops all keys, here, in other tabs and at the gateway; who they were is known. */
export async function lock(): Promise<void> {
  const names = lastings.flatMap((each) => storedIn(each)?.half ?? [])
  await Promise.all(names.map(forgetKeyHalf))
  otherTabs().postMessage({ is: 'locked' } satisfies Said)
  await drop()
}

async function drop(): Promise<void> {
  dropKeyHalves()
  useSession.setState({ accounts: [] })
  await follow()
}

/** Stable for one key at one endpoint: 16 hex digits. */
export async function withId(account: Omit<Account, 'id'>): Promise<Account> {
  const bytes = new TextEncoder().encode(account.accessKeyId + account.endpoint)
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  const hex = Array.from(digest.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0'))
  return { id: hex.join(''), ...account }
}

/** Under the half that it has, or a new one. An empty session leaves nothing, neither here nor at the gateway. */
async function write(lasting: KeyRetention, accounts: Account[]): Promise<void> {
  const before = storedIn(lasting)?.half
  if (accounts.length === 0) return clear(lasting)
  try {
    const minutes = untilForgotten[lasting]
    const half = (before && (await keyHalfOf(before, minutes))) || (await newKeyHalf(minutes))
    store(lasting, await seal(accounts, half))
  } catch {
    // No gateway holds anything: the page is all there is.
    useSession.setState(({ accounts: known }) => ({ isKept: false, accounts: withOthers(accounts, known) }))
  }
}

async function writeAnew(lasting: KeyRetention, accounts: Account[]): Promise<void> {
  await clear(lasting)
  await write(lasting, accounts)
}

/** What lay on the disk before may lie there still: the half that opened it goes, too. */
async function clear(lasting: KeyRetention): Promise<void> {
  const before = storedIn(lasting)?.half
  store(lasting, undefined)
  if (before !== undefined) await forgetKeyHalf(before)
}

function withOthers(accounts: Account[], known: Account[]): Account[] {
  return [...accounts, ...known.filter(({ id }) => !accounts.some((account) => account.id === id))]
}

/** The accounts with their keys; none where the half is gone. */
async function open(lasting: KeyRetention): Promise<Account[]> {
  const sealed = storedIn(lasting)
  const half = sealed && (await keyHalfOf(sealed.half, untilForgotten[lasting]).catch(() => undefined))
  return half ? unseal(sealed, half.half).catch(() => []) : []
}

async function tellAndFollow(status: 'open' | 'ending' = 'open'): Promise<void> {
  otherTabs().postMessage({ is: 'changed', tab: storedIn('tab') ?? null } satisfies Said)
  await follow(status)
}

/** A tab stays with its account as long as that is there. */
async function follow(status: 'open' | 'ending' = 'open'): Promise<void> {
  dropKeyHalves(lastings.flatMap((each) => storedIn(each)?.half ?? []))
  const { isKept, accounts: inPage, current } = useSession.getState()
  const stored = (await Promise.all(lastings.map(open))).flat()
  const accounts = isKept ? stored : withOthers(inPage, stored)
  const known = lastings.flatMap((each) => storedIn(each)?.accounts ?? [])
  const locked = known.filter(({ id }) => !accounts.some((account) => account.id === id))
  const before = current?.id ?? sessionStorage.getItem(currentAs)
  const still = accounts.find(({ id }) => id === before) ?? accounts[0] ?? null
  if (still) sessionStorage.setItem(currentAs, still.id)
  else if (known.length === 0) sessionStorage.removeItem(currentAs)
  useSession.setState({ status, current: still, accounts, locked: locked.map(withoutKeys) })
  if (accounts.length > 0) beThere()
}

function withoutKeys(known: Sealed['accounts'][number]): Account {
  return { ...known, accessKeySecret: '' }
}

/** What another tab says; it may be of another version, or none of Ferry's: that is dropped. */
function saidIn(data: unknown): Said | undefined {
  const { is, tab } = (typeof data === 'object' && data !== null ? data : {}) as { is?: unknown; tab?: unknown }
  if (is === 'asked' || is === 'locked') return { is }
  return is === 'changed' && (tab === null || isSealed(tab)) ? { is, tab } : undefined
}

async function hear(said: Said | undefined): Promise<void> {
  if (!said) return
  if (said.is === 'asked') return tellTab()
  if (said.is === 'locked') return drop()
  if (said.tab || storedIn('tab')) store('tab', said.tab ?? undefined)
  await follow()
}

function tellTab(): void {
  const tab = storedIn('tab')
  if (tab) otherTabs().postMessage({ is: 'changed', tab } satisfies Said)
}

/** What travels is sealed; only who is served by the gateway gets the other half. */
async function askOtherTabs(): Promise<Sealed | undefined> {
  const { held = [] } = (await navigator.locks?.query()) ?? {}
  if (!held.some(({ name }) => name === lockName)) return undefined
  return new Promise((resolve) => {
    const end = (tab?: Sealed | null) => {
      otherTabs().removeEventListener('message', hearAnswer)
      resolve(tab ?? undefined)
    }
    // Another tab that is new asks, too: that is no answer.
    const hearAnswer = ({ data }: MessageEvent) => {
      const said = saidIn(data)
      if (said?.is === 'changed') end(said.tab)
    }
    otherTabs().addEventListener('message', hearAnswer)
    setTimeout(end, answerWithin)
    otherTabs().postMessage({ is: 'asked' } satisfies Said)
  })
}

let isThere = false

function beThere(): void {
  if (isThere) return
  isThere = true
  void navigator.locks?.request(lockName, { mode: 'shared' }, () => new Promise(() => {}))
}

/** Where earlier versions kept a key that the browser does not give out, but writes to its disk. */
function removeOldVault(): void {
  const denied = () => useSession.setState({ hasDatabase: false })
  try {
    indexedDB.deleteDatabase(lockName).onerror = denied
  } catch {
    denied()
  }
}
