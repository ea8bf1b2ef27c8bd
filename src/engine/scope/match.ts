/** What is typed to filter or to search, and whether a row is so: the same for the page that shows rows and the engine that plans them. */
import type { Listed } from '../../oss/types.ts'
import { nameOf } from '../keys.ts'
import { matchesWildcards } from './wildcards.ts'

/** A line of a listing; `name` is the key without the prefix that is listed. */
export type Matched = ({ is: 'prefix' } | ({ is: 'object' } & Pick<Listed, 'size' | 'modified' | 'storageClass'>)) & {
  key: string
  name: string
}

/**
 * One word of what was typed, as plain data. `has`, `like`: about the name, folded; `by` says which. Bytes and ms are inclusive. A time is
 * one moment here, wherever it is looked at: a day is that of the person who typed it. `any`: one of these is enough; nobody types it.
 */
export type Test =
  | NameTest
  | { is: 'any'; of: NameTest[] }
  | { is: 'size' | 'modified'; from?: number; to?: number }
  | { is: 'class'; text: string }
  | { is: 'type'; text: string }
type NameTest = { is: 'has' | 'like'; text: string; by: NameBy }
/** `path`: the name with the folders in which it lies below what is listed. */
export type NameBy = 'path' | 'lastName'

/**
 * What is typed to filter: words that a name must contain, `*.jpg` that it must look like, `size>10MB`, `date>2026-01-31`, `class:ia`,
 * `type:png`. What stands in quotes is part of a name as it is: `"type:png"`, `"two words"`. All must hold.
 */
export function testsOf(typed: string, by: NameBy = 'path'): Test[] {
  return wordsOf(typed).map((word) => testOf(word, word.includes('/') ? 'path' : by))
}

/** Whether a row is as all tests say; undefined where there are none. */
export function matcherOf(tests: readonly Test[]): ((row: Matched) => boolean) | undefined {
  const [only, ...others] = tests.map(judgeOf)
  if (!only) return undefined
  return others.length === 0 ? only : (row) => only(row) && others.every((judge) => judge(row))
}

/** What is typed, word by word; what stands in quotes is one, and keeps them. */
export function wordsOf(typed: string): string[] {
  return typed.match(/"[^"]+"(?!\S)|\S+/g) ?? []
}

/** Upper and lower case are one, and so are the two ways to write `é`: what a Mac uploads has it in two characters. */
export function folded(text: string): string {
  // Most names have nothing to be composed, and a million are looked through with each letter.
  return (/[\u0100-\uffff]/.test(text) ? text.normalize() : text).toLowerCase()
}

function testOf(word: string, by: NameBy): Test {
  const [, quoted] = /^"([^"]+)"$/.exec(word) ?? []
  if (quoted !== undefined) return { is: 'has', text: folded(quoted), by }
  const [, field, sign, value] = /^(size|date|class|type)([<>]=|[<>:=])(.+)$/i.exec(word) ?? []
  const test = field && sign && value ? factTest(field.toLowerCase(), sign, value.toLowerCase()) : undefined
  return test ?? { is: /[*?]/.test(word) ? 'like' : 'has', text: folded(word), by }
}

function factTest(field: string, sign: string, value: string): Test | undefined {
  if (field === 'class' || field === 'type') return { is: field, text: value }
  const wanted = field === 'size' ? bytesOf(value) : Date.parse(`${value}T00:00`)
  if (Number.isNaN(wanted)) return undefined
  // A day is meant as a whole.
  if (field === 'size') return { is: 'size', ...span(sign, wanted, wanted) }
  return { is: 'modified', ...span(sign, wanted, dayAfter(wanted) - 1) }
}

/** Facts are whole numbers. */
function span(sign: string, first: number, last: number): { from?: number; to?: number } {
  if (sign === '<') return { to: Math.ceil(first) - 1 }
  if (sign === '<=') return { to: last }
  if (sign === '>') return { from: Math.floor(last) + 1 }
  return sign === '>=' ? { from: first } : { from: first, to: last }
}

function dayAfter(day: number): number {
  const next = new Date(day)
  return next.setDate(next.getDate() + 1)
}

/** Bytes of `500`, `10MB`, `64KiB` or `1g`; NaN of anything else. */
export function bytesOf(text: string): number {
  const [, figures, unit = '', isBinary] = /^([\d.]+)(?:([kmgt])(i)?)?b?$/.exec(text) ?? []
  return Number(figures) * (isBinary ? 1024 : 1000) ** ' kmgt'.indexOf(unit || ' ')
}

function judgeOf(test: Test): (row: Matched) => boolean {
  if ('by' in test) return nameJudge(test.is, test.text, test.by)
  if (test.is === 'any') {
    const judges = test.of.map(judgeOf)
    return (row) => judges.some((judge) => judge(row))
  }
  if (test.is === 'class') return (row) => row.is === 'object' && row.storageClass.toLowerCase() === test.text
  if (test.is === 'type') return (row) => row.is === 'object' && row.name.toLowerCase().endsWith(`.${test.text}`)
  const { is, from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = test
  return (row) => row.is === 'object' && row[is] >= from && row[is] <= to
}

function nameJudge(is: 'has' | 'like', text: string, by: NameBy): (row: Matched) => boolean {
  const name = by === 'path' ? (row: Matched) => folded(row.name) : (row: Matched) => folded(nameOf(row.key))
  if (is === 'has') return (row) => name(row).includes(text)
  // The slash of a prefix is no part of what it is called. An object that ends so stands for a folder: `a.html/` is no page.
  return (row) =>
    matchesWildcards(name(row), text) || (row.is === 'prefix' && matchesWildcards(name(row).slice(0, -1), text))
}
