/** A place that was chosen as a whole, as a plan file says it. */
import { isPrefix, keyBytes, longestKey } from '../keys.ts'
import { type Fields, fail, key, list, noUnknownFields, one, record, text, wholeNumber } from './planFields.ts'

/** Nothing in it may be left out, or misspelt: each word of it takes something away from all that lies there. */
export function checkScope(value: unknown, place: string, path: string): void {
  const scope = record(value, path)
  noUnknownFields(scope, `${path}.`, ['rows', 'from', 'to', 'tests', 'except', 'seen', 'count'])
  if (!isPrefix(place)) fail(path, 'ofPlan', 'no scope of an object, but of a prefix,')
  one(scope.rows, `${path}.rows`, ['level', 'flat', 'found'])
  for (const end of ['from', 'to']) if (scope[end] !== undefined) key(scope[end], `${path}.${end}`)
  for (const [n, test] of list(scope.tests, `${path}.tests`).entries()) checkTest(test, `${path}.tests[${n}]`)
  for (const [n, left] of list(scope.except, `${path}.except`).entries()) text(left, `${path}.except[${n}]`)
  checkSeen(record(scope.seen, `${path}.seen`), `${path}.seen`)
  wholeNumber(scope.count, `${path}.count`)
}

function checkSeen(seen: Fields, path: string): void {
  noUnknownFields(seen, `${path}.`, ['before', 'since'])
  wholeNumber(seen.before, `${path}.before`)
  for (const [n, value] of list(seen.since, `${path}.since`).entries()) {
    const object = record(value, `${path}.since[${n}]`)
    noUnknownFields(object, `${path}.since[${n}].`, ['key', 'etag', 'modified'])
    text(object.key, `${path}.since[${n}].key`)
    text(object.etag, `${path}.since[${n}].etag`)
    wholeNumber(object.modified, `${path}.since[${n}].modified`)
  }
}

const fieldsOf: Record<string, string[]> = {
  has: ['text', 'by'],
  like: ['text', 'by'],
  any: ['of'],
  size: ['from', 'to'],
  modified: ['from', 'to'],
  class: ['text'],
  type: ['text'],
}

const nameTests = ['has', 'like']

function checkTest(value: unknown, path: string, known = Object.keys(fieldsOf)): void {
  const test = record(value, path)
  one(test.is, `${path}.is`, known)
  const fields = fieldsOf[test.is as string] ?? []
  noUnknownFields(test, `${path}.`, ['is', ...fields])
  if (test.is === 'any')
    for (const [n, each] of list(test.of, `${path}.of`).entries()) checkTest(each, `${path}.of[${n}]`, nameTests)
  if (fields.includes('text')) checkText(test.text, `${path}.text`)
  if (fields.includes('by')) one(test.by, `${path}.by`, ['path', 'lastName'])
  if (!fields.includes('from')) return
  for (const end of ['from', 'to']) if (test[end] !== undefined) figure(test[end], `${path}.${end}`)
  if (test.from === undefined && test.to === undefined) fail(path, 'fromOrTo', 'from', 'to')
}

function checkText(value: unknown, path: string): void {
  const words = text(value, path)
  if (words === '' || keyBytes(words) > longestKey) fail(path, 'ofPlan', `a text of at most ${longestKey} bytes`)
}

function figure(value: unknown, path: string): void {
  if (!Number.isFinite(value)) fail(path, 'ofPlan', 'a number')
}
