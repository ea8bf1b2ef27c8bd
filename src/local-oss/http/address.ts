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
  /** `host:port` of a region as this client can reach it. */
  endpoint(region: string): string
}

const ENDPOINT = /^(?:(?<bucket>[^.]*)\.)?oss-(?<region>[a-z0-9-]+?)(?:-internal)?\.(?<domain>localhost|aliyuncs\.com)$/

/** `boundTo`: the bucket of a custom domain, and its region. */
type Options = {
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
  if (bound) return { ...bound, key: path.slice(1), endpoint: (other) => `oss-${other}.localhost${port && `:${port}`}` }
  const groups = ENDPOINT.exec(name)?.groups
  if (groups) {
    const { bucket = '', region = '', domain } = groups
    const local = domain === 'localhost'
    const endpoint = (other: string) =>
      local ? `oss-${other}.localhost${port && `:${port}`}` : `127.0.0.1:${options.port}`
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
