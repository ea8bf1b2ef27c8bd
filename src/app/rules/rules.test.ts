import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import type { ObjectProperties } from '../../engine/edit/edited.ts'
import { edited } from '../../engine/edit/edited.ts'
import { holds } from '../../engine/edit/holds.ts'
import { PlanFileError } from '../../engine/plan/planFile.ts'
import { type Rule, sourceOf } from '../../engine/rules/rule.ts'
import { readRuleFile, writeRuleFile } from '../../engine/rules/ruleFile.ts'
import { scopeMatcher } from '../../engine/scope/scope.ts'
import { byteString, bytesOf, bytesOfEach } from '../../oss/headerBytes.ts'
import { previewEdit } from '../metadata/many/previewEdit.ts'
import { typedNames } from '../metadata/suggestions.ts'
import { presetNames, presets, typePreset } from './presets.ts'
import { matchingObjects } from './preview.ts'
import { conditionProblem, emptyRule, isDays, isSize, type RuleForm, ruleFormOf, ruleOf } from './ruleForm.ts'

const all: Rule = {
  name: 'All',
  names: ['*.html', 'two words*', 'a/b'],
  size: { from: 65_536, to: 2_000_000 },
  unmodifiedDays: 90,
  storageClass: 'Standard',
  when: {
    headers: { 'Content-Type': { is: 'notFound', pattern: '^a' }, Expires: { is: 'absent' } },
    meta: { b: { is: 'equal', value: bytesOf('报') } },
    tags: { 'k v': { is: 'present' } },
  },
  edit: {
    headers: { 'Cache-Control': { do: 'setIfAbsent', value: bytesOf('a') }, Expires: { do: 'remove' } },
    meta: { a: { do: 'replace', find: 'x', by: '', isPattern: true } },
    tags: { add: [{ key: 'k', value: '' }], remove: ['l'] },
    acl: 'private',
    storageClass: 'IA',
    encryption: { algorithm: 'KMS', keyId: 'k' },
  },
}
const form = (rule: Rule) => ruleFormOf(rule) as RuleForm

test('a rule becomes a form, and the form that rule', () => {
  expect(ruleOf(form(all), '')).toEqual(all)
  expect(form(all)).toMatchObject({ names: '*.html "two words*" a/b', from: '64KiB', to: '2MB', days: '90' })
  const clear: Rule = { name: 'x', names: [], edit: { tags: { all: [] }, encryption: null } }
  expect(ruleOf(form(clear), '')).toEqual(clear)
})

test.each<[string, Rule]>([
  ['bytes that are no text', { ...all, edit: { meta: { a: { do: 'set', value: byteString('\xb1') } } } }],
  ['a cipher that is not offered', { ...all, edit: { encryption: { algorithm: 'SM4' } } }],
  ['quotes in a name', { ...all, names: ['a "b" c'] }],
])('no form says %s, and none says something else instead', (_, rule) => {
  expect(ruleFormOf(rule)).toBeUndefined()
})

test('what is typed is judged', () => {
  expect(['', ' 10mb ', '1.5k', '64KiB', '7'].map(isSize)).toEqual([true, true, true, true, true])
  expect(['x', '-1', '1.2', '1..2k'].map(isSize)).toEqual([false, false, false, false])
  expect(['', '1', '36500'].map(isDays)).toEqual([true, true, true])
  expect(['0', '-1', '1.5', '36501', '1e3'].map(isDays)).toEqual([false, false, false, false, false])
  const line = { id: 0, kind: 'meta', name: 'A', is: 'found', value: '(' } as const
  const good = { ...line, id: 1, value: 'x' }
  expect(conditionProblem([line], line)).toBe('pattern')
  expect(conditionProblem([line, good], good)).toBe('twice')
  expect(conditionProblem([good], { ...good, name: ' ' })).toBe('noName')
  expect(conditionProblem([line], { ...good, name: 'x-oss-meta-b' })).toBeUndefined()
  expect(ruleOf({ ...form(all), days: '0' }, '')).toBeUndefined()
  expect(ruleOf(emptyRule, 'x')).toBeUndefined()
})

const typed = (type: string): ObjectProperties => ({
  headers: bytesOfEach({ 'Content-Type': type }),
  meta: {},
  storageClass: 'Standard',
})

test('every preset can be seen, changed, saved and read', () => {
  for (const name of presetNames)
    expect(ruleOf(form({ name, ...presets[name] }), '')).toEqual({ name, ...presets[name] })
  for (const one of typedNames) expect(ruleFormOf({ name: one, ...typePreset(one) }), one).toBeDefined()
})

