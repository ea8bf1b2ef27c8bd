import { expect, test } from 'vitest'
import { tree } from '../../test/layerRules.ts'
import { blobUrl, inertType } from './blobUrl.ts'

const runs = [
  'image/svg+xml',
  'image/svg+xml; charset=utf-8',
  'IMAGE/SVG+XML',
  ' image/svg+xml ',
  'text/html',
  'Text/HTML;charset=utf-7',
  'application/xhtml+xml',
  'text/xml',
  'application/xml',
  'application/xslt+xml',
  'application/rss+xml',
  'application/mathml+xml',
  'application/pdf',
  'text/javascript',
  'text/css',
  'text/plain',
  'multipart/x-mixed-replace',
  'multipart/related',
  'message/rfc822',
  'application/json',
  'image/png, text/html',
  'image/png;text/html',
  'image/png\n',
  'IMAGE/PNG',
  'constructor',
  '__proto__',
  '',
]

test.each(runs)('%j becomes a type that is only saved', async (type) => {
  expect(inertType(type)).toBe('application/octet-stream')
  expect(await typeOf(blobUrl(new Blob(['<script>'], { type }), type))).toBe('application/octet-stream')
})

test.each(['image/png', 'image/jpeg', 'video/mp4', 'audio/mpeg'])('%s stays, whatever the bytes said', async (type) => {
  expect(await typeOf(blobUrl(new Blob(['<svg/>'], { type: 'image/svg+xml' }), type))).toBe(type)
})

async function typeOf(url: string): Promise<string> {
  const { type } = await (await fetch(url)).blob()
  URL.revokeObjectURL(url)
  return type
}

/** Ways in which foreign bytes could become a document or a script of this origin, and the files that may use them. */
const ways: [pattern: RegExp, allowed: string[]][] = [
  [/createObjectURL/, ['src/ui/blobUrl.ts']],
  [/srcDoc|srcdoc|<iframe|<(object|embed)\s+\w|'(iframe|embed)'/, []],
  [/innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|createContextualFragment|new DOMParser/, []],
  [/document\.write|new Function|\beval\(|javascript:/, []],
  // A QR code, and an SVG that is painted: images, of which no script runs and no request leaves. Types that are only sent to the store.
  [
    /image\/svg\+xml/,
    [
      'src/app/share/Urls.tsx',
      'src/app/preview/paintSvg.ts',
      'src/app/metadata/suggestions.ts',
      'src/oss/shims/mime.ts',
    ],
  ],
  [/serviceWorker\.register/, []],
]

test.each(ways)('no other way to a document of this origin: %s', (pattern, allowed) => {
  const page = [...tree()].filter(
    ([path]) => /^src\/(?!gateway|local-oss|hosts\/node)/.test(path) && !/\.test\./.test(path),
  )
  expect(page.length).toBeGreaterThan(200)
  expect(page.filter(([path, text]) => pattern.test(text) && !allowed.includes(path)).map(([path]) => path)).toEqual([])
})

test('a window of a foreign address never gets a way back to this one', () => {
  const page = [...tree()].filter(([path]) => path.startsWith('src/') && !/\.test\./.test(path))
  const opens = page.flatMap(([, text]) => text.match(/window\.open\(.*$/gm) ?? [])
  expect(opens.length).toBeGreaterThan(0)
  for (const open of opens) expect(open).toContain('noopener,noreferrer')
})
