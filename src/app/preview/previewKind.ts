import { kindOf } from '../listing/kind.ts'

export type PreviewKind = 'image' | 'svg' | 'video' | 'audio' | 'pdf' | 'text' | 'none'

const MiB = 1024 ** 2
/** What is read without a question, and what at all: a preview lies in memory, in bytes. */
export const automaticLimits: Record<PreviewKind, number> = {
  image: 30 * MiB,
  svg: 5 * MiB,
  video: 100 * MiB,
  audio: 100 * MiB,
  pdf: 0,
  text: MiB,
  none: 0,
}
export const previewLimits = { image: 1024 * MiB, svg: 64 * MiB, video: 1024 * MiB, audio: 1024 * MiB }
export const mostText = 20 * MiB
export const mostSaved = 1024 * MiB

/** Types that browsers show, by the ending: the type of the blob is ours, whatever the object says of itself. */
const types = new Map(
  Object.entries({
    png: 'image/png',
    jpg: 'image/jpeg',
    jpeg: 'image/jpeg',
    gif: 'image/gif',
    webp: 'image/webp',
    avif: 'image/avif',
    bmp: 'image/bmp',
    ico: 'image/x-icon',
    mp4: 'video/mp4',
    m4v: 'video/mp4',
    mov: 'video/mp4',
    webm: 'video/webm',
    mp3: 'audio/mpeg',
    wav: 'audio/wav',
    flac: 'audio/flac',
    aac: 'audio/aac',
    ogg: 'audio/ogg',
    m4a: 'audio/mp4',
  }),
)

/** Documents, in which scripts can stand: they get no type by which a browser would open them. */
const documents = new Map<string, PreviewKind>([
  ['svg', 'svg'],
  ['pdf', 'pdf'],
])

/** Text by its ending although `kind.ts` has another icon for it. */
const plain = new Set(['csv', 'tsv', 'ts', 'tex', 'srt', 'log', 'gitignore', 'env'])
const notPlain = new Set(['doc', 'docx', 'odt', 'rtf'])

/** How an object is shown: by its ending first, then by what it says of itself. */
export function previewOf(name: string, contentType = ''): { kind: PreviewKind; type: string } {
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase()
  const type = types.get(ending)
  if (type) return { kind: type.split('/')[0] as PreviewKind, type }
  const own = documents.get(ending)
  if (own) return { kind: own, type: 'application/octet-stream' }
  const kind = kindOf(name)
  const isText = (kind === 'text' || kind === 'code') && !notPlain.has(ending)
  if (isText || plain.has(ending)) return { kind: 'text', type: 'text/plain' }
  return { kind: kind === 'file' && saysText(contentType) ? 'text' : 'none', type: 'text/plain' }
}

function saysText(contentType: string): boolean {
  return /^(text\/|application\/(json|xml|javascript|yaml|x-sh))/.test(contentType)
}
