import { inflateSync } from 'node:zlib'

/** Bytes of a line, and the lines one below the other. */
export type Pixels = { width: number; height: number; channels: number; data: Buffer }

/**
 * The pixels of a PNG as browsers write them: 8 bits a channel, not interlaced.
 * @see https://www.w3.org/TR/png-3/#9Filters
 * @throws Error for any other
 */
export function pixelsOf(png: Buffer): Pixels {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)]
  const channels = { 2: 3, 6: 4 }[png[25] ?? 0]
  if (png[24] !== 8 || channels === undefined || png[28] !== 0) throw new Error('A PNG of another kind')
  const raw = inflateSync(Buffer.concat([...chunks(png, 'IDAT')]))
  return { width, height, channels, data: unfiltered(raw, width * channels, channels) }
}

function* chunks(png: Buffer, wanted: string): Generator<Buffer> {
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at)
    if (png.toString('latin1', at + 4, at + 8) === wanted) yield png.subarray(at + 8, at + 8 + length)
    at += 12 + length
  }
}

function unfiltered(raw: Buffer, line: number, channels: number): Buffer {
  const data = Buffer.alloc((raw.length / (line + 1)) * line)
  for (let y = 0; y * line < data.length; y += 1) {
    const filter = raw[y * (line + 1)] ?? 0
    for (let x = 0; x < line; x += 1) {
      const at = y * line + x
      const left = x < channels ? 0 : (data[at - channels] ?? 0)
      const up = y === 0 ? 0 : (data[at - line] ?? 0)
      const corner = x < channels || y === 0 ? 0 : (data[at - line - channels] ?? 0)
      data[at] = (raw[y * (line + 1) + 1 + x] ?? 0) + foreseen(filter, left, up, corner)
    }
  }
  return data
}

/** What a filter took away from a byte. */
function foreseen(filter: number, left: number, up: number, corner: number): number {
  if (filter === 0) return 0
  if (filter === 1) return left
  if (filter === 2) return up
  if (filter === 3) return (left + up) >> 1
  const [a, b, c] = [left, up, corner].map((near) => Math.abs(left + up - corner - near)) as [number, number, number]
  return a <= b && a <= c ? left : b <= c ? up : corner
}
