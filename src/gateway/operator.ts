import { UsageError } from '../local-oss/command/command.ts'
import { type Proxies, ProxySettingError, proxiesOf } from '../proxy/proxies.ts'
import type { FerryOptions } from './startFerry.ts'

type Given = {
  host?: string | undefined
  'public-url'?: string | undefined
  'allow-host': string[]
  /** From the environment: the arguments of a process can be read by everybody on its computer. */
  token?: string | undefined
}

const HOST = /^(?<below>\*\.)?(?<name>[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::(?<port>\d{1,5}))?$/i
/** What a header and a form carry as it is. */
const TOKEN = /^[\x21-\x7e]{16,200}$/
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/

/** What the operator said of who may come, and from where. Throws UsageError for what can't be meant so. */
export function readOperator(given: Given): Pick<FerryOptions, 'host' | 'publicUrl' | 'allowHosts' | 'accessToken'> {
  const { host, token } = given
  const publicUrl = given['public-url'] === undefined ? undefined : readPublicUrl(given['public-url'])
  const allowHosts = given['allow-host'].map(readAllowed)
  if (token !== undefined && !TOKEN.test(token))
    throw new UsageError('OSS_FERRY_ACCESS_TOKEN must be one word of 16 to 200 letters, digits and signs.')
  const isOpen = host !== undefined && !LOOPBACK.test(host)
  if (isOpen && !publicUrl) throw new UsageError('--host beyond this computer needs --public-url.')
  if ((isOpen || publicUrl) && token === undefined)
    throw new UsageError('Beyond this computer the server needs OSS_FERRY_ACCESS_TOKEN in the environment.')
  return { host, publicUrl, allowHosts, accessToken: token }
}

/** Throws UsageError for a proxy that is none. */
export function readProxies(environment: NodeJS.ProcessEnv): Proxies | undefined {
  try {
    return proxiesOf(environment)
  } catch (error) {
    throw error instanceof ProxySettingError ? new UsageError(error.message) : error
  }
}

/** As it stands in the address of a request: an address has many spellings, some texts are none. */
function readAllowed(text: string): string {
  const { below = '', name = '', port } = HOST.exec(text)?.groups ?? {}
  const address = `https://${name}${port === undefined ? '' : `:${port}`}`
  if (!name || !URL.canParse(address)) throw new UsageError(`--allow-host takes HOST or HOST:PORT, not ${text}.`)
  return `${below}${new URL(address).hostname}${port === undefined ? '' : `:${Number(port)}`}`
}

function readPublicUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isPlain =
    url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.hash && !url.username
  if (!isPlain) throw new UsageError('--public-url takes https://HOST or https://HOST:PORT, without a path.')
  return url.href
}
