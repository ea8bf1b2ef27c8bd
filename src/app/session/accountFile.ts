import { isBucketName, isRegionName } from '../../oss/names.ts'
import type { Account } from '../../oss/types.ts'
import { accountFileKind } from './accountFileKind.ts'

/** An account without what signs. */
export type PortableAccount = Omit<Account, 'id' | 'accessKeySecret' | 'stsToken' | 'expires'>

const longest = 1000

/** Accounts as a file that can be handed on. What goes into it is named one by one, so that no secret ever does. */
export function accountFile(accounts: readonly Account[]): string {
  const portable = accounts.map(
    ({ name, accessKeyId, region, endpoint, cname, pathStyle, start, isReadOnly, paysFor, colour }): Partial<Account> =>
      Object.fromEntries(
        Object.entries({
          name,
          accessKeyId,
          region,
          endpoint,
          cname,
          pathStyle,
          start,
          isReadOnly,
          paysFor,
          colour,
        }).filter(([, value]) => value !== undefined),
      ),
  )
  return `${JSON.stringify({ kind: accountFileKind, accounts: portable }, null, 2)}\n`
}

/** The accounts of such a file, which may be anybody's; undefined where it is none. What is odd in it is left out: a person sees the rest, and its host, before a key is typed. */
export function accountsIn(text: string): PortableAccount[] | undefined {
  const file = recordOf(parsed(text))
  if (file.kind !== accountFileKind || !Array.isArray(file.accounts)) return undefined
  return file.accounts.slice(0, longest).flatMap((one) => accountIn(recordOf(one)) ?? [])
}

/** Of a text that offers nothing: it is no JSON, it has no accounts, or what the first of them lacks. */
export type FileProblem = 'unreadable' | 'empty' | Needed[]
const needed = ['name', 'accessKeyId', 'region', 'endpoint'] as const
type Needed = (typeof needed)[number]

export function fileProblem(text: string): FileProblem {
  const { accounts } = recordOf(parsed(text))
  if (parsed(text) === undefined) return 'unreadable'
  if (!Array.isArray(accounts) || accounts.length === 0) return 'empty'
  const first = recordOf(accounts[0])
  return needed.filter((field) => !isRight[field](first[field]))
}

const isRight: { [field in Needed]: (value: unknown) => value is string } = {
  name: isShort,
  accessKeyId: isShort,
  region: (value): value is string => isShort(value) && isRegionName(value),
  endpoint: (value): value is string => isShort(value) && /^https?:\/\/[^/\s@?#]+$/.test(value) && URL.canParse(value),
}

function accountIn(given: Record<string, unknown>): PortableAccount | undefined {
  const { name, accessKeyId, region, endpoint } = given
  if (!isRight.name(name) || !isRight.accessKeyId(accessKeyId)) return
  if (!isRight.region(region) || !isRight.endpoint(endpoint)) return
  const { cname, start, colour } = given
  const { bucket, prefix } = recordOf(start)
  const isPlace = isShort(bucket) && isBucketName(bucket) && typeof prefix === 'string'
  const paysFor = Array.isArray(given.paysFor) ? given.paysFor.filter((one) => isShort(one) && isBucketName(one)) : []
  return {
    ...{ name, accessKeyId, region, endpoint },
    ...(isShort(cname) && isBucketName(cname) && { cname }),
    ...(given.pathStyle === true && { pathStyle: true }),
    ...(isPlace && { start: { bucket, prefix } }),
    ...(given.isReadOnly === true && { isReadOnly: true }),
    ...(paysFor.length > 0 && { paysFor }),
    ...(typeof colour === 'number' && Number.isInteger(colour) && colour > 0 && colour < 7 && { colour }),
  }
}

function isShort(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= 200
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
