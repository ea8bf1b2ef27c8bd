/** Headers and metadata as they are, as they shall be, and whether they are the same: byte by byte. */

import { bytesOf, withoutEdges } from '../../oss/headerBytes.ts'
import { ownValue } from '../../oss/ownValue.ts'
import type { Head, HeaderBytes, Headers, Meta } from '../../oss/types.ts'
import type { Change } from '../types.ts'

type Values = Record<string, HeaderBytes>
type Changes = Record<string, HeaderBytes | null>

/** What was there, and over it what was asked. A header value loses the space around it on its way. */
export function merged(before: Headers | Meta, change: Changes = {}): Values {
  const pairs = Object.entries({ ...before, ...change })
  return Object.fromEntries(pairs.flatMap(([name, value]) => (value === null ? [] : [[name, withoutEdges(value)]])))
}

/** The former value of everything that a change names; `null` was not there. */
export function formerValues(before: Headers | Meta, change: object = {}): Changes {
  const known: Record<string, HeaderBytes | undefined> = before
  return Object.fromEntries(Object.keys(change).map((name) => [name, ownValue(known, name) ?? null]))
}

/** OSS folds the names of metadata. */
export function foldedNames(meta: NonNullable<Change['meta']> = {}): Changes {
  return Object.fromEntries(Object.entries(meta).map(([name, value]) => [name.toLowerCase(), value]))
}

/** What OSS gives to what is sent without a Content-Type. */
export const generalType = bytesOf('application/octet-stream')

/** Whether an object has just these headers and metadata. */
export function hasJust({ headers, meta }: Head, wanted: { headers?: Headers; meta?: Meta }): boolean {
  return sameValues(headers, { 'Content-Type': generalType, ...wanted.headers }) && sameValues(meta, wanted.meta ?? {})
}

/** Whether two records hold the same, in whatever order. */
export function sameValues(a: object, b: object): boolean {
  const text = (record: object) => JSON.stringify(Object.entries(record).sort(([x], [y]) => (x < y ? -1 : 1)))
  return text(a) === text(b)
}

/** Whether every value that a change names is set, or absent, as it says; without its Content-Type an object has the general one. */
export function hasValues(is: Headers | Meta, asked: Changes = {}): boolean {
  const known: Record<string, HeaderBytes | undefined> = is
  const absent = (name: string) => (name === 'Content-Type' ? generalType : undefined)
  return Object.entries(asked).every(
    ([name, value]) =>
      (ownValue(known, name) ?? absent(name)) === (value === null ? absent(name) : withoutEdges(value)),
  )
}
