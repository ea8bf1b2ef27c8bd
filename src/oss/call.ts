import { isBusy, OssError } from './errors.ts'
import { connectionCause } from './noConnection.ts'
import { refusedTime } from './refusedTime.ts'
import { createSdkClient, type SdkClient, type SdkRequest } from './sdk.ts'
import { createStoreClock, type StoreClock } from './storeClock.ts'
import type { Account } from './types.ts'
import { type Body, recalled, type Told, type Transport, type WireAnswer } from './wire.ts'
import { type Element, readEach, readXml, text } from './xml.ts'

/** One request in OSS's terms. Empty query values must be left out: V4 signs them differently from what travels. */
export type CallParams = {
  operation: string
  method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE'
  region: string
  bucket?: string
  key?: string
  /** Sub-resources: `acl`, `uploadId`, … */
  sub?: Record<string, string>
  query?: Record<string, string>
  headers?: Record<string, string>
  /** The SDK adds Content-MD5 to a text; bytes go without. */
  body?: Body
  expect?: number[]
  /** The answer is the bytes of an object. */
  reads?: true
  /** What is read of the answer's headers: it is refused where CORS hides some of that. */
  tells?: Told
  /** Nothing of them is, but what proves the write will be: it is not sent where that is known to be hidden. */
  proves?: true
  signal: AbortSignal
  timeout?: number
}

export type Call = (params: CallParams) => Promise<WireAnswer>

const usualTimeout = 60_000

/**
 * The one way to OSS: signs, sends, and turns every answer that is not a success into an `OssError`, also a 200 that carries an
 * `<Error>` (docs/oss/copy.md#success). A request that was refused for its time is sent once more, signed with the store's, as are all that follow.
 */
export function createCall(
  account: Account,
  transport: Transport,
  { clock = createStoreClock(), permit }: { clock?: StoreClock; permit?: AbortSignal | undefined } = {},
): Call {
  const clients = new Map<string, Promise<SdkClient>>()
  /** What the latest answer of each bucket hid from this page. */
  const hides = new Map<string | undefined, WireAnswer['hides']>()
  const clientOf = (region: string) => {
    const client = clients.get(region) ?? createSdkClient(account, region, transport, clock)
    clients.set(region, client)
    // The SDK is loaded on first use; a load that failed must not be remembered.
    client.catch(() => clients.delete(region))
    return client
  }
  const send = async (client: SdkClient, params: CallParams) => {
    params.signal.throwIfAborted()
    requireBound(account, params)
    const isWrite = writes(params)
    if (isWrite && (params.tells || params.proves)) requireSeen(hides.get(params.bucket), params)
    if (isWrite && (account.isReadOnly || permit?.aborted)) throw readOnly(params)
    const answer = await client.request(requestOf(params, account, isWrite ? permit : undefined))
    if (answer.failure?.code === recalled) throw readOnly(params)
    if (answer.hides && !answer.failure) hides.set(params.bucket, answer.hides)
    return answer
  }
  const told = (answer: WireAnswer, params: CallParams) => {
    if (params.tells) requireSeen(answer.hides, params)
    return answer
  }
  return async (params) => {
    const client = await clientOf(params.region)
    const answer = await send(client, params)
    const error = errorOf(answer, params)
    if (!error) return told(answer, params)
    const storeTime = refusedTime(error, answer)
    if (storeTime === undefined) throw error
    clock.learn(storeTime)
    return told(checked(await send(client, params), params), params)
  }
}

/** @throws OssError HeadersHidden, MetadataHidden */
function requireSeen(hides: WireAnswer['hides'], params: CallParams): void {
  const failure = hides?.(params.tells ?? 'facts')
  if (failure) throw new OssError({ ...factsOf(nothing, params), ...failure })
}

function writes({ method }: CallParams): boolean {
  return method !== 'GET' && method !== 'HEAD'
}

