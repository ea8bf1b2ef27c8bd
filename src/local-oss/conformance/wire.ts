import { type ClientRequest, type IncomingMessage, request as plain, type RequestOptions } from 'node:http'
import { request as secure } from 'node:https'
import { dispositionFirst } from '../http/dispositionFirst.ts'
import { encodeKey, type Secret, signUrlV1, signUrlV4, signV1, signV4, type Unsigned } from './signer.ts'
import type { Ask } from './statement.ts'

/** Which OSS is asked, and where in it. */
export type Target = { endpoint: URL; region: string; bucket: string; prefix: string; key: Secret }

export type Answered = { status: number; headers: Record<string, string>; text: string }

/** Asks once. Nothing is followed and nothing repeated. Rejects when the connection fails. */
export async function exchange(target: Target, ask: Ask): Promise<Answered> {
  const { unsigned, body } = worded(target, ask)
  const { headers, query } = signed(unsigned, target.key, ask.sign ?? 'v4')
  const { endpoint } = target
  const host = unsigned.bucket ? `${unsigned.bucket}.${endpoint.host}` : endpoint.host
  const pairs = Object.entries({ host, 'content-length': String(body.length), ...headers })
  const options: RequestOptions = {
    // Names below .localhost are this computer, but not every resolver knows them.
    host: endpoint.hostname.endsWith('.localhost') ? '127.0.0.1' : host.replace(/:\d+$/, ''),
    ...(endpoint.port && { port: endpoint.port }),
    method: ask.method,
    path: unsigned.path + (query && `?${query}`),
    headers: dispositionFirst(pairs).flat(),
  }
  return answered(endpoint.protocol === 'https:' ? secure(options) : plain(options), body)
}

function worded({ region, bucket, prefix }: Target, { method, key, query = '', headers = {}, body = '', at }: Ask) {
  const name = at === 'service' ? '' : at === 'absent' ? absentBucket(bucket) : bucket
  const path = `/${key === undefined ? '' : encodeKey(prefix + key)}`
  const unsigned: Unsigned = { method, bucket: name, path, query, headers, region }
  return { unsigned, body: Buffer.from(body) }
}

/** A name that nobody has. */
export function absentBucket(bucket: string): string {
  return `${bucket.slice(0, 50)}-not-there`
}

type Sent = { headers: Record<string, string>; query: string }

function signed(unsigned: Unsigned, key: Secret, way: NonNullable<Ask['sign']>): Sent {
  const { headers, query } = unsigned
  const inHeader: Partial<Record<typeof way, () => Record<string, string>>> = {
    v4: () => signV4(unsigned, key),
    'v4 date': () => signV4(unsigned, key, 'date'),
    'v4 date in ISO': () => signV4(unsigned, key, 'date in ISO'),
    v1: () => signV1(unsigned, key, query),
    none: () => headers,
    unknown: () => signV4(unsigned, { id: 'LTAInobodyHasThisKey', secret: 'x' }),
    wrong: () => signV4(unsigned, { ...key, secret: 'another' }),
  }
  const found = inHeader[way]
  return found ? { headers: found(), query } : { ...linked(unsigned, key, way) }
}

function linked(unsigned: Unsigned, key: Secret, way: NonNullable<Ask['sign']>): Sent {
  const { headers, query } = unsigned
  if (way === 'v1 url') return { headers, query: signUrlV1(unsigned, key, query) }
  if (way === 'v4 url') return { headers, query: signUrlV4(unsigned, key) }
  const withHeader = { ...unsigned, headers: { ...headers, 'x-signed': 'yes' } }
  const link = signUrlV4(withHeader, key, { additional: ['x-signed'] })
  return { headers: way === 'v4 url with a header' ? withHeader.headers : headers, query: link }
}

function answered(outgoing: ClientRequest, body: Buffer): Promise<Answered> {
  return new Promise((resolve, reject) => {
    outgoing.on('error', reject)
    outgoing.on('response', (incoming: IncomingMessage) => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.on('error', reject)
      incoming.on('end', () => resolve(read(incoming, Buffer.concat(chunks))))
    })
    outgoing.end(body)
  })
}

function read({ statusCode = 0, headers }: IncomingMessage, body: Buffer): Answered {
  const flat = Object.entries(headers).map(([name, value]) => [name, String(value ?? '')])
  // HEAD carries its error in a header.
  const error = headers['x-oss-err']
  const text = typeof error === 'string' ? Buffer.from(error, 'base64').toString() : body.toString()
  return { status: statusCode, headers: Object.fromEntries(flat), text }
}
