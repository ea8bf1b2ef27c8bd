import { closeSync, createReadStream, openSync, readSync } from 'node:fs'
import { type FileHandle, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterPrefix, combine, crc64, crcOfZeros } from '../crc64.ts'
import { syntheticMd5 } from '../etags.ts'
import { createDigest } from './digest.ts'
import { blobKey } from './keys.ts'
import { MIB, patternBlock, patternCrc } from './pattern.ts'
import type { Tables } from './tables.ts'
import type { BlobRecord, Extent } from './types.ts'

/** Bodies up to this size live in the index: one commit, no file. */
const SMALL = 64 * 1024
const ZEROS = Buffer.alloc(MIB)

/** A blob that no record names yet. */
export type NewBlob = {
  id: number
  record: BlobRecord
  /** MD5 in upper-case hex; of procedural blobs what stands for it. */
  md5: string
  bytes?: Buffer
  prefixes?: BigUint64Array
}

export type Blobs = {
  /** Takes a body in. Bytes beyond `limit` are refused by `tooLarge()`. The blob is on disk when this resolves. */
  receive(body: AsyncIterable<Buffer>, limit: number, tooLarge: () => Error): Promise<NewBlob>
  /** A blob of bytes that are at hand. */
  fromBytes(bytes: Buffer): NewBlob
  /** A blob of any size that takes no disk: zeros, or with a seed a pattern that shows when blocks change places. */
  procedural(size: number, seed?: number): NewBlob
  /**
   * A blob that holds the bytes of an extent and those of a new blob behind them, when both are small; so that an object that grows by
   * many small appends does not become a list of as many extents. Undefined when they are not.
   */
  joined(extent: Extent, added: NewBlob): NewBlob | undefined
  /** Removes the file of a blob that came to nothing. */
  discard(blob: number): Promise<void>
  /** The bytes of a list of extents, in pieces of up to 1 MiB. */
  read(extents: Extent[]): AsyncGenerator<Buffer>
  /** CRC64 of a list of extents, from stored prefixes: reads less than 1 MiB at each end of each extent, whatever its length. */
  crc(extents: Extent[]): bigint
}

/** Blobs in `directory` (files) and in the index (small bodies and all records). */
export function createBlobs(tables: Tables, directory: string, firstId: number): Blobs {
  let nextId = firstId
  const path = (blob: number) => join(directory, String(blob))

  async function receive(body: AsyncIterable<Buffer>, limit: number, tooLarge: () => Error): Promise<NewBlob> {
    const id = nextId++
    const intake = createDigest()
    let file: FileHandle | undefined
    let held: Buffer[] = []
    try {
      for await (const chunk of body) {
        intake.add(chunk)
        if (intake.size > limit) throw tooLarge()
        held.push(chunk)
        if (intake.size <= SMALL) continue
        file ??= await open(path(id), 'wx', 0o600)
        for (const piece of held) await file.writeFile(piece)
        held = []
      }
      if (!file) return { id, ...intake.finish('bytes'), bytes: Buffer.concat(held) }
      await file.sync()
      await syncDirectory(directory)
      return { id, ...intake.finish('file') }
    } catch (error) {
      await rm(path(id), { force: true })
      throw error
    } finally {
      await file?.close()
    }
  }

  function fromBytes(bytes: Buffer): NewBlob {
    const intake = createDigest()
    intake.add(bytes)
    return { id: nextId++, ...intake.finish('bytes'), bytes }
  }

  function joined({ blob, offset, length }: Extent, { bytes }: NewBlob): NewBlob | undefined {
    const before = tables.bytes.get(blobKey(blob))
    if (!before || !bytes || length + bytes.length > SMALL) return undefined
    return fromBytes(Buffer.concat([before.subarray(offset, offset + length), bytes]))
  }

  function procedural(size: number, seed?: number): NewBlob {
    const crc = seed === undefined ? crcOfZeros(size) : crcOfPattern(seed, size)
    const made = seed === undefined ? { kind: 'zeros' as const } : { kind: 'pattern' as const, seed }
    return { id: nextId++, record: { ...made, size, references: 0, crc }, md5: syntheticMd5(crc, size) }
  }

  function record(blob: number): BlobRecord {
    const found = tables.blobs.get(blobKey(blob))
    if (!found) throw new Error(`blob ${blob} is not in the index`)
    return found
  }

  /** The 800 KB of a blob of 100 GiB were read for each of its parts. A blob never changes, and its id is never given again. */
  let recent: { blob: number; prefixes: Buffer } | undefined
  function prefixesOf(blob: number): Buffer {
    if (recent?.blob !== blob) recent = { blob, prefixes: tables.prefixes.get(blobKey(blob)) ?? Buffer.alloc(0) }
    return recent.prefixes
  }

  function crcOfStart({ blob, length }: { blob: number; length: number }): bigint {
    const { kind, size, crc, seed } = record(blob)
    if (length === 0) return 0n
    if (length === size) return crc
    if (kind === 'zeros') return crcOfZeros(length)
    if (kind === 'pattern') return crcOfPattern(seed ?? 0, length)
    if (kind === 'bytes') return crc64((tables.bytes.get(blobKey(blob)) ?? Buffer.alloc(0)).subarray(0, length))
    const blocks = Math.floor(length / MIB)
    const known = blocks === 0 ? 0n : prefixesOf(blob).readBigUInt64LE((blocks - 1) * 8)
    const rest = length - blocks * MIB
    return rest === 0 ? known : crc64(readPiece(path(blob), blocks * MIB, rest), known)
  }

  function crc(extents: Extent[]): bigint {
    let whole = 0n
    for (const { blob, offset, length } of extents) {
      const end = crcOfStart({ blob, length: offset + length })
      const part = offset === 0 ? end : afterPrefix(end, crcOfStart({ blob, length: offset }), length)
      whole = whole === 0n ? part : combine(whole, part, length)
    }
    return whole
  }

  async function* read(extents: Extent[]): AsyncGenerator<Buffer> {
    for (const { blob, offset, length } of extents) {
      const { kind, seed } = record(blob)
      if (kind === 'bytes') yield (tables.bytes.get(blobKey(blob)) ?? Buffer.alloc(0)).subarray(offset, offset + length)
      else if (kind === 'file') yield* createReadStream(path(blob), { start: offset, end: offset + length - 1 })
      else yield* blocks(offset, length, (index) => (kind === 'zeros' ? ZEROS : patternBlock(seed ?? 0, index)))
    }
  }

  return {
    receive,
    fromBytes,
    joined,
    procedural,
    discard: (blob) => rm(path(blob), { force: true }),
    read,
    crc,
  }
}

function crcOfPattern(seed: number, length: number): bigint {
  const blocks = Math.floor(length / MIB)
  const known = patternCrc(seed, blocks)
  const rest = length - blocks * MIB
  return rest === 0 ? known : crc64(patternBlock(seed, blocks).subarray(0, rest), known)
}

function* blocks(offset: number, length: number, make: (index: number) => Buffer): Generator<Buffer> {
  const end = offset + length
  for (let position = offset; position < end; ) {
    const index = Math.floor(position / MIB)
    const piece = make(index).subarray(position - index * MIB, Math.min(MIB, end - index * MIB))
    position += piece.length
    yield piece
  }
}

function readPiece(path: string, position: number, length: number): Buffer {
  const file = openSync(path, 'r')
  try {
    const piece = Buffer.alloc(length)
    readSync(file, piece, 0, length, position)
    return piece
  } finally {
    closeSync(file)
  }
}

/** A new name in a directory survives a power cut only when the directory itself was flushed. */
async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
