export type Decoded = { text: string; charset: Charset } | undefined

type Charset = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'windows-1252'

/**
 * Bytes as text: UTF-16 if they begin as such, UTF-8, GB18030, in which Chinese systems write, or what western ones wrote before.
 * Undefined when it is no text. `isPart`: the last character may be cut off.
 */
export function decodeText(bytes: Uint8Array, isPart: boolean): Decoded {
  for (const charset of charsetsOf(bytes)) {
    const text = decodeAs(charset, bytes, isPart)
    if (text !== undefined) return { text, charset }
  }
  return undefined
}

function charsetsOf(bytes: Uint8Array): Charset[] {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return ['utf-16le']
  if (first === 0xfe && second === 0xff) return ['utf-16be']
  if (bytes.includes(0)) return []
  // Any byte is a character of windows-1252: it is believed of what is mostly ASCII.
  return ['utf-8', 'gb18030', ...(isMostlyAscii(bytes) ? ['windows-1252' as const] : [])]
}

function isMostlyAscii(bytes: Uint8Array): boolean {
  const isControl = (byte: number) => byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 13
  if (bytes.some(isControl)) return false
  return bytes.filter((byte) => byte < 0x7f).length > bytes.length * 0.75
}

/** A byte order mark stays: who saves the text saves it, too. */
function decodeAs(charset: Charset, bytes: Uint8Array, isPart: boolean): string | undefined {
  try {
    return new TextDecoder(charset, { fatal: true, ignoreBOM: charset === 'utf-8' }).decode(bytes, { stream: isPart })
  } catch {
    return undefined
  }
}
