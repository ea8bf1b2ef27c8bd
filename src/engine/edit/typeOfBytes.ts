// biome-ignore-all lint/suspicious/noControlCharactersInRegex: bytes are what is looked for
/**
 * The media type that the first bytes of an object prove: pure. Only signatures that nobody types by chance, and only of formats that are one
 * thing: no text has one, and what lies in an archive may have a type of its own ([types-by-content.md](../../../docs/decisions/types-by-content.md)).
 */
import { bytesOf } from '../../oss/headerBytes.ts'
import type { HeaderBytes } from '../../oss/types.ts'

/** As many bytes are looked at. */
export const firstBytes = 256

/** `fits`: other types, as `type/subtype`, that are right for the same bytes; a container of sound and pictures may hold either. */
type Proof = { type: string; begins: RegExp; fits?: RegExp }
const media = /^(?:audio|video)\//

const proofs: readonly Proof[] = [
  { type: 'image/png', begins: /^\x89PNG\r\n\x1a\n/, fits: /^image\/(?:x-png|apng|vnd\.mozilla\.apng)$/ },
  { type: 'image/jpeg', begins: /^\xff\xd8\xff/, fits: /^image\/(?:jpg|pjpeg|mpo|jps)$/ },
  { type: 'image/gif', begins: /^GIF8[79]a/ },
  { type: 'image/webp', begins: /^RIFF.{4}WEBPVP8[ LX]/s },
  { type: 'image/avif', begins: /^\0\0.{2}ftypavi[fs]/s, fits: /^image\/avif-sequence$/ },
  { type: 'image/heic', begins: /^\0\0.{2}ftyphe(?:ic|ix|vc|vx)/s, fits: /^image\/hei[cf](?:-sequence)?$/ },
  { type: 'image/bmp', begins: /^BM.{4}\0{4}.{4}[\x0c(4@l|]\0{3}/s, fits: /^image\/x-(?:ms-)?bmp$/ },
  {
    type: 'image/x-icon',
    begins: /^\0\0\x01\0[^\0]\0.{3}\0[\0\x01]\0[\0\x01\x04\x08\x10\x18\x20]\0/s,
    fits: /^image\/(?:vnd\.microsoft\.icon|ico)$/,
  },
  {
    type: 'application/pdf',
    begins: /^%PDF-\d\.\d/,
    fits: /^application\/(?:x-pdf|(?:vnd\.adobe\.)?illustrator|postscript)$/,
  },
  { type: 'application/wasm', begins: /^\0asm\x01\0{3}/ },
  { type: 'font/woff', begins: /^wOFF(?:\0\x01\0\0|OTTO|true)/, fits: /^application\/(?:x-)?font-woff$/ },
  { type: 'font/woff2', begins: /^wOF2(?:\0\x01\0\0|OTTO|true|ttcf)/, fits: /^application\/(?:x-)?font-woff2$/ },
  {
    type: 'font/ttf',
    begins: /^\0\x01\0{3}[\x04-\x40].{6}[ -~]{4}/s,
    fits: /^(?:font\/sfnt|application\/(?:x-)?font-(?:ttf|truetype|sfnt))$/,
  },
  {
    type: 'font/otf',
    begins: /^OTTO\0[\x04-\x40].{6}[ -~]{4}/s,
    fits: /^(?:font\/(?:sfnt|opentype)|application\/(?:x-font-(?:otf|opentype)|font-sfnt|vnd\.ms-opentype))$/,
  },
  { type: 'video/quicktime', begins: /^\0\0.{2}ftypqt {2}/s, fits: media },
  { type: 'audio/mp4', begins: /^\0\0.{2}ftypM4[AB] /s, fits: media },
  {
    type: 'video/mp4',
    begins: /^\0\0.{2}ftyp(?:iso[m2-9]|mp4[12]|avc1|M4V |dash|MSNV)/s,
    fits: /^(?:(?:audio|video)\/|application\/mp4$)/,
  },
  { type: 'video/webm', begins: /^\x1aE\xdf\xa3.{0,60}B\x82\x84webm/s, fits: media },
  { type: 'video/x-matroska', begins: /^\x1aE\xdf\xa3.{0,60}B\x82\x88matroska/s, fits: media },
  { type: 'video/x-msvideo', begins: /^RIFF.{4}AVI LIST/s, fits: media },
  { type: 'audio/wav', begins: /^RIFF.{4}WAVE/s, fits: media },
  { type: 'audio/flac', begins: /^fLaC\0/, fits: media },
  { type: 'application/ogg', begins: /^OggS\0/, fits: media },
  // The tag of MP3 may stand before other sound.
  { type: 'audio/mpeg', begins: /^ID3[\x02-\x04]\0.[\0-\x7f]{4}/s, fits: media },
]

/** The type that bytes prove, where `before` does not fit them; else `before`. */
export function typeByContent(first: Uint8Array, before: HeaderBytes | null): HeaderBytes | null {
  const text = String.fromCharCode(...first.subarray(0, firstBytes))
  const proof = proofs.find(({ begins }) => begins.test(text))
  if (!proof || isFit(proof, before ?? '')) return before
  return bytesOf(proof.type)
}

/** Whether this is a type that some bytes prove. */
export function isProvable(type: unknown): boolean {
  return proofs.some((proof) => proof.type === type)
}

function isFit({ type, fits }: Proof, before: string): boolean {
  const [essence = ''] = before.toLowerCase().split(/\s*;/)
  return essence.trim() === type || fits?.test(essence.trim()) === true
}
