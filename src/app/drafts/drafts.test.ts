import { object, string } from 'valibot'
import { beforeEach, expect, test, vi } from 'vitest'

const kept = new Map<string, string>()
const storage = {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => void kept.set(key, value),
  removeItem: (key: string) => void kept.delete(key),
}
vi.stubGlobal('sessionStorage', storage)
vi.stubGlobal('localStorage', storage)
const { dropDraft, keepDraft, readDraft } = await import('./drafts.ts')
const { forgetDrafts } = await import('./forgetDrafts.ts')

const form = object({ text: string() })
const place = (key: string, account = 'me', kind = 'text') => ({ kind, at: { account, bucket: 'b', key } })
const textAt = (...at: Parameters<typeof place>) => readDraft(place(...at), form)?.body.text

beforeEach(() => kept.clear())

test('one draft a form and object, the last one', () => {
  keepDraft(place('a'), { text: 'one' })
  keepDraft(place('a'), { text: 'two' })
  keepDraft(place('a', 'me', 'metadata'), { text: 'of another form' })
  keepDraft(place('a', 'you'), { text: 'of another account' })
  expect([textAt('a'), textAt('a', 'me', 'metadata'), textAt('b')]).toEqual(['two', 'of another form', undefined])
  dropDraft(place('a'))
  expect([textAt('a'), textAt('a', 'you')]).toEqual([undefined, 'of another account'])
})

test('all of an account are forgotten, and nothing is left where there is none', () => {
  keepDraft(place('a'), { text: 'one' })
  keepDraft(place('a', 'you'), { text: 'two' })
  forgetDrafts('me')
  expect([textAt('a'), textAt('a', 'you')]).toEqual([undefined, 'two'])
  forgetDrafts('you')
  expect(kept.size).toBe(0)
})

test('they are bounded: the oldest go first, and one that is too long by itself is not kept', () => {
  const long = 'x'.repeat(900_000)
  for (const key of ['a', 'b', 'c']) keepDraft(place(key), { text: long })
  expect(['a', 'b', 'c'].map((key) => textAt(key)?.length)).toEqual([undefined, 900_000, 900_000])
  keepDraft(place('d'), { text: 'x'.repeat(2_000_000) })
  expect(textAt('d')).toBeUndefined()
  expect(['b', 'c'].map((key) => textAt(key)?.length)).toEqual([900_000, 900_000])
})

test.each(['{', '[{}]', '[{"kind":"text","account":"me","bucket":"b","key":"a","kept":1,"body":{"text":7}}]'])(
  'what has another shape is no draft: %s',
  (text) => {
    kept.set('ferry.drafts', text)
    expect(textAt('a')).toBeUndefined()
  },
)
