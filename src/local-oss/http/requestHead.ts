import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { BucketContext, ObjectContext, ServiceContext } from '../context.ts'
import { ossError } from '../errors.ts'
import type { World } from '../handle.ts'
import { findRoute, MAKING_BUCKETS, ROUTES, type Route } from '../route.ts'
import type { BucketRecord } from '../store/types.ts'
import { type Address, parseAddress } from './address.ts'
import { parseQuery, type Query } from './query.ts'
import type { LogEntry } from './requestLog.ts'

/** A request, read as far as it can be without looking at the store. */
export type RequestHead = {
  request: IncomingMessage
  requestId: string
  host: string
  headers: ReadonlyMap<string, string>
  rawPath: string
  rawQuery: string
  entry: LogEntry
}

/** What tells requests apart; signing headers are on every one. */
const LOGGED = /^(x-oss-(?!date$|content-sha256$)|content-|if-|range$|origin$|cache-control$|expires$)/

/** Reads a request line and headers. Header values stay raw bytes (latin1). */
export function readHead({ oss }: World, request: IncomingMessage): RequestHead {
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

/** 24 hex digits, as OSS's are. (Of UUIDs Node makes some at once: a tenth of the time of random bytes.) */
export function newRequestId(): string {
  return randomUUID().replaceAll('-', '').slice(0, 24).toUpperCase()
}

/** What a request is about. */
export type ParsedRequest = {
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

/** Finds out what is asked for, and writes it to the log. Throws OssError for what cannot be read. */
export function parseRequest(
  world: World,
  { request, headers, host, rawPath, rawQuery, entry }: RequestHead,
): ParsedRequest {
  const { store, settings } = world.oss
  const boundTo = (name: string) => {
    const bucket = settings.cnames?.[name]
    const { region } = (bucket && store.bucket(bucket)) || {}
    return bucket === undefined ? undefined : { bucket, ...(region && { region }) }
  }
  const address = parseAddress(host, rawPath, {
    pathStyle: world.pathStyle,
    port: world.port(),
    boundTo,
    endpoints: settings.endpoints,
  })
  const query = readQuery(rawQuery)
  Object.assign(entry, { bucket: address.bucket, key: address.key, query: Object.fromEntries(query.entries) })
  const partNumber = query.get('partNumber')
  if (partNumber) entry.partNumber = Number(partNumber)
  const bucket = store.bucket(address.bucket)
  const isPreflight = request.method === 'OPTIONS'
  const wanted = { method: request.method ?? '', query, copies: headers.has('x-oss-copy-source') }
  const target = isPreflight ? undefined : findTarget(address, bucket !== undefined, wanted)
  entry.op = isPreflight ? 'Preflight' : (target?.route.op ?? 'Unknown')
  return { address, query, bucket, target }
}

function findTarget(
  { bucket, key }: Address,
  exists: boolean,
  wanted: Parameters<typeof findRoute>[1],
): Target | undefined {
  if (key !== '') return pair('object', findRoute(ROUTES.object, wanted))
  if (bucket === '') return pair('service', findRoute(ROUTES.service, wanted))
  const found = findRoute(ROUTES.bucket, wanted)
  const making = findRoute(MAKING_BUCKETS, wanted)
  return making && !(exists && found) ? { level: 'service', route: making } : pair('bucket', found)
}

function pair<Level, Found>(level: Level, route: Found | undefined): { level: Level; route: Found } | undefined {
  return route && { level, route }
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
