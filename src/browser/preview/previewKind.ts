import { kindOf } from '../kind.ts'

export type PreviewKind = 'image' | 'video' | 'audio' | 'pdf' | 'text' | 'none'

const MiB = 1024 ** 2
/** What is read without a question, and what at all: a preview lies in memory, in bytes. */
export const asked: Record<PreviewKind, number> = {
  image: 30 * MiB,
  video: 100 * MiB,
  audio: 100 * MiB,
  pdf: 50 * MiB,
  text: MiB,
  none: 0,
}
export const mostBytes = 1024 * MiB
export const mostText = 20 * MiB

/** Types that browsers show, by the ending: the type of the blob is ours, whatever the object says of itself. */
const types: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  svg: 'image/svg+xml',
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
  pdf: 'application/pdf',
}

/** Text by its ending although `kind.ts` has another icon for it. */
const plain = new Set(['csv', 'tsv', 'ts', 'tex', 'srt', 'log', 'gitignore', 'env'])
const notPlain = new Set(['doc', 'docx', 'odt', 'rtf'])

/** How an object is shown: by its ending first, then by what it says of itself. */
export function previewOf(name: string, contentType = ''): { kind: PreviewKind; type: string } {
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase()
  const type = types[ending]
  if (type) return { kind: type === 'application/pdf' ? 'pdf' : (type.split('/')[0] as PreviewKind), type }
  const kind = kindOf(name)
  const isText = (kind === 'text' || kind === 'code') && !notPlain.has(ending)
  if (isText || plain.has(ending)) return { kind: 'text', type: 'text/plain' }
  return { kind: kind === 'file' && saysText(contentType) ? 'text' : 'none', type: 'text/plain' }
}

function saysText(contentType: string): boolean {
  return /^(text\/|application\/(json|xml|javascript|yaml|x-sh))/.test(contentType)
}
