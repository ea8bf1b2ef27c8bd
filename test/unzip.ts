import { crc32 } from 'node:zlib'

/** The entries of a zip that compresses nothing and has no 64-bit sizes, by name; every CRC-32 is checked. */
export function unzip(zip: Buffer): Map<string, Buffer> {
  const end = zip.lastIndexOf('PK\x05\x06')
  const entries = new Map<string, Buffer>()
  let at = zip.readUInt32LE(end + 16)
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [sum, size] = [zip.readUInt32LE(at + 16), zip.readUInt32LE(at + 24)]
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ]
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength)
    const local = zip.readUInt32LE(at + 42)
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    const bytes = zip.subarray(from, from + size)
    const isUtf8 = (zip.readUInt16LE(at + 8) & 0x800) !== 0
    if (!isUtf8 || crc32(bytes) !== sum || entries.has(name)) throw new Error(`${name} is broken`)
    entries.set(name, bytes)
    at += 46 + nameLength + extra + comment
  }
  return entries
}
