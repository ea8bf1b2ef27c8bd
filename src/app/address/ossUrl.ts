import { readHost } from '../../oss/endpoints/endpoints.ts'
import { isBucketName } from '../../oss/names.ts'

type Where = { bucket: string; key: string }

const ofS3 = /^s3\.oss-[a-z0-9-]+\.aliyuncs\.com$/
const ofConsole = /^oss[a-z]*\.console\.(?:aliyun|alibabacloud)\.com$/

/** The port that a scheme has anyway is none of the host. */
const addressParts = /^(?:https:\/\/([^/?#]+?)(?::443)?|http:\/\/([^/?#]+?)(?::80)?)([/?#].*)?$/is

/**
 * The object or prefix that an `https://` address means: a signed or a public URL, by the bucket's own host or by a path, or an address of
 * OSS's console. `hosts` are endpoints of our own (`host:port`). Taken apart to the letter: a browser's parser would resolve `..` in a key.
 */
export function parseOssUrl(text: string, hosts: readonly string[]): Where | undefined {
  const [, secure = '', host = secure, rest = ''] = addressParts.exec(text.trim()) ?? []
  if (ofConsole.test(host.toLowerCase())) return inConsole(rest)
  const [path = ''] = rest.split(/[?#]/, 1)
  return named(whereOf(host.toLowerCase(), path.slice(1), hosts))
}

function whereOf(host: string, path: string, hosts: readonly string[]): Where | undefined {
  const isEndpoint = (name: string) => isOfOss(name) || hosts.includes(name)
  if (isEndpoint(host)) return split(path)
  const dot = host.indexOf('.')
  return isEndpoint(host.slice(dot + 1)) ? { bucket: host.slice(0, dot), key: path } : undefined
}

function isOfOss(name: string): boolean {
  const told = readHost(name)
  return ofS3.test(name) || (told?.domain === 'aliyuncs.com' && told.bucket === undefined)
}

/** `/bucket/oss-cn-hangzhou/NAME/object?path=a%2F`, which older consoles had behind a `#`. */
function inConsole(rest: string): Where | undefined {
  const [, bucket = '', , query = ''] = /\/bucket\/[^/?#]+\/([^/?#]+)([^?#]*)\??([^#]*)/.exec(rest) ?? []
  return named({ bucket, key: encodeURIComponent(new URLSearchParams(query).get('path') ?? '') })
}

function split(path: string): Where {
  const slash = path.indexOf('/')
  return slash < 0 ? { bucket: path, key: '' } : { bucket: path.slice(0, slash), key: path.slice(slash + 1) }
}

function named(where: Where | undefined): Where | undefined {
  return where && isBucketName(where.bucket) ? { bucket: where.bucket, key: decoded(where.key) } : undefined
}

/** People also paste what was never encoded. */
function decoded(key: string): string {
  try {
    return decodeURIComponent(key)
  } catch {
    return key
  }
}
