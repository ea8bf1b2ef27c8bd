/**
 * CRC-64/XZ, the value of `x-oss-hash-crc64ecma` (ECMA-182 reflected, init and xorout all ones; docs/oss/multipart.md#crc64). Written in
 * JavaScript because the page's Content-Security-Policy allows no WebAssembly: two Uint32 halves, eight bytes a step, some hundred MB/s.
 */
const polynomial = 0xc96c5795d7870f42n
const [low, high] = tables()

/** The sum of some bytes. */
export function crc64(bytes: Uint8Array): bigint {
  let lo = -1
  let hi = -1
  const whole = bytes.length - (bytes.length % 8)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  for (let at = 0; at < whole; at += 8) {
    const a = lo ^ view.getInt32(at, true)
    const b = hi ^ view.getInt32(at + 4, true)
    lo = slice(low, a, b)
    hi = slice(high, a, b)
  }
  for (let at = whole; at < bytes.length; at++) {
    const index = (lo ^ (bytes[at] ?? 0)) & 255
    lo = ((lo >>> 8) | (hi << 24)) ^ (low[index] ?? 0)
    hi = (hi >>> 8) ^ (high[index] ?? 0)
  }
  return (BigInt(~hi >>> 0) << 32n) | BigInt(~lo >>> 0)
}

/** A run of bytes that is known by its sum and its length. */
export type Summed = { crc: bigint; length: number }

/** The sum of runs that follow one another. */
export function combine(runs: Summed[]): bigint {
  const powers = new Map<number, bigint>()
  return runs.reduce((sum, { crc, length }) => {
    // Behind nothing a run is the sum itself: of a small object it is the only one.
    if (sum === 0n) return crc
    // All parts of an upload but the last have one length, so one power serves them all.
    const power = powers.get(length) ?? powerOf(length)
    powers.set(length, power)
    return multiply(sum, power) ^ crc
  }, 0n)
}

function slice(table: Int32Array, a: number, b: number): number {
  return (
    (table[1792 + (a & 255)] ?? 0) ^
    (table[1536 + ((a >>> 8) & 255)] ?? 0) ^
    (table[1280 + ((a >>> 16) & 255)] ?? 0) ^
    (table[1024 + (a >>> 24)] ?? 0) ^
    (table[768 + (b & 255)] ?? 0) ^
    (table[512 + ((b >>> 8) & 255)] ?? 0) ^
    (table[256 + ((b >>> 16) & 255)] ?? 0) ^
    (table[b >>> 24] ?? 0)
  )
}

/** Table n, at 256 n: what a byte does to the sum when n further bytes follow it. */
function tables(): [Int32Array, Int32Array] {
  const both: [Int32Array, Int32Array] = [new Int32Array(2048), new Int32Array(2048)]
  for (let byte = 0; byte < 256; byte++) {
    let value = BigInt(byte)
    for (let n = 0; n < 8; n++) {
      for (let bit = 0; bit < 8; bit++) value = value & 1n ? (value >> 1n) ^ polynomial : value >> 1n
      both[0][256 * n + byte] = Number(BigInt.asIntN(32, value))
      both[1][256 * n + byte] = Number(BigInt.asIntN(32, value >> 32n))
    }
  }
  return both
}

/** x to the power of 8 times `bytes`, which may be over 2^32. The most significant bit is x^0. */
function powerOf(bytes: number): bigint {
  let result = 1n << 63n
  let square = 1n << 55n
  for (let rest = bytes; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = multiply(result, square)
    square = multiply(square, square)
  }
  return result
}

/** a times b modulo the polynomial, both reflected. */
function multiply(a: bigint, b: bigint): bigint {
  let product = 0n
  let factor = b
  for (let bit = 63n; bit >= 0n; bit--) {
    if ((a >> bit) & 1n) product ^= factor
    factor = factor & 1n ? (factor >> 1n) ^ polynomial : factor >> 1n
  }
  return product
}
