import { isBucketName, isRegionName } from '../../oss/names.ts'
import type { Account } from '../../oss/types.ts'
import { accountFileKind } from './accountFileKind.ts'

/** An account without what signs. */
export type PortableAccount = Omit<Account, 'id' | 'accessKeySecret' | 'stsToken' | 'expires'>

/** Of one file. */
const mostAccounts = 1000

const version = 1

/** Accounts as a file that can be handed on. What goes into it is named one by one, so that no secret ever does. */
export function accountFile(accounts: readonly Account[]): string {
  const portable = accounts.map((account) =>
    Object.fromEntries(fields.flatMap((name) => (account[name] === undefined ? [] : [[name, account[name]]]))),
  )
  return `${JSON.stringify({ kind: accountFileKind, version, accounts: portable }, null, 2)}\n`
}

/** What a text offers, which may be anybody's: a person sees each account, and its host, before a key is typed. */
export type ReadAccounts = {
  accounts: PortableAccount[]
  /** What was not taken, and why. */
  leftOut: Entry[]
  /** What was taken, but for some fields. */
  partly: Entry[]
  /** How many there are behind the last that was read. */
  more: number
  /** Why nothing can be read at all. */
  problem?: 'unreadable' | 'empty' | 'version'
}

/** An account of a file, by its place from 1 on: which fields it lacks, which are wrong, and which nobody reads. */
export type Entry = {
  n: number
  name?: string
  lacks: SaidField[]
  wrong: SaidField[]
  unused: string[]
  /** The place of the same account before it. */
  sameAs?: number
}

/**
 * The accounts of such a file. One of which a field is wrong is left out: without it, keys might reach, or do, what the file did not mean. What is merely
 * not known here is not used, and both are told.
 */
export function readAccounts(text: string): ReadAccounts {
  const file = recordOf(parsed(text))
  const read: ReadAccounts = { accounts: [], leftOut: [], partly: [], more: 0 }
  if (parsed(text) === undefined) return { ...read, problem: 'unreadable' }
  if (file.version !== undefined && file.version !== version) return { ...read, problem: 'version' }
  const given = file.kind === accountFileKind && Array.isArray(file.accounts) ? file.accounts : []
  if (given.length === 0) return { ...read, problem: 'empty' }
  const entries = entriesOf(given.slice(0, mostAccounts))
  return {
    accounts: entries.flatMap(({ account }) => account ?? []),
    leftOut: entries.filter(({ account }) => !account),
    partly: entries.filter(({ account, unused }) => account && unused.length > 0),
    more: Math.max(0, given.length - mostAccounts),
  }
}

type Found = Entry & { account?: PortableAccount }

function entriesOf(given: unknown[]): Found[] {
  const places = new Map<string, number>()
  return given.map((one, at) => {
    const entry = entryOf(recordOf(one), at + 1)
    if (entry.lacks.length + entry.wrong.length > 0) return entry
    const account = accountOf(recordOf(one))
    const sameAs = places.get(sameness(account))
    if (sameAs !== undefined) return { ...entry, sameAs }
    places.set(sameness(account), entry.n)
    return { ...entry, account }
  })
}

const needed = ['name', 'accessKeyId', 'region', 'endpoint'] as const
const fields = [...needed, 'cname', 'pathStyle', 'start', 'isReadOnly', 'paysFor', 'colour'] as const
type Field = (typeof fields)[number]
/** Which one is wrong is told by all but the colour, which is merely not used. */
export type SaidField = Exclude<Field, 'colour'>

const isRight: { [Name in Field]: (value: unknown) => boolean } = {
  name: isShort,
  accessKeyId: isShort,
  region: (value) => isShort(value) && isRegionName(value),
  endpoint: (value) => isShort(value) && /^https?:\/\/[^/\s@?#]+$/.test(value) && URL.canParse(value),
  cname: isBucket,
  pathStyle: isSwitch,
  start: (value) => isBucket(recordOf(value).bucket) && typeof recordOf(value).prefix === 'string',
  isReadOnly: isSwitch,
  paysFor: (value) => Array.isArray(value) && value.every(isBucket),
  colour: (value) => Number.isInteger(value) && Number(value) > 0 && Number(value) < 7,
}

function entryOf(given: Record<string, unknown>, n: number): Entry {
  const isGiven = (name: Field) => given[name] !== undefined && given[name] !== ''
  const wrong = fields.filter((name) => isGiven(name) && !isRight[name](given[name]))
  const others = Object.keys(given).filter((name) => !(fields as readonly string[]).includes(name))
  return {
    n,
    ...(isShort(given.name) && { name: given.name }),
    lacks: needed.filter((name) => !isGiven(name)),
    wrong: wrong.filter((name): name is SaidField => name !== 'colour'),
    unused: [...wrong.filter((name) => name === 'colour'), ...others],
  }
}

/** Of fields that are right. What is switched off, or empty, is as if it were not there. */
function accountOf(given: Record<string, unknown>): PortableAccount {
  const { start, ...others } = given
  const { bucket, prefix } = recordOf(start)
  const isUsed = (name: Field, value: unknown) =>
    isRight[name](value) && value !== false && !(Array.isArray(value) && value.length === 0)
  const used = fields.filter((name) => name !== 'start' && isUsed(name, others[name]))
  const account = Object.fromEntries(used.map((name) => [name, others[name]]))
  // A host is written in many ways: accounts that are signed in have this one.
  const { origin: endpoint } = new URL(String(others.endpoint))
  return { ...account, endpoint, ...(isRight.start(start) && { start: { bucket, prefix } }) } as PortableAccount
}

/** By what two are one account, whatever they are called. */
function sameness({ accessKeyId, region, endpoint, cname, start }: PortableAccount): string {
  return JSON.stringify([accessKeyId, region, endpoint, cname, start])
}

function isShort(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= 200
}

function isBucket(value: unknown): boolean {
  return isShort(value) && isBucketName(value)
}

function isSwitch(value: unknown): boolean {
  return typeof value === 'boolean'
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
