import { createHash, createHmac } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { type IncomingHttpHeaders, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dispositionFirst } from './dispositionFirst.ts'
import { createLocalOss, type LocalOss, type LocalOssOptions } from './server.ts'
import { parseXml, type XmlElement } from './xml.ts'

/** A request as a test words it. The key is not encoded; `null` sends no signature. */
export type Call = {
  bucket?: string
  key?: string
  region?: string
  query?: string
  headers?: Record<string, string>
  body?: Buffer | string
  sign?: { id: string; secret: string } | null
  /** Path style, by IP address. */
  byPath?: boolean
}

export type Reply = {
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
  text: string
  xml: XmlElement
  code: string
}

export type TestOss = LocalOss & {
  port: number
  dataDir: string
  call(method: string, call?: Call): Promise<Reply>
  stop(): Promise<void>
}

export const KEY = { id: 'ak', secret: 'sk' }

/** A local OSS in a folder of its own, and a client with a V4 signer that shares no code with the server's. */
export async function startOss(options: Partial<LocalOssOptions> = {}): Promise<TestOss> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'local-oss-'))
  const oss = await createLocalOss({ keys: [KEY], ...options, dataDir })
  const port = await oss.listen(0)
  return {
    ...oss,
    port,
    dataDir,
    call: createClient(port),
    async stop() {
      await oss.close()
      rmSync(dataDir, { recursive: true })
    },
  }
}

/** Sends requests to a local OSS on this port. */
export function createClient(port: number): (method: string, call?: Call) => Promise<Reply> {
  return (method, call = {}) => exchange(port, method, call)
}

/** The text of the first element of this name, wherever it is; '' when there is none. */
export function textOf(xml: XmlElement, name: string): string {
  return find(xml, name)?.text ?? ''
}

/** The texts of all elements of this name, in document order. */
export function textsOf(xml: XmlElement, name: string): string[] {
  const own = xml.name === name ? [xml.text] : []
  return [...own, ...xml.children.flatMap((one) => textsOf(one, name))]
}

function find(xml: XmlElement, name: string): XmlElement | undefined {
  if (xml.name === name) return xml
  for (const one of xml.children) {
    const found = find(one, name)
    if (found) return found
  }
  return undefined
}

function exchange(port: number, method: string, call: Call): Promise<Reply> {
  const { bucket = '', key = '', region = 'cn-hangzhou', query = '', body = '' } = call
  const host = call.byPath ? `127.0.0.1:${port}` : `${bucket && `${bucket}.`}oss-${region}.localhost:${port}`
  const inBucket = `/${encode(key)}`
  const path = call.byPath && bucket ? `/${bucket}${inBucket}` : inBucket
  const signed = call.sign === null ? (call.headers ?? {}) : sign({ method, ...call, path: inBucket })
  const length = { 'content-length': String(Buffer.byteLength(body)) }
  const headers = dispositionFirst(Object.entries({ host, ...length, ...signed })).flat()
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { host: '127.0.0.1', port, method, path: path + (query && `?${query}`), headers },
      (incoming) => {
        const chunks: Buffer[] = []
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
        incoming.on('error', reject)
        incoming.on('end', () => resolve(replyOf(incoming.statusCode ?? 0, incoming.headers, Buffer.concat(chunks))))
      },
    )
    outgoing.on('error', reject)
    // As bytes: with a string Node would write the headers in UTF-8 too.
    outgoing.end(Buffer.from(body))
  })
}

function replyOf(status: number, headers: IncomingHttpHeaders, body: Buffer): Reply {
  const encoded = headers['x-oss-err']
  const document = typeof encoded === 'string' ? Buffer.from(encoded, 'base64') : body
  const isXml = headers['content-type'] === 'application/xml' && document.length > 0
  const xml: XmlElement = isXml ? parseXml(document) : { name: '', text: '', children: [] }
  return { status, headers, body, text: body.toString(), xml, code: xml.name === 'Error' ? textOf(xml, 'Code') : '' }
}

function encode(text: string): string {
  return encodeURIComponent(text)
    .replaceAll('%2F', '/')
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
}

/** V4 in the header, as the documentation words it. */
function sign({
  method,
  path,
  bucket,
  query = '',
  headers = {},
  region = 'cn-hangzhou',
  sign: key,
}: Call & { method: string; path: string }) {
  const { id, secret } = key ?? KEY
  const date = `${new Date().toISOString().replace(/[-:]|\.\d+/g, '')}`
  const day = date.slice(0, 8)
  const all: Record<string, string> = { ...headers, 'x-oss-date': date, 'x-oss-content-sha256': 'UNSIGNED-PAYLOAD' }
  if (headers['x-oss-date']) all['x-oss-date'] = headers['x-oss-date']
  const signed = Object.entries(all)
    .map(([name, value]): [string, string] => [name.toLowerCase(), value])
    .filter(([name]) => /^x-oss-|^content-(type|md5)$/.test(name))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
  const pairs = query.split('&').filter(Boolean)
  const canonicalQuery = pairs.map(canonicalPair).toSorted().join('&')
  const lines = signed.map(([name, value]) => `${name}:${value.replace(/^ +| +$/g, '')}\n`).join('')
  const resource = bucket ? `/${bucket}${path}` : path
  const canonical = Buffer.from(`${method}\n${resource}\n${canonicalQuery}\n${lines}\n\nUNSIGNED-PAYLOAD`, 'latin1')
  const scope = `${day}/${region}/oss/aliyun_v4_request`
  const text = `OSS4-HMAC-SHA256\n${all['x-oss-date']}\n${scope}\n${createHash('sha256').update(canonical).digest('hex')}`
  const signingKey = [day, region, 'oss', 'aliyun_v4_request'].reduce<string | Buffer>(hmac, `aliyun_v4${secret}`)
  return {
    ...all,
    authorization: `OSS4-HMAC-SHA256 Credential=${id}/${scope}, Signature=${hmac(signingKey, text).toString('hex')}`,
  }
}

function canonicalPair(pair: string): string {
  const [name = '', value = ''] = pair.split('=').map((text) => canonical(text))
  return value === '' ? name : `${name}=${value}`
}

/** Percent-encoded in the one way that is signed; what cannot be decoded stays, for tests of what is refused. */
function canonical(text: string): string {
  try {
    return encode(decodeURIComponent(text)).replaceAll('/', '%2F')
  } catch {
    return text
  }
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}
