import { bytesOf, textOf } from '../../oss/headerBytes.ts'
import type { HeaderBytes } from '../../oss/types.ts'

/** What a Content-Type that names another charset becomes when the text is written in UTF-8; undefined for one that names none, or UTF-8. */
export function utf8Type(type: HeaderBytes | undefined): { charset: string; type: HeaderBytes } | undefined {
  const before = type === undefined ? '' : textOf(type).text
  const [named, charset] = /;\s*charset\s*=\s*"?([^";\s]+)"?/i.exec(before) ?? []
  if (named === undefined || charset === undefined || /^utf-?8$/i.test(charset)) return undefined
  return { charset, type: bytesOf(before.replace(named, '; charset=utf-8')) }
}
