import { createCall } from '../../call.ts'
import { endpointOf } from '../../endpoints/endpoints.ts'
import { OssError } from '../../errors.ts'
import { plainUrl } from '../../signUrl.ts'
import type { Account, CorsMethod, Ref } from '../../types.ts'
import type { Transport } from '../../wire.ts'
import { allMetadata, neededHeaders } from '../exposed.ts'
import { directTransport } from '../transport.ts'
import {
  type CorsCheck,
  corsMethods,
  furtherHeaders,
  metaNames,
  signedHeaders,
  tokenHeader,
  type Verdict,
} from './needs.ts'

type Probe = {
  account: Account
  bucket: Pick<Ref, 'region' | 'bucket'>
  signal: AbortSignal
  /** Who fetches, if not the browser. */
  send?: typeof fetch
}
/** The headers that a page sees of an answer; undefined where the browser keeps the answer from it, `unsent` for a write with a read-only key. */
type Seen = Set<string> | undefined | 'unsent'
type Ask = (method: CorsMethod, headers?: Record<string, string>) => Promise<Seen>

/**
 * What the CORS rules of a bucket let this page do, found out by requests that can change nothing, whatever anybody else does meanwhile: each is about
 * an upload that was never begun, of an object that nobody can have, since both names are made up here. Whatever OSS answers, a refusal too, shows
 * that the rule let the request pass; the browser asks for each by itself beforehand.
 * @throws OssError where there is no answer at all
 */
export async function probeCors(probe: Probe): Promise<CorsCheck> {
  const ask = asking(probe)
  const answers = await Promise.all(corsMethods.map(async (method) => [method, await ask(method)] as const))
  const open = answers.flatMap(([, seen]) => (seen instanceof Set ? [seen] : []))
  const isKeyInDoubt = open.length === 0 && (await isLetInUnsigned(probe))
  const verdictOf = (seen: Seen): Verdict =>
    seen instanceof Set ? 'ok' : seen || isKeyInDoubt ? 'notKnown' : 'missing'
  const methods = Object.fromEntries(answers.map(([method, seen]) => [method, verdictOf(seen)]))
  return {
    methods: methods as CorsCheck['methods'],
    headers: await headersOf(ask, { mayAsk: methods.GET === 'ok', hasToken: probe.account.stsToken !== undefined }),
    exposed: Object.fromEntries([...neededHeaders, allMetadata].map((name) => [name, exposureOf(name, open)])),
    meta: metaNames(open.flatMap((seen) => [...seen])),
    ...(isKeyInDoubt && { isKeyInDoubt }),
  }
}

/** All at once, and one by one only where something of that is refused. */
async function headersOf(
  ask: Ask,
  { mayAsk, hasToken }: { mayAsk: boolean; hasToken: boolean },
): Promise<CorsCheck['headers']> {
  const further = Object.entries(furtherHeaders)
  const verdicts = (of: (name: string, value: string) => Promise<Verdict> | Verdict) =>
    Promise.all(further.map(async ([name, value]): Promise<[string, Verdict]> => [name, await of(name, value)]))
  const signed = signedHeaders
    .filter((name) => name !== tokenHeader || hasToken)
    .map((name): [string, Verdict] => [name, mayAsk ? 'ok' : 'notKnown'])
  const isWhole = mayAsk && (await ask('GET', furtherHeaders)) !== undefined
  const each = await verdicts(async (name, value) => {
    if (!mayAsk) return 'notKnown'
    return isWhole || (await ask('GET', { [name]: value })) ? 'ok' : 'missing'
  })
  return Object.fromEntries([...signed, ...each])
}

/** Names that are exposed are told by a header that has to be exposed itself; else only what an answer happens to carry is known. */
function exposureOf(name: string, answers: readonly Set<string>[]): Verdict {
  if (answers.length === 0) return 'notKnown'
  const wanted = name.toLowerCase()
  if (answers.every((seen) => seen.has(wanted))) return 'ok'
  const isTold = answers.some((seen) => seen.has(told) && !seen.has(wanted))
  return isTold || wanted === told ? 'missing' : 'notKnown'
}

const told = 'access-control-expose-headers'

function asking({ account, bucket, signal, send }: Probe): Ask {
  const direct = directTransport(send ? { send } : {})
  const nothing = { key: madeUp(), sub: { uploadId: madeUp() } }
  return async (method, headers = {}) => {
    let seen: Seen
    const watched: Transport = async (request) => {
      const answer = await direct(request)
      const named = (answer.headers[told] ?? '').split(',').map((name) => name.trim().toLowerCase())
      if (!answer.failure) seen = new Set([...Object.keys(answer.headers), ...named])
      return answer
    }
    const call = createCall(account, watched)
    const sub = method === 'PUT' ? { ...nothing.sub, partNumber: '1' } : nothing.sub
    try {
      await call({ operation: 'CorsCheck', method, ...bucket, ...nothing, sub, headers, signal })
    } catch (error) {
      if (error instanceof OssError && error.code === 'ReadOnlySession') return 'unsent'
      throwUnlessAnswered(error)
    }
    return seen
  }
}

/** Refusals are what is looked for. */
function throwUnlessAnswered(error: unknown): void {
  const isAnswer = error instanceof OssError && (error.kind === 'http' || error.code === 'CorsRefused')
  if (!isAnswer) throw error
}

/** A plain GET needs no header of a rule. */
async function isLetInUnsigned({ account, bucket, signal, send = fetch }: Probe): Promise<boolean> {
  const address = plainUrl({ ...bucket, key: '' }, endpointOf(account, bucket.region), account)
  try {
    await send(`${address}?uploads&max-uploads=1`, { signal, credentials: 'omit', cache: 'no-store' })
    return true
  } catch {
    signal.throwIfAborted()
    return false
  }
}

/** 128 bits that nobody has seen before the request arrives. */
function madeUp(): string {
  return crypto.randomUUID().replaceAll('-', '').toUpperCase()
}