/** A custom domain would take what is asked of another bucket for its own. @throws OssError OtherBucket */
function requireBound({ cname, endpoint }: Account, { operation, bucket, key }: CallParams): void {
  if (cname === undefined || bucket === cname) return
  const resource = `oss://${bucket ?? ''}/${key ?? ''}`
  const message = `${endpoint} reaches the bucket ${cname} only`
  throw new OssError({
    kind: 'gateway',
    code: 'OtherBucket',
    message,
    operation,
    resource,
    ...(bucket !== undefined && { bucket }),
  })
}

/** It never left this computer. */
function readOnly({ operation, bucket, key }: CallParams): OssError {
  const resource = `/${[bucket, key].filter((part) => part !== undefined).join('/')}`
  const message = `The session is read-only: ${operation} was not sent`
  return new OssError({
    kind: 'gateway',
    code: 'ReadOnlySession',
    message,
    operation,
    resource,
    ...(bucket !== undefined && { bucket }),
  })
}

function requestOf(params: CallParams, account: Account, recall: AbortSignal | undefined): SdkRequest {
  return {
    method: params.method,
    headers: { ...params.headers, ...payerOf(params, account) },
    subres: { ...params.sub },
    query: { ...params.query },
    disabledMD5: typeof params.body !== 'string',
    timeout: params.timeout ?? usualTimeout,
    ctx: { signal: params.signal, ...(params.reads && { reads: true }), ...(recall && { recall }) },
    ...(params.bucket === undefined ? {} : { bucket: params.bucket }),
    ...(params.key === undefined ? {} : { object: params.key }),
    ...(params.body === undefined ? {} : { content: params.body }),
  }
}

/**
 * Says that this account pays, where it agreed to; of a copy also for its source.
 * @see https://www.alibabacloud.com/help/en/oss/support/0003-00000702
 */
function payerOf({ bucket, headers }: CallParams, { paysFor = [] }: Account): Record<string, string> {
  const source = copySourceOf(headers).copySource?.split('/')[2]
  const isPaid = [bucket, source].some((name) => name !== undefined && paysFor.includes(name))
  return isPaid ? { 'x-oss-request-payer': 'requester' } : {}
}

/** The answer's body as XML, or an `OssError` if it has another root than `root`. */
export function bodyOf(answer: WireAnswer, root: string, params: Pick<CallParams, 'operation'>): Element {
  const element = parse(answer)
  requireRoot(element, answer, { root, ...params })
  return element
}

/** The same for a list: every element called `name` as its texts, and the rest. */
export function eachOf(
  answer: WireAnswer,
  { root, name, operation }: { root: string; name: string; operation: string },
) {
  const body = unlessBroken(() => readEach(textOf(answer), name))
  requireRoot(body?.rest, answer, { root, operation })
  return { each: body?.each ?? [], rest: body?.rest }
}

/**
 * What `read` makes of an answer whose elements nest.
 * @throws OssError of its own, or `protocol` when a value in it is none that OSS would give, such as a name with half an escape.
 */
export function valuesOf<T>(answer: WireAnswer, { operation }: Pick<CallParams, 'operation'>, read: () => T): T {
  try {
    return read()
  } catch (cause) {
    if (cause instanceof OssError) throw cause
    const message = `${operation} was answered with values that can't be read`
    const facts = factsOf(answer, { operation })
    throw new OssError({ ...facts, kind: 'protocol', code: 'UnexpectedAnswer', message, cause })
  }
}

type Expected = Pick<CallParams, 'operation'> & { root: string }

function requireRoot(element: Element | undefined, answer: WireAnswer, { root, ...params }: Expected): asserts element {
  if (element?.name === root) return
  throw new OssError({
    ...factsOf(answer, { operation: params.operation }),
    kind: 'protocol',
    code: 'UnexpectedAnswer',
    message: `${params.operation} was answered with ${element ? `<${element.name}>` : 'no XML'} instead of <${root}>`,
  })
}

function checked(answer: WireAnswer, params: CallParams): WireAnswer {
  const error = errorOf(answer, params)
  if (error) throw error
  return answer
}

