import { ossError } from '../errors.ts'
import type { ObjectRecord } from '../store/types.ts'

/**
 * If-Match, If-None-Match, If-Modified-Since and If-Unmodified-Since of a read, or the same four behind `x-oss-copy-source-`.
 * Throws PreconditionFailed (412) or NotModified (304). A date that cannot be read is ignored.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/copyobject
 */
export function checkConditions(
  headers: ReadonlyMap<string, string>,
  { etag, modified }: Pick<ObjectRecord, 'etag' | 'modified'>,
  prefix: '' | 'x-oss-copy-source-' = '',
): void {
  const match = headers.get(`${prefix}if-match`)
  const noneMatch = headers.get(`${prefix}if-none-match`)
  const unmodifiedSince = seconds(headers.get(`${prefix}if-unmodified-since`))
  const modifiedSince = seconds(headers.get(`${prefix}if-modified-since`))
  const changed = Math.floor(modified / 1000)
  if (match !== undefined && !lists(match, etag))
    throw ossError('PreconditionFailed', { extra: { Condition: 'If-Match' } })
  if (unmodifiedSince !== undefined && changed > unmodifiedSince) {
    throw ossError('PreconditionFailed', { extra: { Condition: 'If-Unmodified-Since' } })
  }
  const known = { headers: { etag: `"${etag}"`, 'last-modified': new Date(modified).toUTCString() } }
  if (noneMatch !== undefined && lists(noneMatch, etag)) throw ossError('NotModified', known)
  if (modifiedSince !== undefined && changed <= modifiedSince) throw ossError('NotModified', known)
}

function lists(header: string, etag: string): boolean {
  return header.split(',').some((one) => one.trim() === '*' || unquoted(one).toUpperCase() === etag.toUpperCase())
}

/** An ETag without its quotes. */
export function unquoted(etag: string): string {
  return etag.trim().replace(/^"(.*)"$/, '$1')
}

function seconds(date: string | undefined): number | undefined {
  if (date === undefined) return undefined
  const time = Date.parse(date)
  return Number.isNaN(time) ? undefined : Math.floor(time / 1000)
}
