import type { Transport, WireAnswer } from './transport.ts'
import type { Account } from './types.ts'

/**
 * The part of ali-oss that Ferry uses: its signer and its request builder. Everything else of the SDK loses or corrupts
 * something (facts/ali-oss.md section 2), and its published types reject what is needed here.
 */
export type SdkClient = {
  options: { stsToken?: string | undefined }
  request(params: SdkRequest): Promise<WireAnswer>
}
type SdkRequest = {
  method: string
  bucket?: string
  object?: string
  headers: Record<string, string>
  subres: Record<string, string>
  query: Record<string, string>
  content?: Blob | string
  disabledMD5: boolean
  timeout: number
  ctx: { signal: AbortSignal }
}
type Urllib = {
  request(
    url: string,
    params: Pick<SdkRequest, 'method' | 'content' | 'timeout' | 'ctx'> & { headers: Record<string, unknown> },
  ): Promise<WireAnswer>
}
type Sdk = new (options: Record<string, unknown>) => SdkClient

/**
 * A signing client for one account in one region. V4 needs the region to be right.
 * @see https://help.aliyun.com/zh/oss/developer-reference/recommend-to-use-signature-version-4
 */
export async function createSdkClient(account: Account, region: string, transport: Transport): Promise<SdkClient> {
  const Client = await loadSdk()
  const client = new Client({
    accessKeyId: account.accessKeyId,
    accessKeySecret: account.accessKeySecret,
    // Without these two the SDK advises on the console, at each client, to do what `session/` does already.
    stsToken: account.stsToken ?? 'none',
    refreshSTSTokenInterval: 1,
    region: `oss-${region}`,
    endpoint: endpointOf(account, region),
    authorizationV4: true,
    headerEncoding: 'latin1',
    retryMax: 0,
    urllib: asUrllib(transport),
  })
  client.options.stsToken = account.stsToken
  return client
}

/**
 * The service endpoint of `region` for this account: the account's own with the region's name exchanged, which also keeps
 * `-internal` and the local OSS's port; an endpoint that does not name its region (a private cloud) serves as it is.
 */
function endpointOf(account: Account, region: string): string {
  return account.endpoint.replace(`://oss-${account.region}`, `://oss-${region}`)
}

/** The browser build ends in `})(window)`; a worker has none. https://github.com/ali-sdk/ali-oss/issues/462 */
async function loadSdk(): Promise<Sdk> {
  if ('WorkerGlobalScope' in globalThis && !('window' in globalThis)) Object.assign(globalThis, { window: globalThis })
  return (await import('ali-oss')).default
}

/** `null` and `undefined` header values are the SDK's way to say "not sent". */
function asUrllib(transport: Transport): Urllib {
  return {
    request: (url, { method, headers, content, timeout, ctx }) => {
      const sent = Object.entries(headers).filter(([, value]) => value != null)
      return transport({
        url,
        method,
        headers: Object.fromEntries(sent.map(([name, value]) => [name.toLowerCase(), String(value)])),
        timeout,
        signal: ctx.signal,
        ...(content === undefined ? {} : { body: content }),
      })
    },
  }
}
