/** A secret as somebody would look for it in the files of a browser, in a memory, or in what was sent. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { logBytes, tableBytes } from './levelDb.ts'

/** As text, escaped, encoded at any offset, in either byte order, or backwards. */
function spellingsOf(secret: string): Buffer[] {
  const texts = [secret, encodeURIComponent(secret), secret.replaceAll('/', '\\/'), [...secret].reverse().join('')]
  const wide = Buffer.from(secret, 'utf16le')
  const raw = [...texts.map((text) => Buffer.from(text)), wide, Buffer.from(wide).swap16()]
  const encoded = [Buffer.from(secret), wide].flatMap((bytes) => [...hexOf(bytes), ...base64Of(bytes)])
  return [...raw, ...encoded.flatMap((text) => [Buffer.from(text), Buffer.from(text, 'utf16le')])]
}

export function has(bytes: Buffer, secret: string): boolean {
  return spellingsOf(secret).some((spelling) => bytes.includes(spelling))
}

/** The files below a folder that hold the secret, LevelDB's also as their records were before they were compressed and cut. */
export function filesWith(folder: string, secret: string): string[] {
  const spellings = spellingsOf(secret)
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile())
    .filter((path) => layersOf(path).some((bytes) => spellings.some((spelling) => bytes.includes(spelling))))
    .map((path) => relative(folder, path))
}

function layersOf(path: string): Buffer[] {
  const bytes = readFileSync(path)
  if (path.endsWith('.ldb')) return [bytes, tableBytes(bytes)]
  return path.endsWith('.log') ? [bytes, logBytes(bytes)] : [bytes]
}

function hexOf(bytes: Buffer): string[] {
  const hex = bytes.toString('hex')
  return [hex, hex.toUpperCase()]
}

/** At each of the three offsets; without the letters that the bytes beside it have a share in. */
function base64Of(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((offset) => {
    const shifted = Buffer.concat([Buffer.alloc(offset), bytes])
    const whole = shifted.subarray(0, shifted.length - (shifted.length % 3)).toString('base64')
    const own = whole.slice(offset === 0 ? 0 : 4)
    return [own, own.replaceAll('+', '-').replaceAll('/', '_')]
  })
}
