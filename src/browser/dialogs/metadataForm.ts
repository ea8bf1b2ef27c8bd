import { headerProblem, metaBytes, metaLimit, metaNameProblem } from '../../engine/plan/check.ts'
import type { Change } from '../../engine/types.ts'
import { type Head, type HeaderName, headerNames } from '../../oss/types.ts'

/** The form as typed; `null` is to be removed, whatever it is. A pair keeps its `id` while its name is typed. */
export type Pair = { id: number; name: string; value: string | null }
export type MetadataForm = { headers: Record<HeaderName, string | null>; pairs: Pair[] }
export type PairProblem = 'empty' | 'illegalName' | 'twice' | NonNullable<ReturnType<typeof headerProblem>>
/** One line of the summary: `undefined` is not set or not known, `null` is removed. */
export type Difference = { name: string; before: string | undefined; after: string | null | undefined }

/** What is there before an edit; of many objects nothing is known. */
export type Known = Pick<Head, 'headers' | 'meta'>

export function formOf(head: Known): MetadataForm {
  const headers = Object.fromEntries(headerNames.map((name) => [name, head.headers[name] ?? '']))
  const pairs = Object.entries(head.meta).map(([name, value], id) => ({ id, name, value }))
  return { headers: headers as MetadataForm['headers'], pairs }
}

export function withPair(form: MetadataForm, value: '' | null): MetadataForm {
  const id = 1 + Math.max(-1, ...form.pairs.map((pair) => pair.id))
  return { ...form, pairs: [...form.pairs, { id, name: '', value }] }
}

export function withoutPair(form: MetadataForm, id: number): MetadataForm {
  return { ...form, pairs: form.pairs.filter((pair) => pair.id !== id) }
}

export function changedPair(form: MetadataForm, pair: Pair): MetadataForm {
  return { ...form, pairs: form.pairs.map((old) => (old.id === pair.id ? pair : old)) }
}

/** What is wrong with a pair's name. OSS folds names to lower case, so two that differ in case only are the same. */
export function pairProblem({ pairs }: MetadataForm, pair: Pair): PairProblem | undefined {
  const same = pairs.filter(({ name }) => name.toLowerCase() === pair.name.toLowerCase())
  const ofName = metaNameProblem(pair.name) ?? (same.length > 1 ? 'twice' : undefined)
  return ofName ?? valueProblem(pair.name, pair.value)
}

/** What is removed has no value that could be wrong. */
export function valueProblem(name: string, value: string | null): ReturnType<typeof headerProblem> {
  return value === null ? undefined : headerProblem(name, value)
}

/** Around a header value it is lost on the way. */
export function losesSpace(value: string | null): boolean {
  return value !== null && value !== value.trim()
}

export function usedBytes(form: MetadataForm): number {
  const kept = Object.entries(metaOf(form)).flatMap(([name, value]) => (value === null ? [] : [[name, value]]))
  return metaBytes(Object.fromEntries(kept))
}

export function isValid(form: MetadataForm): boolean {
  const headersFit = headerNames.every((name) => valueProblem(name, form.headers[name]) === undefined)
  const pairsFit = form.pairs.every((pair) => pairProblem(form, pair) === undefined)
  return headersFit && pairsFit && usedBytes(form) <= metaLimit
}

/** What differs from what was read: headers first, then pairs by name. */
export function differences(head: Known, form: MetadataForm): Difference[] {
  const headers = headerNames.map((name) => ({
    name,
    before: head.headers[name],
    after: typed(form.headers[name], head.headers[name]),
  }))
  const meta = metaOf(form)
  const names = [...new Set([...Object.keys(head.meta), ...Object.keys(meta)])]
  const pairs = names.map((name) => {
    const before = head.meta[name]
    return { name: `x-oss-meta-${name}`, before, after: name in meta ? meta[name] : typed('', before) }
  })
  return [...headers, ...pairs].filter(({ before, after }) => before !== after)
}

/** Only what was touched; `null` removes. */
export function changeOf(head: Known, form: MetadataForm): Change {
  const headers: NonNullable<Change['headers']> = {}
  const meta: NonNullable<Change['meta']> = {}
  for (const { name, after } of differences(head, form)) {
    const header = headerNames.find((each) => each === name)
    if (header) headers[header] = after ?? null
    else meta[name.slice('x-oss-meta-'.length)] = after ?? null
  }
  return { ...(Object.keys(headers).length > 0 && { headers }), ...(Object.keys(meta).length > 0 && { meta }) }
}

/** An empty field removes what is there, and means nothing where nothing is known. */
function typed(value: string | null, before: string | undefined): string | null | undefined {
  if (value === null) return null
  return value.trim() || (before === undefined ? undefined : null)
}

function metaOf({ pairs }: MetadataForm): Record<string, string | null> {
  return Object.fromEntries(pairs.map(({ name, value }) => [name.toLowerCase(), value?.trim() ?? null]))
}
