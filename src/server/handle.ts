import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Address, parseAddress } from './address.ts'
import type { Answer } from './answer.ts'
import { authorise } from './authorise.ts'
import type { BucketContext, ObjectContext, Oss, ServiceContext } from './context.ts'
import { corsHeaders, preflightHeaders } from './cors.ts'
import { OssError, ossError } from './errors.ts'
import { errorXml } from './errorXml.ts'
import type { createFaults, FaultEffect } from './faults.ts'
import { checkBucketName } from './operations/buckets.ts'
import { checkKey } from './operations/write.ts'
import { parseQuery, type Query } from './query.ts'
import type { createRequestLog, LogEntry } from './requestLog.ts'
import { findRoute, PUT_BUCKET, ROUTES, type Route } from './route.ts'
import { send } from './send.ts'
import { authenticate } from './signature.ts'
import type { BucketRecord } from './store/types.ts'

/** What the requests of one server share. */
export type World = {
  oss: Oss
  pathStyle: boolean
  port(): number
  log: ReturnType<typeof createRequestLog>
  faults: ReturnType<typeof createFaults>
}

/** A request, read as far as it can be without looking at the store. */
type Arrival = {
  request: IncomingMessage
  requestId: string
  host: string
  headers: ReadonlyMap<string, string>
  rawPath: string
  rawQuery: string
  entry: LogEntry
}

/** Answers one request. Never throws: what goes wrong is an answer, or a cut connection. */
export async function handle(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    await exchange(world, request, response)
  } catch (error) {
    // The answer had begun; all that is left is to make sure that nobody takes it for whole.
    report(error)
    request.socket.destroy()
  }
}

async function exchange(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const arrival = arrive(world, request)
  const { entry } = arrival
  world.log.add(entry)
  let fault: FaultEffect | undefined
  let answer: Answer
  try {
    const asked = interpret(world, arrival)
    fault = world.faults.match(entry)
    answer = await answerWith(world, { arrival, asked, fault })
  } catch (error) {
    answer = errorAnswer(arrival, error)
  }
  const lost = answer === CUT || answer === SILENT || fault?.reset === 'after' || fault?.hang === 'after'
  Object.assign(entry, { status: answer.status, milliseconds: world.oss.now() - entry.started, lost })
  if (answer.code !== undefined) entry.code = answer.code
  if (!lost) await send({ request, response, answer: identified(world, arrival, answer), fault })
  else answer.stream?.release()
  if (answer === CUT || fault?.reset === 'after') request.socket.resetAndDestroy()
  world.log.done(entry)
}

function identified({ oss }: World, { requestId, entry }: Arrival, answer: Answer): Answer {
  const headers = { 'x-oss-request-id': requestId, 'x-oss-server-time': String(oss.now() - entry.started) }
  return { ...answer, headers: { date: new Date(oss.now()).toUTCString(), ...headers, ...answer.headers } }
}

/** Not answers: the connection is cut, or left open without a word. */
const CUT: Answer = { status: 0 }
const SILENT: Answer = { status: 0 }

function arrive({ oss }: World, request: IncomingMessage): Arrival {
  const headers = new Map<string, string>()
  for (let at = 0; at < request.rawHeaders.length; at += 2) {
    const name = (request.rawHeaders[at] ?? '').toLowerCase()
    const value = request.rawHeaders[at + 1] ?? ''
    const before = headers.get(name)
    headers.set(name, before === undefined ? value : `${before},${value}`)
  }
  const [, rawPath = '/', rawQuery = ''] = /^(?:https?:\/\/[^/?]*)?([^?]*)\??(.*)$/is.exec(request.url ?? '/') ?? []
  const entry: LogEntry = {
    op: 'Unknown',
    method: request.method ?? '',
    bucket: '',
    key: '',
    query: {},
    headers: Object.fromEntries([...headers].filter(([name]) => LOGGED.test(name))),
    status: 0,
    lost: false,
    started: oss.now(),
    milliseconds: 0,
  }
  const requestId = newRequestId()
  return { request, requestId, host: headers.get('host') ?? '', headers, rawPath: rawPath || '/', rawQuery, entry }
}

/** What tells requests apart; signing headers are on every one. */
const LOGGED = /^(x-oss-(?!date$|content-sha256$)|content-|if-|range$|origin$|cache-control$|expires$)/

/** 24 hex digits, as OSS's are. */
export function newRequestId(): string {
  return randomBytes(12).toString('hex').toUpperCase()
}

type Asked = {
  address: Address
  query: Query
  bucket: BucketRecord | undefined
  /** Absent for a preflight and for what is not implemented. */
  target: Target | undefined
}

type Target =
  | { level: 'service'; route: Route<ServiceContext> }
  | { level: 'bucket'; route: Route<BucketContext> }
  | { level: 'object'; route: Route<ObjectContext> }

/** Finds out what is asked for, and writes it to the log. */
function interpret(world: World, { request, headers, host, rawPath, rawQuery, entry }: Arrival): Asked {
  const address = parseAddress(host, rawPath, { pathStyle: world.pathStyle, port: world.port() })
  const query = readQuery(rawQuery)
  Object.assign(entry, { bucket: address.bucket, key: address.key, query: Object.fromEntries(query.entries) })
  const partNumber = query.get('partNumber')
  if (partNumber) entry.partNumber = Number(partNumber)
  const bucket = world.oss.store.bucket(address.bucket)
  const isPreflight = request.method === 'OPTIONS'
  const wanted = { method: request.method ?? '', query, copies: headers.has('x-oss-copy-source') }
  const target = isPreflight ? undefined : findTarget(address, wanted)
  entry.op = isPreflight ? 'Preflight' : (target?.route.op ?? 'Unknown')
  return { address, query, bucket, target }
}

