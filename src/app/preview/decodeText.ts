export type Decoded = { text: string; charset: 'utf-8' | 'gb18030' } | undefined

/**
 * Bytes as text: UTF-8, or else GB18030, in which Chinese systems write. Undefined when it is no text. `isPart`: the last character may
 * be cut off.
 */
export function decodeText(bytes: Uint8Array, isPart: boolean): Decoded {
  if (bytes.includes(0)) return undefined
  const utf8 = decodeAs('utf-8', bytes, isPart)
  if (utf8 !== undefined) return { text: utf8, charset: 'utf-8' }
  const gb = decodeAs('gb18030', bytes, isPart)
  return gb === undefined ? undefined : { text: gb, charset: 'gb18030' }
}

/** A byte order mark stays: who saves the text saves it, too. */
function decodeAs(charset: string, bytes: Uint8Array, isPart: boolean): string | undefined {
  try {
    return new TextDecoder(charset, { fatal: true, ignoreBOM: true }).decode(bytes, { stream: isPart })
  } catch {
    return undefined
  }
}
