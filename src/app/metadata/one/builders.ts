/** What headers are made of, so that nobody has to know their grammar: pure. */

/** `value` with this max-age, and all other directives as they were. */
export function withMaxAge(value: string, seconds: number): string {
  const directives = value
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '' && !/^max-age\s*=/i.test(one))
  return [...directives, `max-age=${seconds}`].join(', ')
}

export const units = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 } as const
export type Unit = keyof typeof units

/** The max-age of a value, in the largest unit that holds it whole; undefined without one. */
export function maxAgeOf(value: string): { count: number; unit: Unit } | undefined {
  const seconds = Number(/(?:^|,)\s*max-age\s*=\s*"?(\d+)/i.exec(value)?.[1])
  const unit = (['days', 'hours', 'minutes', 'seconds'] as const).find((one) => seconds % units[one] === 0)
  return unit && { count: seconds / units[unit], unit }
}

/**
 * The file is saved under a name, in any script: RFC 6266, with one of ASCII for programs that know no other.
 * @see https://www.rfc-editor.org/rfc/rfc6266#section-4.3
 */
export function attachment(name: string): string {
  const isAscii = /^[\x20-\x7e]*$/.test(name) && !/["\\%]/.test(name)
  if (isAscii) return `attachment; filename="${name}"`
  const plain = name.replace(/[^\x20-\x7e]+/g, '_').replace(/["\\%]/g, '_')
  return `attachment; filename="${plain}"; filename*=UTF-8''${extended(name)}`
}

/** RFC 8187: what encodeURIComponent leaves but the header may not hold. */
function extended(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`)
}

/** The name of a `filename="…"` that is no ASCII, where no `filename*` says what it means: each browser guesses it by itself. */
export function unencodedFileName(value: string): string | undefined {
  if (/;\s*filename\*\s*=/i.test(value)) return undefined
  const [, quoted, token] = /;\s*filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]*))/i.exec(value) ?? []
  const name = (quoted?.replace(/\\(.)/g, '$1') ?? token ?? '').trim()
  return /[^\x20-\x7e]/.test(name) ? name : undefined
}

/** A `datetime-local` value, in this computer's time, as a date of HTTP; undefined for none. */
export function httpDate(local: string): string | undefined {
  const time = Date.parse(local)
  return Number.isNaN(time) ? undefined : new Date(time).toUTCString()
}

/** Back; empty for what is no date. */
export function localDate(http: string): string {
  const time = Date.parse(http)
  if (Number.isNaN(time)) return ''
  const date = new Date(time)
  return new Date(time - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

/** Whether bytes are not encoded as a header says. Of br nothing tells but that it is neither gzip nor plain text. */
export function isFalseEncoding(encoding: string, first: Uint8Array): boolean {
  const isGzip = first[0] === 0x1f && first[1] === 0x8b
  if (/^\s*(x-)?gzip\s*$/i.test(encoding)) return !isGzip
  if (!/^\s*br\s*$/i.test(encoding)) return false
  return (
    isGzip ||
    (first.length > 0 && first.every((byte) => byte === 9 || byte === 10 || byte === 13 || (byte >= 32 && byte < 127)))
  )
}
