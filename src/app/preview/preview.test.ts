import { expect, test } from 'vitest'
import { decodeText } from './decodeText.ts'
import { integrityOf } from './integrity.ts'
import { previewOf } from './previewKind.ts'

test.each([
  ['a.PNG', '', 'image', 'image/png'],
  ['a.svg', 'text/html', 'svg', 'application/octet-stream'],
  ['a.SVG', 'image/svg+xml', 'svg', 'application/octet-stream'],
  ['x.constructor', '', 'none', 'text/plain'],
  ['__proto__', '', 'none', 'text/plain'],
  ['a.toString', 'image/svg+xml', 'none', 'text/plain'],
  ['a.mp4', '', 'video', 'video/mp4'],
  ['a.mp3', '', 'audio', 'audio/mpeg'],
  ['a.pdf', 'text/html', 'pdf', 'application/octet-stream'],
  ['a.html', 'text/html', 'text', 'text/plain'],
  ['README.md', '', 'text', 'text/plain'],
  ['a.csv', '', 'text', 'text/plain'],
  ['a.docx', 'text/plain', 'none', 'text/plain'],
  ['a.zip', 'text/plain', 'none', 'text/plain'],
  ['LICENSE', 'text/plain; charset=utf-8', 'text', 'text/plain'],
  ['LICENSE', 'application/octet-stream', 'none', 'text/plain'],
] as const)('%s (%s) is shown as %s', (name, contentType, kind, type) => {
  expect(previewOf(name, contentType)).toEqual({ kind, type })
})

test.each([
  ['\x89PNG … IEND\xaeB`\x82', 'image/png', 'sound'],
  ['\x89PNG … IDAT', 'image/png', 'cut'],
  ['', 'image/png', 'broken'],
  ['anything', 'video/mp4', 'sound'],
  ['#EXTM3U\nhttp://x/', 'video/mp4', 'playlist'],
  ['\ufeff\n #EXTM3U', 'audio/mpeg', 'playlist'],
] as const)('%j as %s is %s', async (text, type, soundness) => {
  expect(await integrityOf(new Blob([text]), type)).toBe(soundness)
})

const bytes = (text: string) => new TextEncoder().encode(text)

test('UTF-8, with its byte order mark, is read as it is', () => {
  expect(decodeText(bytes('\ufeff你好'), false)).toEqual({ text: '\ufeff你好', charset: 'utf-8' })
})

test('a part may end inside a character', () => {
  expect(decodeText(bytes('你好').slice(0, 5), true)).toEqual({ text: '你', charset: 'utf-8' })
})

test('UTF-16 is known by its mark, and what western systems wrote by being mostly ASCII', () => {
  expect(decodeText(Uint8Array.of(0xff, 0xfe, 0x60, 0x4f, 0x61, 0), false)).toEqual({
    text: '你a',
    charset: 'utf-16le',
  })
  expect(decodeText(Uint8Array.of(0xfe, 0xff, 0x4f, 0x60), false)).toEqual({ text: '你', charset: 'utf-16be' })
  const cafe = Uint8Array.of(...bytes('Un caf'), 0xe9, ...bytes(', s.v.p.'))
  expect(decodeText(cafe, false)).toEqual({ text: 'Un café, s.v.p.', charset: 'windows-1252' })
})

test('what Chinese systems write is read, what is no text is not', () => {
  expect(decodeText(Uint8Array.of(0xc4, 0xe3, 0xba, 0xc3), false)).toEqual({ text: '你好', charset: 'gb18030' })
  expect(decodeText(Uint8Array.of(0x89, 0x50, 0x00, 0x1a), false)).toBeUndefined()
  expect(decodeText(Uint8Array.of(0xff, 0xff, 0xff), false)).toBeUndefined()
})
