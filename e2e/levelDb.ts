/**
 * Enough of LevelDB to see what lies in its files: browsers keep IndexedDB and the web storages in it, deleted records included.
 * @see https://github.com/google/leveldb/blob/main/doc/table_format.md
 * @see https://github.com/google/leveldb/blob/main/doc/log_format.md
 */

/** Bytes of a block of a log, and of the head of each piece in it. */
const logBlock = 32 * 1024
const pieceHead = 7
const footer = 48

type Reader = { at: number; bytes: Buffer }

/** All pieces of all records of a log, joined: a record may be cut at the end of a block. */
export function logBytes(bytes: Buffer): Buffer {
  const pieces: Buffer[] = []
  for (let at = 0; at + pieceHead <= bytes.length; ) {
    const left = logBlock - (at % logBlock)
    const length = left < pieceHead ? 0 : bytes.readUInt16LE(at + 4)
    if (left >= pieceHead) pieces.push(bytes.subarray(at + pieceHead, at + pieceHead + length))
    at += left < pieceHead ? left : pieceHead + length
  }
  return Buffer.concat(pieces)
}

/** All blocks of a table, unpacked. A file that is cut, as one that is being written, gives nothing. */
export function tableBytes(bytes: Buffer): Buffer {
  if (bytes.length < footer) return Buffer.alloc(0)
  const end: Reader = { bytes, at: bytes.length - footer }
  handleOf(end)
  const index = blockAt(bytes, handleOf(end))
  return Buffer.concat(valuesOf(index).map((value) => blockAt(bytes, handleOf({ bytes: value, at: 0 }))))
}

type Handle = { offset: number; size: number }

function handleOf(reader: Reader): Handle {
  return { offset: varint(reader), size: varint(reader) }
}

function blockAt(bytes: Buffer, { offset, size }: Handle): Buffer {
  const block = bytes.subarray(offset, offset + size)
  return bytes[offset + size] === 1 ? unsnap(block) : block
}

/** The values of a block's entries; its keys are shortened against the one before. */
function valuesOf(block: Buffer): Buffer[] {
  const restarts = block.readUInt32LE(block.length - 4)
  const end = block.length - 4 * (restarts + 1)
  const values: Buffer[] = []
  for (const reader: Reader = { bytes: block, at: 0 }; reader.at < end; ) {
    varint(reader)
    const [own, length] = [varint(reader), varint(reader)]
    reader.at += own + length
    values.push(block.subarray(reader.at - length, reader.at))
  }
  return values
}

/** @see https://github.com/google/snappy/blob/main/format_description.txt */
function unsnap(packed: Buffer): Buffer {
  const reader: Reader = { bytes: packed, at: 0 }
  const out = Buffer.alloc(varint(reader))
  for (let to = 0; reader.at < packed.length; ) {
    const { length, back } = elementOf(reader)
    for (let n = 0; n < length; n++, to++) out[to] = back ? (out[to - back] ?? 0) : (packed[reader.at++] ?? 0)
  }
  return out
}

/** `back`: 0 for bytes that stand there as they are. */
function elementOf(reader: Reader): { length: number; back: number } {
  const tag = little(reader, 1)
  const upper = tag >> 2
  switch (tag & 3) {
    case 0:
      return { length: upper < 60 ? upper + 1 : little(reader, upper - 59) + 1, back: 0 }
    case 1:
      return { length: (upper & 7) + 4, back: (tag >> 5) * 256 + little(reader, 1) }
    default:
      return { length: upper + 1, back: little(reader, (tag & 3) === 2 ? 2 : 4) }
  }
}

function little(reader: Reader, length: number): number {
  const value = reader.bytes.readUIntLE(reader.at, length)
  reader.at += length
  return value
}

function varint(reader: Reader): number {
  for (let value = 0, factor = 1; ; factor *= 128) {
    const byte = reader.bytes.readUInt8(reader.at++)
    value += (byte & 127) * factor
    if (byte < 128) return value
  }
}
