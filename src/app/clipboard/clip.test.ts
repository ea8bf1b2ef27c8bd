import { beforeEach, expect, test, vi } from 'vitest'
import { clipOfText, forgetCut, isCutRow, pasteRequest, readClip, useCut, writeClip } from './clip.ts'

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
  expect([...useCut.getState().cut]).toEqual(['me oss://photos/a/one.jpg'])
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

const clipType = 'application/x-oss-ferry+json'
const known = (bucket: string) => ({ ...place, bucket })
const other = { ...place, key: 'secret' }

/** What another page may put on the clipboard. */
function strangers(content: unknown, text = ''): DataTransfer {
  const data = clipboard()
  data.setData(clipType, typeof content === 'string' ? content : JSON.stringify(content))
  data.setData('text/plain', text)
  return data
}

test('a cut of another page moves nothing, whatever was cut here before', () => {
  const cut = { sources: [other], isCut: true }
  expect(readClip(strangers(cut), known)).toBe('strangersCut')
  writeClip(clipboard(), { sources, isCut: true })
  for (const token of [undefined, '', 'x'])
    expect(readClip(strangers({ ...cut, token }, 'oss://photos/a/one.jpg'), known)).toBe('strangersCut')
})

test('what was cut is what is moved, also when another page has seen its token', () => {
  const data = clipboard()
  writeClip(data, { sources, isCut: true })
  const { token } = JSON.parse(data.getData(clipType))
  expect(readClip(strangers({ sources: [other], isCut: true, token }), known)).toEqual({ sources, isCut: true })
  forgetCut()
  expect(readClip(data, known)).toBe('strangersCut')
})

test('a copy of another page is no more than its text', () => {
  const data = strangers({ sources: [other], isCut: false }, 'oss://photos/b')
  expect(readClip(data, known)).toEqual({ sources: [{ ...place, key: 'b' }], isCut: false })
})

test('the text of a cut alone moves nothing by a paste event', () => {
  writeClip(clipboard(), { sources, isCut: true })
  const data = clipboard()
  data.setData('text/plain', 'oss://photos/a/one.jpg')
  expect(readClip(data, known)).toMatchObject({ isCut: false })
})

test.each([
  '',
  '{',
  'null',
  '1',
  '[]',
  '{"sources":1}',
  '{"isCut":"true"}',
  '{"__proto__":{"isCut":true}}',
  '['.repeat(1e5),
])('malformed, %.30s is nothing, on the clipboard and in the storage', (text) => {
  localStorage.setItem('ferry.clip', text)
  expect(readClip(strangers(text), known)).toBeUndefined()
  expect(clipOfText('', known)).toBeUndefined()
})

test('what has no end is nothing', () => {
  const endless = `{"isCut":true,"token":"${'x'.repeat(1e6)}"}`
  expect(readClip(strangers(endless, 'oss://photos/a\n'.repeat(3e6)), known)).toBeUndefined()
})

test('what the storage does not take is pasted by the tab that has it', () => {
  const data = clipboard()
  vi.stubGlobal('localStorage', {
    ...localStorage,
    setItem: () => {
      throw new Error('full')
    },
  })
  writeClip(data, { sources, isCut: true })
  expect(readClip(data, known)).toEqual({ sources, isCut: true })
})

test('what is not ours is no clip', () => {
  expect(readClip(clipboard(), () => undefined)).toBeUndefined()
})

test('a copy pasted where it came from is a second one; elsewhere conflicts are asked about', () => {
  const here = pasteRequest({ sources, isCut: false }, { ...place, key: 'a/' })
  expect([here.request.conflict, here.problem]).toEqual(['keepBoth', undefined])
  const there = pasteRequest({ sources, isCut: true }, { ...place, key: 'b/' })
  expect(there.request).toMatchObject({ conflict: 'ask', removeSource: true })
  expect(pasteRequest({ sources, isCut: true }, { ...place, key: 'a/' }).problem).toBe('sameObject')
})

test('what was cut of one account is no row of another that has a bucket of that name', () => {
  const row = { is: 'prefix' as const, key: 'a/b/', name: 'b' }
  const scope = { rows: 'level' as const, tests: [], except: [], seen: { before: 0, since: [] }, count: 1 }
  const whole = { ...place, key: 'a/', scope }
  for (const cut of [{ ...place, key: 'a/b/' }, whole]) {
    writeClip(clipboard(), { sources: [cut], isCut: true })
    const isCut = (account: string) => isCutRow(useCut.getState(), { ...place, account }, row as never)
    expect([isCut('me'), isCut('other')]).toEqual([true, false])
  }
})

test('a paste into the place of that name in another account is no copy beside the source', () => {
  const there = { ...place, account: 'other', key: 'a/' }
  expect(pasteRequest({ sources, isCut: false }, there).request).toMatchObject({ conflict: 'ask', relay: true })
})
