import { expect, test } from 'vitest'
import { byteString, bytesOf } from '../../oss/headerBytes.ts'
import { PlanFileError } from '../plan/planFile.ts'
import { scopeMatcher } from '../scope/scope.ts'
import { type Rule, sourceOf } from './rule.ts'
import { readRuleFile, writeRuleFile } from './ruleFile.ts'

const rule: Rule = {
  name: '页面 cache',
  names: ['*.html', 'sub/*'],
  size: { from: 1, to: 9 },
  unmodifiedDays: 30,
  storageClass: 'Standard',
  when: {
    headers: { 'Content-Type': { is: 'notFound', pattern: '^text/html' } },
    meta: { gbk: { is: 'equal', value: byteString('\xb1') } },
  },
  edit: { headers: { 'Cache-Control': { do: 'setIfAbsent', value: bytesOf('no-cache') } }, storageClass: 'IA' },
}

test('what is written is read again', () => {
  expect(readRuleFile(writeRuleFile(rule))).toEqual(rule)
  const least = { name: 'x', names: [], edit: { encryption: null } }
  expect(readRuleFile(writeRuleFile(least))).toEqual(least)
})

test.each<[string, object]>([
  ['rule.name', { name: '' }],
  ['rule.name', { name: 'x'.repeat(101) }],
  ['rule.names', { names: '*.html' }],
  ['rule.names', { names: Array.from({ length: 101 }, () => '*') }],
  ['rule.names[0]', { names: [''] }],
  ['rule.names[0]', { names: ['x'.repeat(1024)] }],
  ['rule.size', { size: {} }],
  ['rule.size.from', { size: { from: -1 } }],
  ['rule.size.more', { size: { from: 1, more: 2 } }],
  ['rule.unmodifiedDays', { unmodifiedDays: 0 }],
  ['rule.unmodifiedDays', { unmodifiedDays: 36_501 }],
  ['rule.storageClass', { storageClass: 'Cold' }],
  ['rule.when.headers.ETag', { when: { headers: { ETag: { is: 'absent' } } } }],
  ['rule.when.tags.a.pattern', { when: { tags: { a: { is: 'notFound', pattern: '(' } } } }],
  ['rule.edit', { edit: {} }],
  ['rule.edit', { edit: { headers: {} } }],
  ['rule.edit.headers.Expires.do', { edit: { headers: { Expires: { do: 'keep' } } } }],
  ['rule.change', { change: {} }],
  ['rule.place', { place: 'oss://home/' }],
])('%s is judged: %j', (path, broken) => {
  const file = JSON.parse(writeRuleFile(rule))
  const text = JSON.stringify({ ...file, rule: { ...file.rule, ...broken } })
  expect(() => readRuleFile(text)).toThrow(PlanFileError)
  expect(() => readRuleFile(text)).toThrow(path)
})

const plan = '{"version":1,"request":{"do":"remove","sources":[{"bucket":"b","key":""}]}}'
const lifecycle = '{"Rules":[{"ID":"x","Status":"Enabled","Expiration":{"Days":1}}]}'
const foreign = ['', 'null', plan, lifecycle, '['.repeat(100_000), `{"a":`.repeat(100_000)]

test.each(['{', '[]', '{"version":2,"rule":{}}', '{"version":1}', ...foreign])('%.40s is no rule file', (text) => {
  expect(() => readRuleFile(text)).toThrow(PlanFileError)
})

test('it means what looks like any of its names and is as it says, whenever that came', () => {
  const now = Date.UTC(2026, 6)
  const place = { account: '1', region: 'cn-hangzhou', bucket: 'home', key: 'site/' }
  const isMeant = scopeMatcher([sourceOf(rule, place, now)])
  const object = {
    key: '',
    size: 5,
    etag: 'E',
    modified: Date.UTC(2026, 0),
    type: 'Normal',
    storageClass: 'Standard',
  } as const
  const meant = (some: object) => isMeant({ ...object, ...some })
  expect(['site/a.html', 'site/x/A.HTML', 'site/sub/b'].map((key) => meant({ key }))).toEqual([true, true, true])
  expect(['site/a.htm', 'site/x/sub/b', 'site/'].map((key) => meant({ key }))).toEqual([false, false, false])
  const key = 'site/a.html'
  expect(
    [{ size: 0 }, { size: 10 }, { modified: now }, { storageClass: 'IA' }].map((no) => meant({ key, ...no })),
  ).toEqual([false, false, false, false])
  expect(scopeMatcher([sourceOf({ name: 'x', names: [] }, place, now)])({ ...object, key, modified: now + 1 })).toBe(
    true,
  )
})
