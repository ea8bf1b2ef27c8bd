import { formerValues } from '../../../engine/evidence/attributes.ts'
import { headerProblem, metaBytes, metaLimit, metaNameProblem } from '../../../engine/plan/check.ts'
import type { Change } from '../../../engine/types.ts'
import { bytesOf, type Encoding, textOf, withoutEdges } from '../../../oss/headerBytes.ts'
import { ownValue } from '../../../oss/ownValue.ts'
import { type Head, type HeaderBytes, type HeaderName, headerNames, type Meta } from '../../../oss/types.ts'
import { normalMetaName } from '../normalMetaName.ts'

/** One pair as typed. It keeps its `id` while its name is typed, and knows what it began as. */
export type Pair = { id: number; name: string; value: string; stored?: Stored }
type Stored = { name: string; value: HeaderBytes }
/** The form as typed, over what was read: a value that still reads as it did stays the bytes that it was, and is not judged. */
export type MetadataForm = { known: CurrentMetadata; headers: Record<HeaderName, string>; pairs: Pair[] }
export type PairProblem = 'empty' | 'illegalName' | 'twice' | NonNullable<ReturnType<typeof headerProblem>>
/** One line of the summary: `undefined` is not set, `null` is removed. */
export type Difference = { name: string; before: HeaderBytes | undefined; after: HeaderBytes | null | undefined }

/** What is there before an edit. */
export type CurrentMetadata = Pick<Head, 'headers' | 'meta'>

export function formOf(known: CurrentMetadata): MetadataForm {
  const headers = Object.fromEntries(headerNames.map((name) => [name, read(known.headers[name])]))
  const pairs = Object.entries(known.meta).map(([name, value], id) => ({
    id,
    name,
    value: read(value),
    stored: { name, value },
  }))
  return { known, headers: headers as MetadataForm['headers'], pairs }
}

export function withPair(form: MetadataForm): MetadataForm {
  const id = 1 + Math.max(-1, ...form.pairs.map((pair) => pair.id))
  return { ...form, pairs: [...form.pairs, { id, name: '', value: '' }] }
}

export function withoutPair(form: MetadataForm, id: number): MetadataForm {
  return { ...form, pairs: form.pairs.filter((pair) => pair.id !== id) }
}

export function changedPair(form: MetadataForm, pair: Pair): MetadataForm {
  return { ...form, pairs: form.pairs.map((old) => (old.id === pair.id ? pair : old)) }
}

/** What is wrong with a pair. OSS folds names to lower case, so two that differ in case only are the same. */
export function pairProblem({ pairs }: MetadataForm, pair: Pair): PairProblem | undefined {
  if (isAsStored(pair)) return undefined
  const name = normalMetaName(pair.name)
  const same = pairs.filter((one) => normalMetaName(one.name) === name)
  const ofName = metaNameProblem(name) ?? (same.length > 1 ? 'twice' : undefined)
  return ofName ?? valueProblem(pair.name, pair.value, pair.stored?.value)
}

export function headerFieldProblem({ known, headers }: MetadataForm, name: HeaderName) {
  return valueProblem(name, headers[name], known.headers[name])
}

/** What is stored may be what nobody would type. */
function valueProblem(name: string, value: string, stored: HeaderBytes | undefined) {
  return value === read(stored) ? undefined : headerProblem(name, value)
}

/** How a value that is no UTF-8 is read, for as long as it stays as it is. */
export function guessedEncoding(value: string, stored: HeaderBytes | undefined): Encoding | undefined {
  const shown = stored === undefined ? undefined : textOf(stored)
  return shown?.text === value && shown.encoding !== 'UTF-8' ? shown.encoding : undefined
}

/** Around a header value it is lost on the way. */
export function losesSpace(value: string): boolean {
  return value !== withoutEdges(value)
}

export function usedBytes(form: MetadataForm): number {
  return metaBytes(metaOf(form))
}

export function isValid(form: MetadataForm): boolean {
  const headersFit = headerNames.every((name) => headerFieldProblem(form, name) === undefined)
  const pairsFit = form.pairs.every((pair) => pairProblem(form, pair) === undefined)
  const metaFits = usedBytes(form) <= metaLimit || form.pairs.every(isAsStored)
  return headersFit && pairsFit && metaFits
}

/** What differs from what was read: headers first, then pairs by name. */
export function differences(form: MetadataForm): Difference[] {
  const { known } = form
  const headers = headerNames.map((name) => ({
    name,
    before: known.headers[name],
    after: typed(form.headers[name], known.headers[name]),
  }))
  const meta = metaOf(form)
  const names = [...new Set([...Object.keys(known.meta), ...Object.keys(meta)])]
  const pairs = names.map((name) => {
    const before = ownValue(known.meta, name)
    return { name: `x-oss-meta-${name}`, before, after: Object.hasOwn(meta, name) ? meta[name] : typed('', before) }
  })
  return [...headers, ...pairs].filter(({ before, after }) => before !== after)
}

/** Only what was touched; `null` removes. */
export function changeOf(form: MetadataForm): Change {
  const headers: NonNullable<Change['headers']> = {}
  const pairs: [string, HeaderBytes | null][] = []
  for (const { name, after } of differences(form)) {
    const header = headerNames.find((each) => each === name)
    if (header) headers[header] = after ?? null
    else pairs.push([name.slice('x-oss-meta-'.length), after ?? null])
  }
  const meta = Object.fromEntries(pairs)
  return { ...(Object.keys(headers).length > 0 && { headers }), ...(Object.keys(meta).length > 0 && { meta }) }
}

/** What the form showed of everything that it changes: what must still be so when it is written. */
export function shownOf(form: MetadataForm): Change {
  const { headers, meta } = changeOf(form)
  return {
    ...(headers && { headers: formerValues(form.known.headers, headers) }),
    ...(meta && { meta: formerValues(form.known.meta, meta) }),
  }
}

/** An empty field removes what is there. */
function typed(value: string, stored: HeaderBytes | undefined): HeaderBytes | null | undefined {
  return written(value, stored) || (stored === undefined ? undefined : null)
}

/** The bytes of a field: those that were read while it reads as it did, else UTF-8. */
function written(value: string, stored: HeaderBytes | undefined): HeaderBytes {
  return stored !== undefined && value === read(stored) ? stored : bytesOf(withoutEdges(value))
}

function read(stored: HeaderBytes | undefined): string {
  return stored === undefined ? '' : textOf(stored).text
}

/** Whether a person has typed something else than was read. */
export function isHeaderTouched({ known, headers }: MetadataForm, name: HeaderName): boolean {
  return headers[name] !== read(known.headers[name])
}

export function isPairTouched(pair: Pair): boolean {
  return !isAsStored(pair)
}

function isAsStored({ name, value, stored }: Pair): boolean {
  return stored !== undefined && name === stored.name && value === read(stored.value)
}

function metaOf({ pairs }: MetadataForm): Meta {
  const bytesNow = ({ value, stored }: Pair) => written(value, stored?.value)
  return Object.fromEntries(pairs.map((pair) => [normalMetaName(pair.name), bytesNow(pair)]))
}
