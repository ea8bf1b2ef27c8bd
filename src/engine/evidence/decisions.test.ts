import { describe, expect, test } from 'vitest'
import { type Evidence, isOurs, isSame, type Mark, mayRemove, mayWriteOver } from './decisions.ts'

/** Each condition of the deciding functions, with its reason. */

const mark: Mark = { etag: 'A', modified: 1000, type: 'Normal' }
const others: [why: string, other: Mark][] = [
  ['other bytes', { ...mark, etag: 'B' }],
  ['the same bytes, written or edited at another time', { ...mark, modified: 2000 }],
  ['an earlier time, as that of a version that was brought back', { ...mark, modified: 0 }],
  ['a link, which answers with the ETag of what it points to', { ...mark, type: 'Symlink' }],
]

describe('the same object', () => {
  test('has the ETag, the time and the type', () => expect(isSame(mark, { ...mark })).toBe(true))
  test.each(others)('not: %s', (_why, other) => expect(isSame(mark, other)).toBe(false))
  test('not: nothing', () => expect(isSame(mark, undefined)).toBe(false))
})

describe('a removal', () => {
  const asBefore = { before: mark, now: mark }
  const gone = { before: mark, now: undefined }

  test('both are as they were proved', () => {
    expect(mayRemove({ victim: asBefore, keeper: asBefore })).toBe('yes')
  })
  test('nothing has to stand for it: a person removes it', () => {
    expect(mayRemove({ victim: asBefore })).toBe('yes')
    expect(mayRemove({ victim: gone })).toBe('gone')
  })
  test.each(others)('the victim is another: %s', (_why, now) => {
    const victim = { before: mark, now }
    for (const keeper of [undefined, asBefore, gone])
      expect(mayRemove({ victim, ...(keeper && { keeper }) })).toBe('changed')
  })
  test.each(others)('what has to stand is another: %s', (_why, now) => {
    expect(mayRemove({ victim: asBefore, keeper: { before: mark, now } })).toBe('unkept')
  })
  test('what has to stand is not there', () => {
    for (const victim of [asBefore, gone]) expect(mayRemove({ victim, keeper: gone })).toBe('unkept')
  })
  test('the victim is gone already: what stands for it may have been edited since, but is an object of its kind', () => {
    const keeperNow = (now: Mark) => mayRemove({ victim: gone, keeper: { before: mark, now } })
    expect(keeperNow(mark)).toBe('gone')
    expect(keeperNow({ ...mark, etag: 'B' })).toBe('gone')
    expect(keeperNow({ ...mark, modified: 2000 })).toBe('gone')
    expect(keeperNow({ ...mark, type: 'Symlink' })).toBe('unkept')
  })
})

describe('a write over a target', () => {
  test('nothing stands there: nothing is lost', () => {
    expect(mayWriteOver(undefined, undefined)).toBe(true)
    expect(mayWriteOver(mark, undefined)).toBe(true)
  })
  test('it is what was decided about', () => expect(mayWriteOver(mark, { ...mark })).toBe(true))
  test('nothing was decided about it', () => expect(mayWriteOver(undefined, mark)).toBe(false))
  test.each(others)('it is another: %s', (_why, now) => expect(mayWriteOver(mark, now)).toBe(false))
})

describe('what is found is ours', () => {
  const made: Mark = { etag: 'A', modified: 2000, type: 'Normal' }
  const link: Mark = { ...made, type: 'Symlink' }
  const evidence: Evidence = { before: undefined, now: made, isLink: false, content: 'same', asAsked: true }
  const ours: [why: string, given: Partial<Evidence>][] = [
    ['nothing stood there', {}],
    ['another stood there', { before: mark }],
    ['a link was to be made', { now: link, isLink: true }],
    ['a link was to be made where an object stood', { before: made, now: link, isLink: true }],
  ]
  const notOurs: [why: string, given: Partial<Evidence>][] = [
    ['nothing is there', { now: undefined }],
    ['nothing is there, of a link', { now: undefined, isLink: true }],
    ['it is a link, and an object was to be made', { now: link }],
    ['it is an object, and a link was to be made', { isLink: true }],
    ['it stood there before', { before: made }],
    ['it has other bytes', { content: 'different' }],
    ['nobody can tell its bytes', { content: 'unknown' }],
    ['equal bytes alone, with other attributes', { asAsked: false }],
  ]
  test.each(ours)('%s', (_why, given) => expect(isOurs({ ...evidence, ...given })).toBe(true))
  test.each(notOurs)('not: %s', (_why, given) => expect(isOurs({ ...evidence, ...given })).toBe(false))
})
