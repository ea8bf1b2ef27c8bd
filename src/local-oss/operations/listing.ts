import { ossError } from '../errors.ts'
import type { Query } from '../http/query.ts'
import { invalid } from '../metadata.ts'
import { element, escapeXml } from '../xml.ts'

/** How keys are written: `encoding-type=url` percent-encodes them, else they are XML text. Throws InvalidArgument. */
export function encoderOf(query: Query): { encode: (text: string) => string; encodingType: string } {
  const given = query.get('encoding-type')
  if (given === undefined || given === '') return { encode: escapeXml, encodingType: '' }
  if (given !== 'url')
    throw invalid('encoding-type', given, {
      message: 'Invalid Encoding Method specified in Request',
      ec: '0017-00000235',
    })
  return { encode: urlEncode, encodingType: element('EncodingType', 'url') }
}

/** A whole number of the query within its limits; absent or empty: `fallback`. Throws InvalidArgument. */
export function readNumber(query: Query, name: string, { least = 1, most = 1000, fallback = 100 } = {}): number {
  const given = query.get(name)
  if (!given) return fallback
  const number = /^\d{1,9}$/.test(given) ? Number(given) : Number.NaN
  if (!(number >= least && number <= most)) throw invalid(name, given)
  return number
}

/** A text of the query that is part of a key. Throws InvalidArgument beyond 1023 bytes. */
export function readText(query: Query, name: string): string {
  const given = query.get(name) ?? ''
  if (Buffer.byteLength(given) > 1023) throw invalid(name, given)
  if (given.includes('\0')) throw ossError('InvalidArgument', { extra: { ArgumentName: name } })
  return given
}

function urlEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
