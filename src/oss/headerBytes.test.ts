import { expect, test } from 'vitest'
import { byteString, bytesOf, bytesOfEach, textOf, withoutEdges } from './headerBytes.ts'

test.each([
  ['', '', 'UTF-8'],
  ['plain', 'plain', 'UTF-8'],
  ['\xe6\x8a\xa5\xe5\x91\x8a', '报告', 'UTF-8'],
  ['\xef\xbb\xbfx', '\ufeffx', 'UTF-8'],
  ['\xf0\x9f\x98\x80', '😀', 'UTF-8'],
  ['\xb1\xa8\xb8\xe6', '报告', 'GBK'],
  ['caf\xe9', 'café', 'Latin-1'],
  ['\xff\xfe', '\xff\xfe', 'Latin-1'],
])('%j is shown as %j, by %s', (bytes, text, encoding) => {
  expect(textOf(byteString(bytes))).toEqual({ text, encoding })
  if (encoding === 'UTF-8') expect(bytesOf(text)).toBe(bytes)
})

test('every byte alone can be shown, and what is shown as UTF-8 comes back', () => {
  for (let byte = 0; byte < 256; byte++) {
    const bytes = byteString(String.fromCharCode(byte))
    const { text, encoding } = textOf(bytes)
    expect(text).toHaveLength(1)
    expect(encoding === 'UTF-8').toBe(byte < 128)
    if (encoding === 'UTF-8') expect(bytesOf(text)).toBe(bytes)
  }
})

test('text is not taken for bytes', () => {
  expect(() => byteString('报告')).toThrow(TypeError)
  expect(bytesOfEach({ a: '报', gone: null })).toEqual({ a: '\xe6\x8a\xa5', gone: null })
})

test('spaces and tabs are lost around a value, and nothing else', () => {
  expect(withoutEdges(' \t a b\t ')).toBe('a b')
  expect(withoutEdges('\xc3\xa0')).toBe('\xc3\xa0')
  expect(withoutEdges('\u3000a\u00a0')).toBe('\u3000a\u00a0')
})
