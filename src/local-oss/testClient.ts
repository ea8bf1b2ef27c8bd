import { mkdtempSync, rmSync } from 'node:fs'
import { type IncomingHttpHeaders, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encodeKey, signV4 } from './conformance/signer.ts'
import { dispositionFirst } from './http/dispositionFirst.ts'
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
  const inBucket = `/${encodeKey(key)}`
  const path = call.byPath && bucket ? `/${bucket}${inBucket}` : inBucket
  const { headers: given = {}, sign: secret = KEY } = call
  const unsigned = { method, bucket, region, query, path: inBucket, headers: given }
  const signed = secret === null ? given : signV4(unsigned, secret)
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
