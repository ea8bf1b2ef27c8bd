import { nameOf } from '../../engine/keys.ts'
import type { Row } from './rows.ts'

const units: Record<string, number> = { k: 1000, m: 1e6, g: 1e9, t: 1e12 }

/**
 * What is typed to filter: words that a name must contain, `*.jpg` that it must look like, `size>10MB`, `date>2026-01-31`, `class:ia`,
 * `type:png`. What stands in quotes is part of a name as it is: `"type:png"`, `"two words"`. All must hold; an empty text has nothing to
 * say and is undefined.
 */
export function matcherOf(typed: string, by: 'path' | 'lastName' = 'path'): ((row: Row) => boolean) | undefined {
  const words = wordsOf(typed)
  const tests = words.map((word) => testOf(word, by === 'path' || word.includes('/') ? ({ name }) => name : lastName))
  const [only] = tests
  if (!only) return undefined
  return tests.length === 1 ? only : (row) => tests.every((test) => test(row))
}

/** What is typed, word by word; what stands in quotes is one, and keeps them. */
export function wordsOf(typed: string): string[] {
  return typed.match(/"[^"]+"(?!\S)|\S+/g) ?? []
}

function testOf(word: string, nameOf: (row: Row) => string): (row: Row) => boolean {
  const [, quoted] = /^"([^"]+)"$/.exec(word) ?? []
  if (quoted !== undefined) return (row) => folded(nameOf(row)).includes(folded(quoted))
  const [, field, sign, value] = /^(size|date|class|type)([<>]=|[<>:=])(.+)$/i.exec(word) ?? []
  const test = field && sign && value ? factTest(field.toLowerCase(), sign, value.toLowerCase()) : undefined
  return test ?? nameTest(folded(word), nameOf)
}

/** Upper and lower case are one, and so are the two ways to write `é`: what a Mac uploads has it in two characters. */
export function folded(text: string): string {
  // Most names have nothing to be composed, and a million are looked through with each letter.
  return (/[\u0100-\uffff]/.test(text) ? text.normalize() : text).toLowerCase()
}

function nameTest(word: string, nameOf: (row: Row) => string): (row: Row) => boolean {
  if (!/[*?]/.test(word)) return (row) => folded(nameOf(row)).includes(word)
  const parts = word.split(/([*?])/).map((part) => wild[part] ?? part.replace(/[\\^$.|+()[\]{}]/g, '\\$&'))
  const pattern = new RegExp(`^${parts.join('')}/?$`, 'is')
  return (row) => pattern.test(folded(nameOf(row)))
}
const wild: Record<string, string> = { '*': '.*', '?': '.' }

function factTest(field: string, sign: string, value: string): ((row: Row) => boolean) | undefined {
  if (field === 'class') return (row) => row.is === 'object' && row.storageClass.toLowerCase() === value
  if (field === 'type') return (row) => row.is === 'object' && row.name.toLowerCase().endsWith(`.${value}`)
  const wanted = field === 'size' ? bytesOf(value) : Date.parse(`${value}T00:00`)
  if (Number.isNaN(wanted)) return undefined
  const isSize = field === 'size'
  // A day is meant as a whole.
  const span = isSize ? { from: wanted, to: wanted } : { from: wanted, to: dayAfter(wanted) - 1 }
  return (row) => row.is === 'object' && isIn(isSize ? row.size : row.modified, sign, span)
}

function isIn(fact: number, sign: string, { from, to }: { from: number; to: number }): boolean {
  if (sign === '<') return fact < from
  if (sign === '<=') return fact <= to
  if (sign === '>') return fact > to
  return sign === '>=' ? fact >= from : fact >= from && fact <= to
}

function dayAfter(day: number): number {
  const next = new Date(day)
  return next.setDate(next.getDate() + 1)
}

function lastName({ key }: Row): string {
  return nameOf(key)
}

function bytesOf(text: string): number {
  const [, figures, unit = ''] = /^([\d.]+)([kmgt]?)i?b?$/.exec(text) ?? []
  return Number(figures) * (units[unit] ?? 1)
}
