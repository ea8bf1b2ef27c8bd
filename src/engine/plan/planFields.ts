/** What plan and rule files are read by: each says what is expected, and where. */

import { keyBytes, longestKey } from '../keys.ts'

/** The file says what is wrong with it, and where: `request.sources[2].region`. */
export class PlanFileError extends Error {
  override readonly name = 'PlanFileError'
}

/** @throws PlanFileError */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new PlanFileError(`The file is no JSON: ${cause instanceof Error ? cause.message : cause}`)
  }
}

export type Fields = Record<string, unknown>

export function record(value: unknown, path: string): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : fail(path, 'an object')
}

export function list(value: unknown, path: string): unknown[] {
  return Array.isArray(value) ? value : fail(path, 'a list')
}

export function text(value: unknown, path: string): string {
  return typeof value === 'string' ? value : fail(path, 'a text')
}

export function filled(value: unknown, path: string): string {
  return text(value, path) || fail(path, 'a text')
}

/** A half of a surrogate pair has no UTF-8. */
export function key(value: unknown, path: string): string {
  const read = text(value, path)
  const isKey = read.length <= longestKey && keyBytes(read) <= longestKey && !/\p{Surrogate}/u.test(read)
  return isKey ? read : fail(path, `a key of at most ${longestKey} bytes of UTF-8`)
}

/** Visible ASCII, as a header of OSS has it. */
export function word(value: unknown, path: string): string {
  const read = text(value, path)
  return /^[\x21-\x7e]{1,256}$/.test(read) ? read : fail(path, 'a word')
}

export function one(value: unknown, path: string, allowed: readonly unknown[]): void {
  if (!allowed.includes(value)) fail(path, allowed.map((each) => JSON.stringify(each)).join(' or '))
}

/** A count, or a moment in ms. */
export function wholeNumber(value: unknown, path: string): void {
  if (!Number.isSafeInteger(value) || (value as number) < 0) fail(path, 'a whole number')
}

/** A misspelt option must not be a choice that was never made. */
export function noUnknownFields(fields: Fields, path: string, known: readonly string[]): void {
  const other = Object.keys(fields).find((name) => !known.includes(name))
  if (other !== undefined) throw new PlanFileError(`${path}${other} is nothing that is known here`)
}

export function fail(path: string, expected: string): never {
  throw new PlanFileError(`${path}: ${expected} is expected`)
}
