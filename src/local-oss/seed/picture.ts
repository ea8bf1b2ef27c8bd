import { crc32, deflateSync } from 'node:zlib'

/** A landscape: sky from `top` to `bottom`, a sun, hills of `ground`. Colours are [red, green, blue]. */
export type Scene = { top: Colour; bottom: Colour; ground: Colour; sun: [x: number, y: number] }
type Colour = [number, number, number]

const WIDTH = 240
const HEIGHT = 160
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** A real PNG (240 x 160, RGB) of a scene. */
export function png(scene: Scene): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(WIDTH, 0)
  header.writeUInt32BE(HEIGHT, 4)
  header.set([8, 2, 0, 0, 0], 8)
  // A byte before each row names its filter: none.
  const rows = Buffer.alloc(HEIGHT * (1 + WIDTH * 3))
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) rows.set(pixel(scene, x, y), y * (1 + WIDTH * 3) + 1 + x * 3)
  }
  const pixels = deflateSync(rows)
  return Buffer.concat([SIGNATURE, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))])
}

/** The same scene as SVG. */
export function svg({ top, bottom, ground, sun }: Scene): Buffer {
  const rgb = (colour: Colour) => `rgb(${colour.join(' ')})`
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}">
  <linearGradient id="sky" x2="0" y2="1"><stop stop-color="${rgb(top)}"/><stop offset="1" stop-color="${rgb(bottom)}"/></linearGradient>
  <rect width="${WIDTH}" height="${HEIGHT}" fill="url(#sky)"/>
  <circle cx="${sun[0]}" cy="${sun[1]}" r="14" fill="#ffe9a8"/>
  <path d="M0 120 Q60 70 120 115 T240 100 V160 H0Z" fill="${rgb(ground)}"/>
</svg>
`)
}

function pixel({ top, bottom, ground, sun }: Scene, x: number, y: number): Colour {
  const horizon = 112 + 14 * Math.sin(x / 31 + sun[0]) + 6 * Math.sin(x / 9)
  if (y > horizon) return mix(ground, [0, 0, 0], (y - horizon) / 140)
  return Math.hypot(x - sun[0], y - sun[1]) < 14 ? [255, 233, 168] : mix(top, bottom, y / HEIGHT)
}

function mix([r, g, b]: Colour, [r2, g2, b2]: Colour, part: number): Colour {
  return [r + (r2 - r) * part, g + (g2 - g) * part, b + (b2 - b) * part]
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const ends = Buffer.alloc(8)
  ends.writeUInt32BE(data.length, 0)
  ends.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)])
}
