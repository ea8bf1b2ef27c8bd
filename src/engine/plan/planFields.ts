/** What plan and rule files are read by: each says what is expected, and where. */

import { keyBytes, longestKey } from '../keys.ts'
import { type ExpectedInFile, jsonFault, PlanFileError } from './fileFault.ts'

/** @throws PlanFileError */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new PlanFileError(jsonFault(cause))
  }
}

export type Fields = Record<string, unknown>

export function record(value: unknown, path: string): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : fail(path, 'object')
}

export function list(value: unknown, path: string): unknown[] {
  return Array.isArray(value) ? value : fail(path, 'list')
}

export function text(value: unknown, path: string): string {
  return typeof value === 'string' ? value : fail(path, 'text')
}

export function filled(value: unknown, path: string): string {
  return text(value, path) || fail(path, 'text')
}

/** A half of a surrogate pair has no UTF-8. */
export function key(value: unknown, path: string): string {
  const read = text(value, path)
  const isKey = read.length <= longestKey && keyBytes(read) <= longestKey && !/\p{Surrogate}/u.test(read)
  return isKey ? read : fail(path, 'ofPlan', `a key of at most ${longestKey} bytes of UTF-8`)
}

/** Visible ASCII, as a header of OSS has it. */
export function word(value: unknown, path: string): string {
  const read = text(value, path)
  return /^[\x21-\x7e]{1,256}$/.test(read) ? read : fail(path, 'word')
}

export function one(value: unknown, path: string, allowed: readonly unknown[]): void {
  if (!allowed.includes(value)) fail(path, 'oneOf', ...allowed.map((each) => JSON.stringify(each)))
}

/** A count, or a moment in ms. */
export function wholeNumber(value: unknown, path: string): void {
  if (!Number.isSafeInteger(value) || (value as number) < 0) fail(path, 'wholeNumber')
}

/** A misspelt option must not be a choice that was never made. */
export function noUnknownFields(fields: Fields, path: string, known: readonly string[]): void {
  const other = Object.keys(fields).find((name) => !known.includes(name))
  if (other !== undefined) throw new PlanFileError({ is: 'unknown', path: path + other })
}

/** @throws PlanFileError */
export function fail(path: string, is: ExpectedInFile, ...allowed: unknown[]): never {
  throw new PlanFileError({ is, path, allowed })
}
