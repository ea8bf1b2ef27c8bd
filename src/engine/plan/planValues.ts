/** Values of headers and metadata in a plan file: text, which people can read and write, or `{ "base64": … }` for bytes that are not UTF-8. */
import { byteString, bytesOf, textOf } from '../../oss/headerBytes.ts'
import type { HeaderBytes } from '../../oss/types.ts'

type Values = Record<string, HeaderBytes | null>

/** `null`, which removes, stays. A reader that knows text only refuses the rest. */
export function writeValues(values: Values): Record<string, string | { base64: string } | null> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, value === null ? null : writeValue(value)]),
  )
}

/** The bytes of one value; undefined for what is none: another type, broken base64, or a control character, which no header can hold. */
export function readValue(value: unknown): HeaderBytes | undefined {
  const bytes = typeof value === 'string' ? bytesOf(value) : unpacked(value)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  return bytes === undefined || /[\0-\x08\x0a-\x1f\x7f]/.test(bytes) ? undefined : bytes
}

export function writeValue(value: HeaderBytes): string | { base64: string } {
  const { text, encoding } = textOf(value)
  return encoding === 'UTF-8' ? text : { base64: btoa(value) }
}

function unpacked(value: unknown): HeaderBytes | undefined {
  const [[name, text] = [], ...others] = Object.entries(value ?? {})
  if (name !== 'base64' || typeof text !== 'string' || others.length > 0) return undefined
  try {
    return byteString(atob(text))
  } catch {
    return undefined
  }
}
