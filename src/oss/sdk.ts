import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { endpointOf, isPathStyle } from './endpoints/endpoints.ts'
import { byteString, bytesOf, withoutEdges } from './headerBytes.ts'
import { requireLabel } from './names.ts'
import { signedUrl } from './signUrl.ts'
import type { StoreClock } from './storeClock.ts'
import type { Account, Ref } from './types.ts'
import type { Body, Transport, WireAnswer, WireRequest } from './wire.ts'

/**
 * The part of ali-oss that Ferry uses: its signer and its request builder, each by its own file. The rest of the SDK loses or
 * corrupts something (docs/decisions/ali-oss.md), and as one bundle it is seven times the size; its published types reject what is needed here.
 */
export type SdkClient = {
  options: Record<string, unknown>
  userAgent: string
  request(params: SdkRequest): Promise<WireAnswer>
  /** Signs a URL by the signer's own steps: nothing of the SDK's client is needed for it (signUrl.ts). */
  signUrl(params: { at: Ref; seconds: number; queries: Record<string, string> }): string
  authorizationV4: Authorization
  _escape(key: string): string
}
export type SdkRequest = {
  method: string
  bucket?: string
  object?: string
  headers: Record<string, string>
  subres: Record<string, string>
  query: Record<string, string>
  content?: Body
  disabledMD5: boolean
  timeout: number
  ctx: Pick<WireRequest, 'signal' | 'reads' | 'recall'>
}
export type BuiltRequest = {
  url: string
  params: Pick<SdkRequest, 'method' | 'content' | 'timeout' | 'ctx'> & { headers: Record<string, unknown> }
}
type Authorization = (method: string, signed: Signed, bucket?: string, object?: string) => string
type Signed = { headers: Record<string, unknown>; queries: Record<string, string | null> }
export type Signer = {
  getCredential(day: string, region: string, accessKeyId: string): string
  getCanonicalRequest(method: string, signed: Signed, bucket: string, key: string, additionalHeaders: string[]): string
  /** It sums the request up; of a text, its UTF-8. */
  getStringToSign(region: string, time: string, request: string | Uint8Array): string
  getSignatureV4(secret: string, day: string, region: string, toSign: string): string
}

/**
 * A signing client for one account in one region. V4 needs the region to be right.
 * @see https://help.aliyun.com/zh/oss/developer-reference/recommend-to-use-signature-version-4
 */
export async function createSdkClient(
  account: Account,
  region: string,
  transport: Transport,
  clock: StoreClock,
): Promise<SdkClient> {
  const { createRequest, signer } = await loadSdk()
  const withBrackets = bracketing(account)
  const client: SdkClient = {
    options: optionsOf(account, region),
    userAgent: 'oss-ferry',
    request: async (params) => {
      if (params.bucket !== undefined) requireLabel(params.bucket)
      client.options.amendTimeSkewed = clock.offset()
      const { url, params: built } = createRequest.call(client, params)
      return send(transport, withBrackets(url), built)
    },
    signUrl(params) {
      requireLabel(params.at.bucket)
      const now = new Date(Date.now() + clock.offset())
      return signedUrl(signer, { account, endpoint: endpointOf(account, region), now, ...params })
    },
    authorizationV4: createAuthorization(signer, account, region),
    _escape: (key) => encodeURIComponent(key).replaceAll('%2F', '/'),
  }
  return client
}

/**
 * The signer's own `authorizationV4`, from its own parts, but the key that is derived for a day and region is derived once: five HMACs for
 * each of a million copies were a third of their time.
 */