function findTarget({ bucket, key }: Address, wanted: Parameters<typeof findRoute>[1]): Target | undefined {
  if (key !== '') return pair('object', findRoute(ROUTES.object, wanted))
  if (bucket === '') return pair('service', findRoute(ROUTES.service, wanted))
  return pair('bucket', findRoute(ROUTES.bucket, wanted)) ?? pair('service', findRoute([PUT_BUCKET], wanted))
}

function pair<Level, Found>(level: Level, route: Found | undefined): { level: Level; route: Found } | undefined {
  return route && { level, route }
}

type Work = { arrival: Arrival; asked: Asked; fault: FaultEffect | undefined }

async function answerWith(world: World, work: Work): Promise<Answer> {
  const { arrival, asked, fault } = work
  if (fault?.delay) await sleep(fault.delay)
  await fault?.hold
  await fault?.run?.(arrival.entry)
  if (fault?.reset === 'before') return CUT
  if (fault?.hang === 'before') return SILENT
  if (fault?.error) return injected(arrival, fault.error)
  if (arrival.request.method === 'OPTIONS') return preflightAnswer(arrival, asked)
  const ctx = authenticated(world, work)
  try {
    return withCors(arrival, asked, await run(ctx, asked))
  } catch (error) {
    return withCors(arrival, asked, errorAnswer(arrival, error))
  }
}

function authenticated(world: World, { arrival, asked }: Work): ServiceContext {
  const { request, headers, rawQuery, requestId, host } = arrival
  const { address, query } = asked
  const { bucket, key, region } = address
  const identity = authenticate(
    { method: request.method ?? '', rawQuery, headers, bucket, key },
    { keys: world.oss.keys, now: world.oss.now(), region },
  )
  if (identity.key) arrival.entry.accessKeyId = identity.key.id
  // The default iterator destroys the socket when a body is refused half-way, and with it the error answer.
  const body: AsyncIterable<Buffer> = { [Symbol.asyncIterator]: () => request.iterator({ destroyOnReturn: false }) }
  return { oss: world.oss, query, headers, body, caller: identity, address, requestId, host }
}

async function run(ctx: ServiceContext, { target }: Asked): Promise<Answer> {
  const { oss, caller, address } = ctx
  const { bucket: name, key } = address
  if (name !== '') checkBucketName(name)
  if (!target) throw ossError('NotImplemented', { message: 'This operation is not implemented.' })
  const { op, access, action = `oss:${op}` } = target.route
  if (target.level === 'service') {
    authorise(oss, caller, { action, access })
    return target.route.run(ctx)
  }
  const bucket = oss.store.bucket(name)
  if (!bucket) throw ossError('NoSuchBucket', { extra: { BucketName: name } })
  checkRegion(address, bucket)
  if (target.level === 'bucket') {
    authorise(oss, caller, { action, access, bucket, prefix: ctx.query.get('prefix') ?? '' })
    return target.route.run({ ...ctx, bucket })
  }
  checkKey(key)
  authorise(oss, caller, { action, access, bucket, key })
  return target.route.run({ ...ctx, bucket, key })
}

function checkRegion({ region, endpoint }: Address, bucket: BucketRecord): void {
  if (region === undefined || region === bucket.region) return
  const message =
    'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.'
  const extra = { Bucket: bucket.name, Endpoint: endpoint(bucket.region) }
  throw ossError('AccessDenied', { message, ec: '0003-00001403', extra })
}

function readQuery(rawQuery: string): Query {
  try {
    return parseQuery(rawQuery)
  } catch (cause) {
    if (cause instanceof URIError)
      throw ossError('InvalidArgument', { message: 'The query is not valid percent-encoded UTF-8.' })
    throw cause
  }
}

function preflightAnswer(arrival: Arrival, { address, bucket }: Asked): Answer {
  if (address.bucket !== '' && !bucket) throw ossError('NoSuchBucket', { extra: { BucketName: address.bucket } })
  return { status: 200, headers: preflightHeaders(bucket?.cors, arrival.headers) }
}

/** Errors get CORS headers too, or a page would take every 404 for a dead network. A failed signature gets none. */
function withCors({ request, headers }: Arrival, { bucket }: Asked, answer: Answer): Answer {
  if (answer === CUT) return answer
  const added = corsHeaders(bucket?.cors, { method: request.method ?? '', headers })
  return { ...answer, headers: { ...answer.headers, ...added } }
}

function injected(arrival: Arrival, { code, message, headers, ok }: NonNullable<FaultEffect['error']>): Answer {
  const error = ossError(code, { ...(message !== undefined && { message }), ...(headers && { headers }) })
  const answer = errorAnswer(arrival, error)
  return ok ? { ...answer, status: 200 } : answer
}

function errorAnswer({ request, requestId, host }: Arrival, thrown: unknown): Answer {
  // The client hung up while its body came in: there is nobody to tell.
  if (request.destroyed && !request.complete) return CUT
  // The server closes: a copy that was under way is cut off.
  if (thrown instanceof Error && thrown.name === 'AbortError') return CUT
  if (!(thrown instanceof OssError)) report(thrown)
  const error = thrown instanceof OssError ? thrown : ossError('InternalError')
  const { status, code } = error
  if (status === 304) return { status, code, headers: error.headers }
  const body = errorXml(error, { requestId, hostId: host })
  const headers = { 'content-type': 'application/xml', 'x-oss-ec': error.ec, ...error.headers }
  if (request.method !== 'HEAD') return { status, code, headers, body }
  return { status, code, headers: { ...headers, 'x-oss-err': Buffer.from(body).toString('base64') } }
}

function report(thrown: unknown): void {
  const text = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
  process.stderr.write(`local OSS: ${text}\n`)
}
