import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compile } from './compile.ts'
import { replaceAll, SlowPattern } from './match.ts'
import { PatternError } from './pattern.ts'

/** JavaScript's own matcher says what comes out, for all that both know. */

const replaced = (pattern: string, text: string, by: string) => replaceAll(compile(pattern), text, by)

test.each([
  ['max-age=(\\d+)', 'public, max-age=60', 'max-age=$1$1'],
  ['^text/(html|css)$', 'text/css', 'text/$1; charset=utf-8'],
  ['x*', 'abc', '-'],
  ['a*', 'baaac', '-'],
  ['(a)|(b)', 'abc', '[$1,$2,$&,$$,$3]'],
  ['\\bfoo\\b', 'foo foobar foo', 'x'],
  ['[^\\x]', 'a', ''],
  ['(?:.)', '报告😀.pdf', '<$&>'],
  ['[一-龥]+', '报告a告', 'x'],
  ['a.*?c', 'abcabc', 'x'],
  ['a{2,3}?', 'aaaaaa', 'x'],
  ['(a|ab)(c|bcd)(d*)', 'abcd', '$1,$2,$3'],
  ['', 'ab', '-'],
  ['[\\d\\-.]', '1-2.3x', '_'],
])('%s on %s', (pattern, text, by) => {
  if (pattern === '[^\\x]') expect(() => compile(pattern)).toThrow(PatternError)
  else expect(replaced(pattern, text, by)).toBe(text.replace(new RegExp(pattern, 'gu'), by))
})

/** No repeated part can be empty, and no character has two halves: an empty round of a loop, and the place between halves, are JavaScript's own affair. */
const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\d', '\\w', '文', '\\.', '[a-c]')
const { pattern } = fc.letrec<{ pattern: string; part: string }>((tie) => ({
  part: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    atom,
    fc
      .tuple(atom, fc.constantFrom('*', '+', '?', '*?', '+?', '??', '{2}', '{1,2}', '{0,2}?'))
      .map(([one, times]) => one + times),
    fc.tuple(atom, tie('pattern'), fc.constantFrom('*', '+', '{2}', '+?')).map(([one, x, n]) => `(?:${one}${x})${n}`),
    tie('pattern').map((inner) => `(?:${inner})`),
    fc.tuple(atom, tie('pattern')).map(([one, other]) => `(?:${one}|${other})`),
    fc.constantFrom('^', '$', '\\b', '\\B'),
  ),
  pattern: fc.array(tie('part'), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('')),
}))
const texts = fc
  .array(fc.constantFrom('a', 'b', 'c', '1', ' ', '.', '文'), { maxLength: 12 })
  .map((all) => all.join(''))

/** One that is too large is refused, whatever JavaScript makes of it. */
function isTaken(whole: string): boolean {
  try {
    replaced(whole, '', '')
    return true
  } catch (error) {
    if (error instanceof PatternError && error.problem === 'tooLarge') return false
    throw error
  }
}

test('what matches is what JavaScript matches', () => {
  fc.assert(
    fc.property(fc.tuple(pattern, pattern), texts, ([first, second], text) => {
      const whole = `(${first})(${second})`
      fc.pre(isTaken(whole))
      expect(replaced(whole, text, '<$1|$2>')).toBe(text.replace(new RegExp(whole, 'gu'), '<$1|$2>'))
    }),
    { numRuns: 3000 },
  )
})

test('upper and lower case are one within (?i:…), as they are in JavaScript with the flag `i`, and nowhere else', () => {
  fc.assert(
    fc.property(pattern, texts, fc.boolean(), (whole, text, isUpper) => {
      fc.pre(isTaken(whole))
      const typed = isUpper ? text.toUpperCase() : text
      expect(replaced(`(?i:${whole})`, typed, '<$&>')).toBe(typed.replace(new RegExp(whole, 'giu'), '<$&>'))
    }),
    { numRuns: 1000 },
  )
  expect(replaced('(?i:[A-C]x|(?:y))z', 'AXz ayz YZ cxZ', '-')).toBe('- a- YZ cxZ')
})

test.each([
  ['(a+)+$', `${'a'.repeat(8000)}b`],
  ['(?:a|a)*b', 'a'.repeat(8000)],
  ['(?:a?){200}a{200}', 'a'.repeat(200)],
  ['(.*)(.*)(.*)(.*)x', 'y'.repeat(8000)],
])('%s, on which others never end, takes as long as any', (pattern, text) => {
  expect(replaced(pattern, text, '')).toBe(pattern.startsWith('(?:a?)') ? '' : text)
})

test('a pattern that looks through the whole value at each of its characters is given up, and so on every machine', () => {
  expect(() => replaced('(?:a*b|a)', 'a'.repeat(8000), '')).toThrow(SlowPattern)
})

test.each(['(', ')', 'a**', '[b-a]', '[', '\\', 'a{2', '{1}', '*', '^*', 'a{3,2}'])('%s is none', (wrong) => {
  expect(() => compile(wrong)).toThrow(expect.objectContaining({ problem: 'syntax' }))
})

test.each(['(?=a)', '(?<n>a)', '(a)\\1', '\\p{L}', '\\u0041', '\\k'])('%s is not known here', (other) => {
  expect(() => compile(other)).toThrow(expect.objectContaining({ problem: 'unsupported' }))
})

test.each(['x'.repeat(513), 'a{3000}', '(?:a{50}){50}', '(?:(?:(?:){1000}){1000}){1000}'])(
  '%# is too large',
  (large) => {
    expect(() => compile(large)).toThrow(expect.objectContaining({ problem: 'tooLarge' }))
  },
)
