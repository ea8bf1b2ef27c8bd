import { readOssHost, regionNamed } from '../../oss/endpoints/endpoints.ts'
import { publicEndpoint } from './endpoint.ts'
import { formatOssPath, parseOssKey } from './ossPath.ts'
import { parseOssUrl } from './ossUrl.ts'

/** What a text says of a place. `endpoint`: empty for that of the region. `start`: `oss://bucket/prefix/`. */
type PlaceInText = { endpoint?: string; region?: string; start?: string }

/** An endpoint, an address of a bucket, an object or the console, or an `oss://` path; undefined for any other text. */
export function placeIn(text: string): PlaceInText | undefined {
  return hostIn(text) ?? consoleIn(text) ?? pathIn(text)
}

function hostIn(pasted: string): PlaceInText | undefined {
  const text = pasted.trim()
  const [, scheme = 'https://', host = ''] = /^(https?:\/\/)?([^/?#]+)/i.exec(text) ?? []
  const usualPort = /^http:/i.test(scheme) ? /:80$/ : /:443$/
  const told = readOssHost(host.toLowerCase().replace(usualPort, ''))
  if (!told) return undefined
  const { bucket, endpoint, region } = told
  const own = `${scheme.toLowerCase()}${endpoint}`
  const isPublic = region !== undefined && own.replace(/^http:/, 'https:') === publicEndpoint(region)
  const where = bucket && parseOssUrl(scheme + text.replace(/^https?:\/\//i, ''), [endpoint])
  return {
    endpoint: isPublic ? '' : own,
    ...(region && { region }),
    ...(where && { start: folderOf(where.bucket, where.key) }),
  }
}

function consoleIn(text: string): PlaceInText | undefined {
  const where = parseOssUrl(text, [])
  const region = /\/bucket\/oss-([a-z0-9-]+)\//.exec(text)?.[1]
  return where && region ? { region: regionNamed(region), start: folderOf(where.bucket, where.key) } : undefined
}

function pathIn(text: string): PlaceInText | undefined {
  const where = parseOssKey(text.trim())
  return where && { start: folderOf(where.bucket, where.key) }
}

/** A start path is a prefix: of an object it is where that lies. */
function folderOf(bucket: string, key: string): string {
  return formatOssPath(bucket, key.slice(0, key.lastIndexOf('/') + 1))
}
