import { array, type GenericSchema, type InferOutput, number, object, safeParse, string, unknown } from 'valibot'
import type { Ref } from '../../oss/types.ts'
import { useSession } from '../session/session.ts'
import { draftsStoredAs } from './forgetDrafts.ts'

/** What a person typed about one object and has not saved: kept for this window, so that a reload does not lose it. */

/** `kind`: the form that it was typed in. */
export type DraftPlace = { kind: string; at: Pick<Ref, 'account' | 'bucket' | 'key'> }

/** Characters of all drafts together; a browser keeps about five million for a page. The oldest go first. */
const most = 2_000_000
const stored = object({
  kind: string(),
  account: string(),
  bucket: string(),
  key: string(),
  kept: number(),
  body: unknown(),
})
type Stored = InferOutput<typeof stored>

/** `kept`: ms since 1970. Undefined where there is none, or what lies there has another shape. */
export function readDraft<S extends GenericSchema>(place: DraftPlace, schema: S): Draft<InferOutput<S>> | undefined {
  const found = all().find((one) => isOf(one, place))
  const read = found && safeParse(schema, found.body)
  return read?.success ? { kept: found?.kept ?? 0, body: read.output } : undefined
}
export type Draft<T> = { kept: number; body: T }

/** In the place of an earlier one of the same form and object. */
export function keepDraft({ kind, at: { account, bucket, key } }: DraftPlace, body: unknown): void {
  const others = all().filter((one) => !isOf(one, { kind, at: { account, bucket, key } }))
  write([{ kind, account, bucket, key, kept: Date.now(), body }, ...others])
}

export function dropDraft(place: DraftPlace): void {
  write(all().filter((one) => !isOf(one, place)))
}

function isOf(one: Stored, { kind, at: { account, bucket, key } }: DraftPlace): boolean {
  return one.kind === kind && one.account === account && one.bucket === bucket && one.key === key
}

function all(): Stored[] {
  try {
    const read = safeParse(array(stored), JSON.parse(sessionStorage.getItem(draftsStoredAs) ?? '[]'))
    return read.success ? read.output : []
  } catch {
    // Somebody else's text.
    return []
  }
}

/** The newest come first. */
function write(drafts: Stored[]): void {
  let left = most
  const texts = drafts.map((one) => JSON.stringify(one)).filter((text) => text.length <= most)
  const kept = texts.filter((text) => {
    left -= text.length
    return left >= 0
  })
  if (kept.length === 0) sessionStorage.removeItem(draftsStoredAs)
  else sessionStorage.setItem(draftsStoredAs, `[${kept.join(',')}]`)
}

/** Another tab may have signed the account out. */
function forgetStrangers(): void {
  const { status, accounts, locked } = useSession.getState()
  const isKnown = ({ account }: Stored) => [...accounts, ...locked].some(({ id }) => id === account)
  if (status === 'open' && !all().every(isKnown)) write(all().filter(isKnown))
}

useSession.subscribe(forgetStrangers)
forgetStrangers()
