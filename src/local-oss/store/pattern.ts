import { combine, crc64 } from '../crc64.ts'

export const MIB = 1024 * 1024

const COUNTER = 8
/** So many bits number the blocks of 2^53 bytes. */
const BITS = 33

/**
 * The bytes of a `pattern` blob: blocks of 1 MiB that begin with their own number (8 bytes, little endian) and go on with the same
 * noise. They take no disk, any block is made in no time, and two blocks that changed places change the CRC.
 */
export function patternBlock(seed: number, index: number): Buffer {
  const block = Buffer.from(noise(seed))
  block.writeBigUInt64LE(BigInt(index))
  return block
}

/** CRC64 of the first so many blocks of a pattern, from runs of 2^n blocks: as quick for 8 TiB as for 8 MiB. */
export function patternCrc(seed: number, blocks: number): bigint {
  const runs = runsOf(seed)
  const passed: number[] = []
  let crc = 0n
  let rest = blocks
  for (let power = BITS - 1; power >= 0; power--) {
    const run = runs[power]
    if (!run || rest < 2 ** power) continue
    crc = combine(crc, moved(run, passed), 2 ** power * MIB)
    passed.push(power)
    rest -= 2 ** power
  }
  return crc
}

/**
 * 2^n blocks, numbered from 0: their CRC, and what it changes by when all their numbers have a further bit. CRC64 is linear over GF(2), so
 * the bits of a number add up, each by itself.
 */
type Run = { crc: bigint; bits: bigint[] }

function moved({ crc, bits }: Run, by: number[]): bigint {
  return by.reduce((sum, bit) => sum ^ (bits[bit] ?? 0n), crc)
}

let known: { seed: number; runs: Run[] } | undefined

function runsOf(seed: number): Run[] {
  if (known?.seed !== seed) known = { seed, runs: makeRuns(seed) }
  return known.runs
}

/** Each run is the one before, and that one again behind it with the next bit in its numbers. */
function makeRuns(seed: number): Run[] {
  const runs: Run[] = [firstRun(seed)]
  for (let last = runs[0]; last && runs.length < BITS; last = runs.at(-1)) {
    const power = runs.length - 1
    const bytes = 2 ** power * MIB
    const bits = last.bits.map((bit) => combine(bit, bit, bytes))
    runs.push({ crc: combine(last.crc, moved(last, [power]), bytes), bits })
  }
  return runs
}

function firstRun(seed: number): Run {
  const zero = crcOfNumber(0n)
  const behind = MIB - COUNTER
  const bits = Array.from({ length: BITS }, (_, bit) => combine(crcOfNumber(1n << BigInt(bit)) ^ zero, 0n, behind))
  return { crc: crc64(patternBlock(seed, 0)), bits }
}

function crcOfNumber(value: bigint): bigint {
  const bytes = Buffer.alloc(COUNTER)
  bytes.writeBigUInt64LE(value)
  return crc64(bytes)
}

let latest: { seed: number; bytes: Buffer } | undefined

function noise(seed: number): Buffer {
  if (latest?.seed === seed) return latest.bytes
  const words = new Uint32Array(MIB / 4)
  let x = (seed | 0) === 0 ? 0x9e3779b9 : seed | 0
  for (const index of words.keys()) {
    x ^= x << 13
    x ^= x >>> 17
    x ^= x << 5
    words[index] = x
  }
  latest = { seed, bytes: Buffer.from(words.buffer) }
  return latest.bytes
}
