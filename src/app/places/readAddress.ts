import { parseOssKey, parseOssPath } from '../address/ossPath.ts'
import { parseOssUrl } from '../address/ossUrl.ts'
import { type Place, placeOf } from './place.ts'

/** Where an address leads, and the object that it names if there is one. */
type Address = { place: Place; object?: { bucket: string; key: string } }

/** Reads `oss://bucket/key`, an `https://` URL of OSS or of the account's endpoint, an address of the console, or one of this page. */
export function readAddress(typed: string, endpoint: string): Address | undefined {
  const text = typed.trim()
  const at = /^https?:/i.test(text) ? parseOssUrl(text, [new URL(endpoint).host]) : parseOssKey(text)
  const place = ownPlace(text) ?? (at ? placeAt(at) : parseOssPath(text))
  if (!place) return undefined
  return at && at.key !== '' && !at.key.endsWith('/') ? { place, object: at } : { place }
}

function placeAt({ bucket, key }: { bucket: string; key: string }): Place {
  return { bucket, prefix: key === '' || key.endsWith('/') ? key : `${key}/` }
}

function ownPlace(text: string): Place | undefined {
  const own = `${location.origin}/#/`
  return text.startsWith(own) ? (placeOf(text.slice(own.length - 2)) ?? undefined) : undefined
}