function createAuthorization(signer: Signer, account: Account, region: string): Authorization {
  const { accessKeyId, accessKeySecret } = account
  let known: { day: string; key: Uint8Array } = { day: '', key: new Uint8Array() }
  const keyOf = (day: string) => {
    if (known.day !== day) known = { day, key: derivedKey(`aliyun_v4${accessKeySecret}`, day, region) }
    return known.key
  }
  return (method, signed, bucket = '', key = '') => {
    const [verb = '', uri = '', query = ''] = signer
      .getCanonicalRequest(method, { ...signed, headers: {} }, bucket, key, [])
      .split('\n')
    const asked = [verb, uri, query, canonicalHeaders(signed.headers), '', 'UNSIGNED-PAYLOAD'].join('\n')
    const time = String(signed.headers['x-oss-date'])
    const day = time.slice(0, 8)
    const toSign = signer.getStringToSign(region, time, Buffer.from(asked, 'latin1'))
    const signature = bytesToHex(hmac(sha256, keyOf(day), utf8ToBytes(toSign)))
    return `OSS4-HMAC-SHA256 Credential=${signer.getCredential(day, region, bytesOf(accessKeyId))},Signature=${signature}`
  }
}

/**
 * The signer takes values for text: it would sign the UTF-8 of each byte, and cut off a last byte `A0` as if it were a space.
 * @see https://help.aliyun.com/zh/oss/developer-reference/recommend-to-use-signature-version-4
 */
function canonicalHeaders(headers: Record<string, unknown>): string {
  const lines: string[] = []
  for (const [given, value] of Object.entries(headers)) {
    const name = given.toLowerCase()
    if (value == null || !(name === 'content-type' || name === 'content-md5' || name.startsWith('x-oss-'))) continue
    lines.push(`${name}:${withoutEdges(String(value))}\n`)
  }
  // `:` stands behind `-`: whole lines would sort `a-b` before `a`.
  return lines.sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1)).join('')
}

const nameOf = (line: string) => line.slice(0, line.indexOf(':'))

function derivedKey(secret: string, ...parts: string[]): Uint8Array {
  return [...parts, 'oss', 'aliyun_v4_request'].reduce<Uint8Array>(
    (key, part) => hmac(sha256, key, utf8ToBytes(part)),
    utf8ToBytes(secret),
  )
}

function optionsOf(account: Account, region: string): SdkClient['options'] {
  const { accessKeyId, accessKeySecret, stsToken } = account
  const { protocol, host, hostname } = new URL(endpointOf(account, region))
  return {
    accessKeyId,
    accessKeySecret,
    stsToken: stsToken && bytesOf(stsToken),
    region: `oss-${region}`,
    endpoint: { protocol, slashes: true, host: bare(host), hostname: bare(hostname) },
    authorizationV4: true,
    cname: account.cname !== undefined,
    sldEnable: isPathStyle(account),
  }
}

/** An address of version 6 without its brackets, which the SDK takes for no host; `bracketing` gives them back to what it makes. */
function bare(host: string): string {
  return host.replace(/[[\]]/g, '')
}

function bracketing({ endpoint }: Account): (url: string) => string {
  const { origin, hostname } = new URL(endpoint)
  return (url) => (hostname.startsWith('[') ? url.replace(/^https?:\/\/[^/]*/, origin) : url)
}

/** Both files think that they are in Node; `shims/` gives them what they ask of it (`vite.config.ts` names the modules). */
async function loadSdk() {
  if (!('Buffer' in globalThis)) Object.assign(globalThis, { Buffer: (await import('./shims/buffer.ts')).Buffer })
  const [{ createRequest }, { default: signer }] = await Promise.all([
    import('#ali-oss/request'),
    import('#ali-oss/signer'),
  ])
  return { createRequest, signer }
}

/** `null` and `undefined` header values are the SDK's way to say "not sent". The host is the URL's: for an address it makes one up. */
function send(transport: Transport, url: string, { method, headers, content, timeout, ctx }: BuiltRequest['params']) {
  const sent = Object.entries(headers).filter(([name, value]) => value != null && name !== 'host')
  return transport({
    url,
    method,
    headers: Object.fromEntries(sent.map(([name, value]) => [name.toLowerCase(), byteString(String(value))])),
    timeout,
    ...ctx,
    ...(content === undefined ? {} : { body: content }),
  })
}
