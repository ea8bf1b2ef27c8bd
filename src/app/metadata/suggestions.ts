import { ownValue } from '../../oss/ownValue.ts'
import type { HeaderName } from '../../oss/types.ts'
import { attachment } from './one/builders.ts'

const types: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  xml: 'application/xml',
  txt: 'text/plain; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  pdf: 'application/pdf',
  mp4: 'video/mp4',
  mp3: 'audio/mpeg',
  zip: 'application/zip',
  gz: 'application/gzip',
  wasm: 'application/wasm',
}

const usual: Record<Exclude<HeaderName, 'Content-Type' | 'Content-Disposition'>, string[]> = {
  'Cache-Control': ['no-cache', 'no-store', 'max-age=3600', 'public, max-age=31536000, immutable', 'private'],
  'Content-Encoding': ['gzip', 'br', 'zstd', 'identity'],
  'Content-Language': ['zh-CN', 'en', 'zh-CN, en'],
  Expires: [],
}

/** Values that people mean most often, the likeliest for this name, if there is one, first. */
export function suggestionsFor(header: HeaderName, name: string): string[] {
  if (header === 'Content-Type') return contentTypes(name)
  if (header === 'Content-Disposition') return ['inline', 'attachment', ...(name ? [attachment(name)] : [])]
  return usual[header]
}

/** Ends of names for which a type is known. */
export const typedNames: readonly string[] = Object.keys(types)

/** The type that a name stands for; undefined where it tells none. */
export function typeOfName(name: string): string | undefined {
  return ownValue<string | undefined>(types, name.slice(name.lastIndexOf('.') + 1).toLowerCase())
}

function contentTypes(name: string): string[] {
  const likely = typeOfName(name)
  return [...new Set([...(likely ? [likely] : []), 'application/octet-stream', ...Object.values(types)])]
}
