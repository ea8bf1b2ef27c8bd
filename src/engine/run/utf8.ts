import type { Bytes } from '../localFiles.ts'

/** Up to this size all of a text is looked at, of a longer one its beginning and as many bytes at some more places. */
const wholeUpTo = 1024 ** 2
const sample = 64 * 1024
const places = 8

/**
 * Whether a text holds characters beyond ASCII, and all that is looked at is UTF-8. Of ASCII alone nothing needs to be said. `read`: bytes
 * `from` (inclusive) to `to` (exclusive).
 */
export async function isUtf8(size: number, read: (from: number, to: number) => Promise<Bytes>): Promise<boolean> {
  let isBeyond = false
  for (const [from, to] of rangesIn(size)) {
    const text = decoded(await read(from, to), from > 0, to < size)
    if (text === undefined) return false
    isBeyond ||= /[^\0-\x7f]/.test(text)
  }
  return isBeyond
}

function rangesIn(size: number): [from: number, to: number][] {
  if (size <= wholeUpTo) return [[0, size]]
  const step = Math.floor((size - sample) / (places - 1))
  return Array.from({ length: places }, (_, n) => [n * step, n * step + sample])
}

/** Undefined if it is no UTF-8. A sample may begin and end in the middle of a character. */
function decoded(bytes: Bytes, isCutBefore: boolean, isCutBehind: boolean): string | undefined {
  const begin = isCutBefore ? bytes.findIndex((byte) => byte < 0x80 || byte >= 0xc0) : 0
  if (begin < 0 || begin > 3) return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(begin), { stream: isCutBehind })
  } catch {
    return undefined
  }
}
