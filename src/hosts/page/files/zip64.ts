/** client-zip counts entries in 16 bits; more than those need a second end of the directory before the first, which unzip insists on. */
const most = 0xffff

/** What stands before the end of the central directory, which is `end`. @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT 4.3.14, 4.3.15 */
export function zip64End(end: Uint8Array<ArrayBuffer>, entries: number): Uint8Array<ArrayBuffer> {
  const at = new DataView(end.buffer, end.byteOffset, end.length)
  const [size, offset] = [at.getUint32(12, true), at.getUint32(16, true)]
  const isNeeded = entries > most && offset !== 0xffffffff
  const made = new DataView(new ArrayBuffer(isNeeded ? 76 : 0))
  if (!isNeeded) return new Uint8Array(made.buffer)
  made.setUint32(0, 0x06064b50, true)
  made.setBigUint64(4, 44n, true)
  made.setUint16(12, 45, true)
  made.setUint16(14, 45, true)
  made.setBigUint64(24, BigInt(entries), true)
  made.setBigUint64(32, BigInt(entries), true)
  made.setBigUint64(40, BigInt(size), true)
  made.setBigUint64(48, BigInt(offset), true)
  made.setUint32(56, 0x07064b50, true)
  made.setBigUint64(64, BigInt(offset + size), true)
  made.setUint32(72, 1, true)
  return new Uint8Array(made.buffer)
}
