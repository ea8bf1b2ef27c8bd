/** Headers and user metadata as lines of `Name: value`: pure. */
import { type HeaderName, headerNames } from '../../../oss/types.ts'
import { formOf, type MetadataForm, type Pair } from './metadataForm.ts'

const prefix = 'x-oss-meta-'

export function rawOf({ headers, pairs }: MetadataForm): string {
  const lines = headerNames.filter((name) => headers[name] !== '').map((name) => `${name}: ${headers[name]}`)
  return [...lines, ...pairs.map(({ name, value }) => `${prefix}${name}: ${value}`)].join('\n')
}

type Line = { header: HeaderName; value: string } | { meta: string; value: string }
export type RawProblem = { line: number; why: 'noColon' | 'unknownName' | 'twice' }

/** The form that the lines say; a value that reads as it did stays the bytes that it was. */
export function formOfRaw(text: string, { known }: MetadataForm): MetadataForm | RawProblem {
  const begin = formOf(known)
  const headers = Object.fromEntries(headerNames.map((name) => [name, ''])) as MetadataForm['headers']
  const pairs: Pair[] = []
  for (const [n, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const read = lineOf(line)
    if (typeof read === 'string') return { line: n + 1, why: read }
    const isTwice = 'header' in read ? headers[read.header] !== '' : pairs.some(({ name }) => name === read.meta)
    if (isTwice) return { line: n + 1, why: 'twice' }
    if ('header' in read) headers[read.header] = read.value
    else pairs.push(pairOf(read.meta, read.value, begin, pairs.length))
  }
  return { known, headers, pairs }
}

function lineOf(line: string): Line | RawProblem['why'] {
  const colon = line.indexOf(':')
  if (colon < 1) return 'noColon'
  const [name, value] = [
    line.slice(0, colon).trim().toLowerCase(),
    line
      .slice(colon + 1)
      .replace(/^ /, '')
      .replace(/\r$/, ''),
  ]
  const header = headerNames.find((each) => each.toLowerCase() === name)
  if (header) return { header, value }
  return name.startsWith(prefix) ? { meta: name.slice(prefix.length), value } : 'unknownName'
}

function pairOf(name: string, value: string, { pairs }: MetadataForm, n: number): Pair {
  const stored = pairs.find((pair) => pair.name === name)?.stored
  return { id: n, name, value, ...(stored && { stored }) }
}
