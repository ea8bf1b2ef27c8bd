import type { Row } from './rows.ts'

const units: Record<string, number> = { k: 1000, m: 1e6, g: 1e9, t: 1e12 }

/**
 * What is typed to filter: words that a name must contain, `*.jpg` that it must look like, `size>10MB`, `date>2026-01-31`, `class:ia`,
 * `type:png`. All must hold; an empty text has nothing to say and is undefined.
 */
export function matcherOf(typed: string): ((row: Row) => boolean) | undefined {
  const tests = typed.trim().split(/\s+/).filter(Boolean).map(testOf)
  const [only] = tests
  if (!only) return undefined
  return tests.length === 1 ? only : (row) => tests.every((test) => test(row))
}

function testOf(word: string): (row: Row) => boolean {
  const [, field, sign, value] = /^(size|date|class|type)([<>:=])(.+)$/i.exec(word) ?? []
  const test = field && sign && value ? factTest(field.toLowerCase(), sign, value.toLowerCase()) : undefined
  return test ?? nameTest(word.toLowerCase())
}

function nameTest(word: string): (row: Row) => boolean {
  if (!/[*?]/.test(word)) return (row) => row.name.toLowerCase().includes(word)
  const parts = word.split(/([*?])/).map((part) => wild[part] ?? part.replace(/[\\^$.|+()[\]{}]/g, '\\$&'))
  const pattern = new RegExp(`^${parts.join('')}/?$`, 'is')
  return (row) => pattern.test(row.name)
}
const wild: Record<string, string> = { '*': '.*', '?': '.' }

function factTest(field: string, sign: string, value: string): ((row: Row) => boolean) | undefined {
  if (field === 'class') return (row) => row.is === 'object' && row.storageClass.toLowerCase() === value
  if (field === 'type') return (row) => row.is === 'object' && row.name.toLowerCase().endsWith(`.${value}`)
  const wanted = field === 'size' ? bytesOf(value) : Date.parse(`${value}T00:00`)
  if (Number.isNaN(wanted)) return undefined
  const fact = field === 'size' ? 'size' : 'modified'
  return (row) => row.is === 'object' && compare(row[fact], sign, wanted)
}

function compare(one: number, sign: string, other: number): boolean {
  if (sign === '<') return one < other
  return sign === '>' ? one > other : one === other
}

function bytesOf(text: string): number {
  const [, figures, unit = ''] = /^([\d.]+)([kmgt]?)i?b?$/.exec(text) ?? []
  return Number(figures) * (units[unit] ?? 1)
}
