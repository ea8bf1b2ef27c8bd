/** Types that a browser shows by itself; of any other it saves the bytes, whatever they are called. */
const shown: Record<string, string> = {
  avif: 'image/avif',
  bmp: 'image/bmp',
  css: 'text/css',
  csv: 'text/csv',
  gif: 'image/gif',
  htm: 'text/html',
  html: 'text/html',
  ico: 'image/vnd.microsoft.icon',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  js: 'application/javascript',
  json: 'application/json',
  log: 'text/plain',
  m4a: 'audio/mp4',
  md: 'text/markdown',
  mjs: 'application/javascript',
  mov: 'video/quicktime',
  mp3: 'audio/mpeg',
  mp4: 'video/mp4',
  ogg: 'audio/ogg',
  ogv: 'video/ogg',
  pdf: 'application/pdf',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain',
  wav: 'audio/wav',
  webm: 'video/webm',
  webp: 'image/webp',
  xhtml: 'application/xhtml+xml',
  xml: 'application/xml',
}

/**
 * ali-oss guesses a Content-Type from the key when a request names none: of what is stored that is only a link (`objects.ts`). Its library
 * brings a table of all types to the page.
 * @public required by ali-oss
 */
export function getType(ending: string): string | null {
  const name = /\.([^.]*)$/.exec(ending)?.[1]?.toLowerCase() ?? ''
  return Object.hasOwn(shown, name) ? (shown[name] ?? null) : null
}
