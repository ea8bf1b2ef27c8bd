import { isIP } from 'node:net'
import { ossError } from '../errors.ts'
import { decode } from './query.ts'

/** What a request is about, from its Host header and its path. */
export type Address = {
  /** Region of the host name (`cn-hangzhou`), or of the bucket behind a custom domain; undefined for an IP address or a bare `localhost`. */
  region?: string
  /** Empty: the service. */
  bucket: string
  /** Empty: the bucket. */
  key: string
  /** By an acceleration endpoint, for which a bucket must be enabled. */
  isAccelerated?: true
  /** `host:port` of a region as this client can reach it. */
  endpoint(region: string): string
}

const ENDPOINT =
  /^(?:(?<bucket>[^.]*)\.)?(?:oss-(?<label>[a-z0-9-]+?)(?:-internal)?|(?<dual>[a-z]{2}-[a-z0-9-]+)\.oss)\.(?<domain>localhost|aliyuncs\.com)$/

/**
 * Regions whose hosts are not called as they are; of several names the first is that of its public endpoint, and of its location.
 * @see https://help.aliyun.com/zh/oss/user-guide/regions-and-endpoints
 */
const FINANCE: Record<string, string> = {
  'cn-hzfinance': 'cn-hangzhou-finance',
  'cn-hzjbp-a': 'cn-hangzhou-finance',
  'cn-hzjbp-b': 'cn-hangzhou-finance',
  'cn-shanghai-finance-1-pub': 'cn-shanghai-finance-1',
  'cn-szfinance': 'cn-shenzhen-finance-1',
  'cn-beijing-finance-1-pub': 'cn-beijing-finance-1',
}
const FINANCE_DUAL: Record<string, string> = {
  'cn-shanghai-finance': 'cn-shanghai-finance-1',
  'cn-shenzhen-finance': 'cn-shenzhen-finance-1',
}

/** `boundTo`: the bucket of a custom domain, and its region. `endpoints`: the regions of further endpoints. */
type Options = {
  endpoints?: Record<string, string> | undefined
  pathStyle: boolean
  port: number
  boundTo: (name: string) => { bucket: string; region?: string } | undefined
}

/**
 * Virtual-host style: `bucket.oss-cn-hangzhou.localhost:PORT` (and `.aliyuncs.com`, which ali-oss sends to an IP endpoint). Path style
 * on `localhost` or an IP address only when it is switched on; real OSS refuses it (SecondLevelDomainForbidden).
 */
export function parseAddress(host: string, rawPath: string, options: Options): Address {
  const [, name = '', port = ''] = /^(.*?)(?::(\d+))?$/.exec(host.toLowerCase()) ?? []
  const path = decodePath(rawPath)
  const bound = options.boundTo(name)
  if (bound)
    return { ...bound, key: path.slice(1), endpoint: (other) => `${labelOf(other)}.localhost${port && `:${port}`}` }
  const own = Object.entries(options.endpoints ?? {}).find(([of]) => name === of || name.endsWith(`.${of}`))
  if (own) {
    const endpoint = (other: string) => (other === own[1] ? own[0] : `${labelOf(other)}.localhost${port && `:${port}`}`)
    return { region: own[1], bucket: name.slice(0, -own[0].length - 1), key: path.slice(1), endpoint }
  }
  const groups = ENDPOINT.exec(name)?.groups
  if (groups) {
    const { bucket = '', label = '', dual, domain } = groups
    if (label.startsWith('accelerate')) return accelerated(bucket, path, host)
    const region = dual === undefined ? (FINANCE[label] ?? label) : (FINANCE_DUAL[dual] ?? dual)
    const local = domain === 'localhost'
    const endpoint = (other: string) =>
      local ? `${labelOf(other)}.localhost${port && `:${port}`}` : `127.0.0.1:${options.port}`
    if (bucket === '' && path !== '/')
      throw ossError('SecondLevelDomainForbidden', { extra: { Bucket: firstSegment(path) } })
    return { region, bucket, key: path.slice(1), endpoint }
  }
  const plain = name === 'localhost' || isIP(name.replace(/^\[|\]$/g, '')) !== 0
  if (!plain) throw ossError('NonStandardHostForbidden')
  if (!options.pathStyle && path !== '/')
    throw ossError('SecondLevelDomainForbidden', { extra: { Bucket: firstSegment(path) } })
  const bucket = firstSegment(path)
  return { bucket, key: path.slice(bucket.length + 2), endpoint: () => host }
}

/** What OSS calls a region: it begins the region's hosts, and is the location of its buckets. */
export function labelOf(region: string): string {
  return `oss-${Object.keys(FINANCE).find((label) => FINANCE[label] === region) ?? region}`
}

/** Of any region; the service itself has no part in it. */
function accelerated(bucket: string, path: string, host: string): Address {
  if (bucket === '') throw ossError('NotImplemented')
  return { bucket, key: path.slice(1), endpoint: () => host.slice(bucket.length + 1), isAccelerated: true }
}

function firstSegment(path: string): string {
  return path.split('/', 2)[1] ?? ''
}

function decodePath(rawPath: string): string {
  try {
    return decode(rawPath)
  } catch (cause) {
    if (cause instanceof URIError)
      throw ossError('InvalidArgument', { message: 'The URI is not valid percent-encoded UTF-8.' })
    throw cause
  }
}