test('a type is repaired where it does not fit the name, and only there', () => {
  const wrong = (extension: string, type: string) => holds(typePreset(extension).when ?? {}, typed(type))
  for (const one of typedNames) expect(wrong(one, 'application/octet-stream'), one).toBe(true)
  expect(wrong('html', 'text/htmlx')).toBe(true)
  expect(wrong('svg', 'image/svgxxml')).toBe(true)
  for (const [name, type] of [
    ['html', 'text/html'],
    ['html', 'text/html ; charset=gbk'],
    ['js', 'application/x-javascript'],
    ['svg', 'image/svg+xml'],
    ['gz', 'application/x-gzip'],
  ] as const)
    expect(wrong(name, type), type).toBe(false)
})

test.each([
  ['text/html', 'text/html; charset=utf-8'],
  ['text/vnd.a+b-c;', 'text/vnd.a+b-c; charset=utf-8'],
  ['text/html; charset=gbk', undefined],
  ['image/png', undefined],
])('%s names a charset: %s', (type, after) => {
  const { when = {}, edit } = presets.charset
  const becomes = holds(when, typed(type)) ? edited(edit, typed(type)).change.headers?.['Content-Type'] : undefined
  expect(becomes).toBe(after && bytesOf(after))
})

beforeEach(() => {
  const kept = new Map<string, string>()
  globalThis.localStorage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  } as Storage
})

test('rules are saved by account and name, forgotten with it, and judged when they are read', async () => {
  const { forgetRules, useRuleFiles } = await import('./ruleFiles.ts')
  const { dropRule, savedOf, saveRule, unreadableOf } = await import('./savedRules.ts')
  const saved = (account: string) => savedOf(useRuleFiles.getState(), account)
  saveRule('me', all)
  saveRule('me', { ...all, names: [] })
  saveRule('me', { ...all, name: '__proto__' })
  saveRule('other', all)
  expect(saved('me').map(({ name, names }) => [name, names.length])).toEqual([
    ['__proto__', 3],
    ['All', 0],
  ])
  dropRule('me', '__proto__')
  forgetRules('other')
  expect([saved('me').length, saved('other')]).toEqual([1, []])
  useRuleFiles.setState({ of: { me: { broken: '{"version":2}', fine: writeRuleFile({ ...all, name: 'fine' }) } } })
  expect([saved('me').map(({ name }) => name), unreadableOf(useRuleFiles.getState(), 'me')]).toEqual([
    ['fine'],
    ['broken'],
  ])
})

/** A file of which one value, somewhere, is something else. */
function broken(file: unknown, path: number, value: unknown): string {
  const places: [Record<string, unknown>, string][] = []
  const walk = (within: unknown) => {
    if (typeof within !== 'object' || within === null) return
    for (const name of Object.keys(within)) {
      places.push([within as Record<string, unknown>, name])
      walk((within as Record<string, unknown>)[name])
    }
  }
  const copy = structuredClone(file)
  walk(copy)
  const [within, name] = places[path % places.length] ?? [{}, '']
  within[name] = value
  return JSON.stringify(copy)
}

const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(-1, 1e308, '', '__proto__', '*'.repeat(1023), '(a*)*$', '\u0000', 'x'.repeat(9000), '\ud800'),
  fc.constant(JSON.parse('{"__proto__":{"do":"remove"},"constructor":{"is":"absent"}}')),
)
const object = { key: 'site/a.html', size: 9, modified: 0, etag: 'E', type: 'Normal', storageClass: 'IA' } as const
const read = { ...object, headers: bytesOfEach({ Expires: 'never' }), meta: { b: byteString('\xb1') }, tags: [] }

test('whatever stands in a rule file, it is refused in words, or a rule that can be shown, judged and counted', () => {
  const file = JSON.parse(writeRuleFile(all))
  const place = { account: 'me', region: 'cn-hangzhou', bucket: 'home', key: 'site/' }
  const property = fc.property(fc.nat(200), odd, (path, value) => {
    const text = broken(file, path, value)
    try {
      const rule = readRuleFile(text)
      ruleFormOf(rule)
      scopeMatcher([sourceOf(rule, place, 0)])(object)
      previewEdit(rule.edit, matchingObjects(rule.when, [read]).meant)
    } catch (error) {
      expect(error, text).toBeInstanceOf(PlanFileError)
    }
  })
  fc.assert(property, { numRuns: 500 })
})
