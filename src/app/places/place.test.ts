import { expect, test } from 'vitest'
import { childPrefixTowards, crumbsOf, hashOf, onlyPane, panesHash, panesOf, parentPlace, placeOf } from './place.ts'

const oddPrefixes = [
  '',
  'a/',
  'a//b/',
  '//',
  'a/../b/',
  './',
  '100%/',
  '%2F/',
  '#?&=/',
  'a b+c/',
  'it\'s "so"/',
  '中文/😀/',
  '\u0001\n\t\u007f/',
  '\u202eevil/',
  '<b>`|\\^/',
]

test.each(oddPrefixes)('the prefix %j survives the URL', (prefix) => {
  const place = { bucket: 'photos', prefix }
  expect(placeOf(hashOf(place))).toEqual(place)
  expect(placeOf(new URL(hashOf(place), 'http://127.0.0.1/').hash)).toEqual(place)
})

test.each(oddPrefixes)('what is looked for, or all keys below, survive the URL with %j', (prefix) => {
  for (const more of [{ search: '' }, { search: '/' }, { search: prefix }, { isFlat: true as const }]) {
    const place = { bucket: 'photos', prefix, ...more }
    expect(placeOf(hashOf(place))).toEqual(place)
    expect(panesOf(panesHash({ places: [place, place], active: 1 }))).toEqual({ places: [place, place], active: 1 })
  }
})

test.each(oddPrefixes)('two panes survive the URL, %j in both', (prefix) => {
  const place = { bucket: 'photos', prefix }
  for (const active of [0, 1]) {
    for (const places of [
      [place, place],
      [null, place],
      [place, null],
    ]) {
      expect(panesOf(panesHash({ places, active }))).toEqual({ places, active })
    }
  }
  expect(panesOf(panesHash({ places: [place], active: 0 }))).toEqual({ places: [place], active: 0 })
})

test.each(oddPrefixes)('whose each pane is survives the URL, with %j in both', (prefix) => {
  const place = { bucket: 'photos', prefix }
  const [one, other] = ['0123456789abcdef', 'fedcba9876543210']
  for (const accounts of [
    [one, undefined],
    [undefined, other],
    [one, other],
  ]) {
    for (const places of [
      [place, place],
      [null, place],
      [place, null],
    ]) {
      const panes = { places, active: 1, accounts }
      expect(panesOf(panesHash(panes))).toEqual(panes)
      expect(panesOf(new URL(panesHash(panes), 'http://127.0.0.1/').hash)).toEqual(panes)
      expect(panesOf(panesHash(onlyPane(panes, 1))).accounts?.[0]).toBe(accounts[1])
    }
  }
  const alone = { places: [place], active: 0, accounts: [one] }
  expect(panesOf(panesHash(alone))).toEqual(alone)
})

test('no place is the list of buckets', () => {
  for (const hash of ['', '#', '#/', hashOf(null)]) expect(placeOf(hash)).toBeNull()
})

test('what people type is understood', () => {
  expect(placeOf('#/photos')).toEqual({ bucket: 'photos', prefix: '' })
  expect(placeOf('#/photos/2026')).toEqual({ bucket: 'photos', prefix: '2026/' })
  expect(placeOf('#/photos/100%/')).toEqual({ bucket: 'photos', prefix: '100%/' })
})

test('the way down has every level, nameless ones too', () => {
  expect(crumbsOf({ bucket: 'b', prefix: 'a//c/' })).toEqual([
    { name: 'b', place: { bucket: 'b', prefix: '' } },
    { name: 'a', place: { bucket: 'b', prefix: 'a/' } },
    { name: '', place: { bucket: 'b', prefix: 'a//' } },
    { name: 'c', place: { bucket: 'b', prefix: 'a//c/' } },
  ])
})

test('up leads to the parent, and from a bucket to all of them', () => {
  expect(parentPlace({ bucket: 'b', prefix: 'a//' })).toEqual({ bucket: 'b', prefix: 'a/' })
  expect(parentPlace({ bucket: 'b', prefix: 'a/' })).toEqual({ bucket: 'b', prefix: '' })
  expect(parentPlace({ bucket: 'b', prefix: '' })).toBeNull()
})

test('the way begins where the key may enter, and up does not lead above that', () => {
  const entry = 'team/a/'
  expect(crumbsOf({ bucket: 'b', prefix: 'team/a/x/' }, entry)).toEqual([
    { name: 'b/team/a', place: { bucket: 'b', prefix: 'team/a/' } },
    { name: 'x', place: { bucket: 'b', prefix: 'team/a/x/' } },
  ])
  expect(parentPlace({ bucket: 'b', prefix: 'team/a/x/' }, entry)).toEqual({ bucket: 'b', prefix: 'team/a/' })
  expect(parentPlace({ bucket: 'b', prefix: 'team/a/' }, entry)).toBeNull()
  expect(parentPlace({ bucket: 'b', prefix: 'team/b/' }, entry)).toEqual({ bucket: 'b', prefix: 'team/' })
})

test('the step towards a place below is the next prefix, elsewhere there is none', () => {
  const here = { bucket: 'b', prefix: 'a/' }
  expect(childPrefixTowards(here, { bucket: 'b', prefix: 'a/x/y/' })).toBe('a/x/')
  expect(childPrefixTowards(here, { bucket: 'b', prefix: 'a//' })).toBe('a//')
  for (const there of [here, { bucket: 'b', prefix: '' }, { bucket: 'c', prefix: 'a/x/' }]) {
    expect(childPrefixTowards(here, there)).toBeUndefined()
  }
})
