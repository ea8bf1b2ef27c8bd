/**
 * Header values and user metadata are bytes: whoever wrote an object may have written GBK, Latin-1 or no text at all, and a copy must
 * hold the same. Ferry writes UTF-8, and makes text of bytes only to show it, or to let a person edit it.
 */
import type { HeaderBytes } from './types.ts'

/** How the bytes of a value are read. All but UTF-8 are guesses. */
export type Encoding = 'UTF-8' | 'GBK' | 'Latin-1'
export type Shown = { text: string; encoding: Encoding }

/** A text as it is sent: its UTF-8 bytes. */
export function bytesOf(text: string): HeaderBytes {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the bytes of ASCII
  if (/^[\x00-\x7f]*$/.test(text)) return byteString(text)
  return byteString(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''))
}

/** The same for all values of a record; `null`, which removes, stays. */
export function bytesOfEach<Values extends Record<string, string | null>>(texts: Values) {
  const pairs = Object.entries(texts).map(([name, text]) => [name, text === null ? null : bytesOf(text)])
  return Object.fromEntries(pairs) as {
    [Name in keyof Values]: Values[Name] extends string ? HeaderBytes : HeaderBytes | null
  }
}

/**
 * A string that holds a byte in each character already, as headers arrive from a transport.
 * @throws TypeError for one that holds more
 */
export function byteString(value: string): HeaderBytes {
  if (/[^\0-\xff]/.test(value)) throw new TypeError(`${JSON.stringify(value)} is text where bytes are meant`)
  return value as HeaderBytes
}

/** The text that a value most likely is, for the eye. Only what is UTF-8 becomes the same bytes again by `bytesOf`. */
export function textOf(bytes: HeaderBytes): Shown {
  const data = Uint8Array.from(bytes, (character) => character.charCodeAt(0))
  const [utf8, gbk] = ['utf-8', 'gbk'].map((label) => decoded(data, label))
  if (utf8 !== undefined) return { text: utf8, encoding: 'UTF-8' }
  return gbk === undefined ? { text: bytes, encoding: 'Latin-1' } : { text: gbk, encoding: 'GBK' }
}

/** Without the space that HTTP does not keep around a value. What else counts as space (U+00A0, U+3000) is part of it, or of a character. */
export function withoutEdges<Value extends string>(value: Value): Value {
  let [from, to] = [0, value.length]
  while (from < to && isSpace(value[from])) from++
  while (from < to && isSpace(value[to - 1])) to--
  return value.slice(from, to) as Value
}

const isSpace = (character: string | undefined) => character === ' ' || character === '\t'

function decoded(data: Uint8Array, label: string): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(data)
  } catch {
    return undefined
  }
}
