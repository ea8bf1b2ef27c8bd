import { beforeEach, expect, test, vi } from 'vitest'
import { clipOfText, forgetCut, pasteOf, readClip, useCut, writeClip } from './clip.ts'

const place = { account: 'me', region: 'cn-hangzhou', bucket: 'photos' }
const sources = [{ ...place, key: 'a/one.jpg' }]

/** As much of the browser's storage as a clip needs. */
beforeEach(() => {
  const held = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    setItem: (name: string, text: string) => held.set(name, text),
    getItem: (name: string) => held.get(name) ?? null,
    removeItem: (name: string) => held.delete(name),
  })
})

/** As much of the browser's DataTransfer as a clipboard needs. */
function clipboard() {
  const held = new Map<string, string>()
  const data = {
    setData: (type: string, text: string) => held.set(type, text),
    getData: (type: string) => held.get(type) ?? '',
  }
  return data as unknown as DataTransfer
}

test('references go through the clipboard, as addresses for everyone else', () => {
  const data = clipboard()
  writeClip(data, { sources, isCut: true })
  expect(readClip(data, () => undefined)).toEqual({ sources, isCut: true })
  expect(data.getData('text/plain')).toBe('oss://photos/a/one.jpg')
  expect([...useCut.getState().cut]).toEqual(['oss://photos/a/one.jpg'])
  writeClip(data, { sources, isCut: false })
  expect(useCut.getState().cut.size).toBe(0)
})

test('the text alone is known again as a cut, until it is pasted or another text is there', () => {
  const data = clipboard()
  writeClip(data, { sources, isCut: true })
  const text = data.getData('text/plain')
  const home = (bucket: string) => ({ ...place, bucket })
  expect(clipOfText(text, home)).toEqual({ sources, isCut: true })
  expect(clipOfText(`${text}2`, home)).toMatchObject({ isCut: false })
  forgetCut()
  expect(clipOfText(text, home)).toEqual({ sources, isCut: false })
})

test('what is not ours is no clip', () => {
  expect(readClip(clipboard(), () => undefined)).toBeUndefined()
})

test('a copy pasted where it came from is a second one; elsewhere conflicts are asked about', () => {
  const here = pasteOf({ sources, isCut: false }, { ...place, key: 'a/' })
  expect([here.request.conflict, here.problem]).toEqual(['keepBoth', undefined])
  const there = pasteOf({ sources, isCut: true }, { ...place, key: 'b/' })
  expect(there.request).toMatchObject({ conflict: 'ask', removeSource: true })
  expect(pasteOf({ sources, isCut: true }, { ...place, key: 'a/' }).problem).toBe('sameObject')
})