function errorOf(answer: WireAnswer, params: CallParams): OssError | undefined {
  if (answer.failure) {
    const code = connectionCause(answer.failure)
    return new OssError({ ...factsOf(answer, params), ...answer.failure, ...(code && { code }) })
  }
  const ok = (params.expect ?? [200, 204, 206]).includes(answer.status)
  const error = ok ? hiddenError(answer, params) : errorElement(answer)
  if (ok && !error) return undefined
  return new OssError({ ...factsOf(answer, params), ...errorFacts(answer, error), ...(ok && statusOf(error)) })
}

/**
 * OSS begins the answer of a long copy before it knows how it ends: then an error comes with 200. It is what it would be with its own status.
 * @see https://help.aliyun.com/zh/oss/developer-reference/completemultipartupload
 */
function statusOf(error: Element | undefined): { status?: number } {
  const code = error && text(error, 'Code')
  if (code === 'InternalError') return { status: 500 }
  return code && isBusy(code) ? { status: 503 } : {}
}

const nothing: WireAnswer = { status: 0, headers: {}, data: new Uint8Array() }

export type Asked = Pick<CallParams, 'operation' | 'bucket' | 'key' | 'headers' | 'query' | 'sub'>

/** What an error says of a request and its answer. */
export function factsOf(answer: WireAnswer, params: Asked) {
  const requestId = answer.headers['x-oss-request-id']
  return {
    operation: params.operation,
    resource: `oss://${params.bucket ?? ''}/${params.key ?? ''}`,
    ...(params.bucket ? { bucket: params.bucket } : {}),
    ...copySourceOf(params.headers),
    ...((params.sub?.versionId !== undefined || namesVersion(params.headers)) && { isVersion: true as const }),
    ...(params.query?.prefix && { prefix: params.query.prefix }),
    ...(answer.status ? { status: answer.status } : {}),
    ...(requestId ? { requestId } : {}),
  }
}

function copySourceOf(headers: CallParams['headers']): { copySource?: string } {
  const [source] = headers?.['x-oss-copy-source']?.split('?', 1) ?? []
  return source ? { copySource: `oss:/${decodeURIComponent(source)}` } : {}
}

function namesVersion(headers: CallParams['headers']): boolean {
  return headers?.['x-oss-copy-source']?.includes('?versionId=') ?? false
}

function errorFacts(answer: WireAnswer, error: Element | undefined) {
  const elements = error?.children ?? []
  // Which right is missing stands one level deeper.
  const denied = elements.find(({ name }) => name === 'AccessDeniedDetail')?.children ?? []
  const details = Object.fromEntries([...denied, ...elements].map(({ name, text }) => [name, text]))
  const { Code = `Http${answer.status}`, Message = `OSS answered ${answer.status}`, EC, ...rest } = details
  const ec = EC ?? answer.headers['x-oss-ec']
  const wait = answer.headers['x-oss-qos-delay-time']
  return {
    kind: 'http' as const,
    code: Code,
    message: Message,
    details: wait ? { ...rest, wait } : rest,
    ...(ec ? { ec } : {}),
  }
}

/** A failed HEAD carries its error document in a header, base64. */
function errorElement(answer: WireAnswer): Element | undefined {
  const packed = answer.headers['x-oss-err']
  if (!packed) return parse(answer)
  const data = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0))
  return parse({ ...answer, data })
}

/** A GET may return an object of the user's that happens to be an `<Error>`; only writes are looked at. */
function hiddenError(answer: WireAnswer, params: CallParams): Element | undefined {
  const root = params.method === 'GET' || answer.data.length === 0 ? undefined : parse(answer)
  return root?.name === 'Error' ? root : undefined
}

function parse(answer: WireAnswer): Element | undefined {
  return unlessBroken(() => readXml(textOf(answer)))
}

function textOf({ data }: WireAnswer): string {
  return new TextDecoder().decode(data)
}

/** Proxies answer with HTML or nothing: then the status alone speaks. */
function unlessBroken<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
