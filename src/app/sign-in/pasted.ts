import { accountIn } from '../../oss/otherTools.ts'
import { formatOssPath, parseOssKey } from '../address/ossPath.ts'
import { parseOssUrl } from '../address/ossUrl.ts'
import { type Draft, publicEndpoint } from './draft.ts'

/** What a pasted text says of an account beside the field that it was pasted into. */
export type PastedAccount = { fields: Partial<Draft>; isReadOnly?: true; expires?: number }

/**
 * An endpoint, an address of a bucket, an object or the console, an `oss://` path, an authorization code, a configuration of ossutil;
 * undefined for a text that is meant for its field alone.
 */
export function readPasted(text: string): PastedAccount | undefined {
  const given = accountIn(text)
  if (given) {
    const { isReadOnly, expires, endpoint = '', region, ...keys } = given
    const place = hostIn(endpoint)?.fields ?? { endpoint }
    const fields = { ...place, ...(region && { region }), ...keys }
    return { fields, ...(isReadOnly && { isReadOnly }), ...(expires && { expires }) }
  }
  return hostIn(text) ?? consoleIn(text) ?? pathIn(text)
}

const host =
  /^(https?:\/\/)?(?:([a-z0-9-]+)\.)?(oss-([a-z0-9-]+?)(-internal)?\.(aliyuncs\.com|localhost(?::\d+)?))(?=\/|$|\?|#)/i

function hostIn(pasted: string): PastedAccount | undefined {
  const text = pasted.trim()
  const [, scheme = 'https://', bucket, endpoint = '', region = ''] = host.exec(text) ?? []
  if (!region) return undefined
  const own = `${scheme}${endpoint}`.toLowerCase()
  // The acceleration endpoint serves every region, and names none.
  const isOfRegion = !region.startsWith('accelerate')
  const isPublic = isOfRegion && own.replace(/^http:/, 'https:') === publicEndpoint(region)
  const where = bucket && parseOssUrl(`https://${text.replace(/^https?:\/\//i, '')}`, [endpoint])
  return {
    fields: {
      endpoint: isPublic ? '' : own,
      ...(isOfRegion && { region }),
      ...(where && { start: folderOf(where.bucket, where.key) }),
    },
  }
}

function consoleIn(text: string): PastedAccount | undefined {
  const where = parseOssUrl(text, [])
  const region = /\/bucket\/oss-([a-z0-9-]+)\//.exec(text)?.[1]
  return where && region ? { fields: { region, start: folderOf(where.bucket, where.key) } } : undefined
}

function pathIn(text: string): PastedAccount | undefined {
  const where = parseOssKey(text.trim())
  return where && { fields: { start: folderOf(where.bucket, where.key) } }
}

/** A start path is a prefix: of an object it is where that lies. */
function folderOf(bucket: string, key: string): string {
  return formatOssPath(bucket, key.slice(0, key.lastIndexOf('/') + 1))
}
