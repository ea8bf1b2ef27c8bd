import type { Meta, Ref } from '../../oss/types.ts'
import { isPrefix, keyBytes, longestKey, nameOf, parentOf } from '../keys.ts'
import type { CopyRequest } from '../types.ts'
import { holdersAmong } from './holders.ts'

/** Bytes of all user metadata of one object, names and values. */
export const metaLimit = 8192

/** What OSS would refuse in a key. */
export function keyProblem(key: string): 'empty' | 'tooLong' | 'leadingSlash' | undefined {
  if (key === '') return 'empty'
  if (/^[/\\]/.test(key)) return 'leadingSlash'
  return keyBytes(key) > longestKey ? 'tooLong' : undefined
}

/** OSS keeps letters, digits and hyphens only; it folds upper case to lower. */
export function metaNameProblem(name: string): 'empty' | 'illegalName' | undefined {
  if (name === '') return 'empty'
  return /^[A-Za-z0-9-]+$/.test(name) ? undefined : 'illegalName'
}

type HeaderProblem = 'controlCharacter' | 'notAscii' | 'notADate' | 'notAType'

/** Headers whose values are words of HTTP. Browsers read UTF-8 in Content-Disposition, and user metadata is anybody's. */
const ofAscii = new Set(['Cache-Control', 'Content-Encoding', 'Content-Language', 'Expires'])

/** What is no header value, or not of its kind: a header is one line, Expires a date, Content-Type a media type. */
export function headerProblem(name: string, value: string): HeaderProblem | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  if (/[\u0000-\u001f\u007f]/.test(value)) return 'controlCharacter'
  if (ofAscii.has(name) && /[^\x20-\x7e]/.test(value)) return 'notAscii'
  if (value === '') return undefined
  if (name === 'Expires' && Number.isNaN(Date.parse(value))) return 'notADate'
  return name === 'Content-Type' && !/^[\w.+-]+\/[\w.*+-]+ *(;[\x20-\x7e]*)?$/.test(value) ? 'notAType' : undefined
}

/** How much of the limit is used: names and values, in bytes. */
export function metaBytes(meta: Meta): number {
  return Object.entries(meta).reduce((sum, [name, value]) => sum + keyBytes(name) + value.length, 0)
}

/** Where a source goes: below the prefix `target` under its own name, or with the folders that it lies in; or exactly there. */
export function targetKey(
  source: Pick<Ref, 'key'>,
  { target, placement, base }: Pick<CopyRequest, 'target' | 'placement' | 'base'>,
): string {
  if (placement === 'exact') return target.key
  return (
    target.key +
    (base !== undefined && source.key.startsWith(base) ? source.key.slice(base.length) : nameOf(source.key))
  )
}

/** More objects than these are not asked one by one how they are encrypted. */
export const mostRead = 1000

/** The objects that were picked themselves. */
export function picksOf({ sources }: Pick<CopyRequest, 'sources'>): Ref[] {
  return sources.filter(({ key }) => !isPrefix(key))
}

/** The longest prefix below which all lie, as a `base` by which no two of them get one name. */
export function commonBase(sources: readonly Pick<Ref, 'key'>[]): string {
  const [first = '', ...others] = sources.map(({ key }) => parentOf(key))
  return others.reduce((base, folder) => {
    let common = base
    while (!folder.startsWith(common)) common = parentOf(common)
    return common
  }, first)
}

/** Whether a copy writes below what it reads, or reads below what it writes: `a/` to `a/b/` or back, two names beside each other. */
export function overlaps(request: CopyRequest): boolean {
  if (request.sources.every(({ bucket }) => bucket !== request.target.bucket)) return false
  const targets = request.sources.map((source) => targetKey(source, request)).filter(isPrefix)
  const keys = request.sources.map(({ key }) => key)
  return liesIn(keys, targets) || liesIn(targets, keys)
}

/** Whether any of them is one of these places, or below one. */
function liesIn(keys: string[], places: string[]): boolean {
  const holders = holdersAmong(places, (place) => place)
  return keys.some((key) => holders(key).length > 0)
}

/** Answers whether an object is among `sources`, or below one of them; of a scope it does not tell more than the place. */
export function among(sources: Ref[]): (at: Ref) => boolean {
  const holders = holdersAmong(sources, placeOf)
  return (at) => holders(placeOf(at)).length > 0
}

/** Two accounts may see one bucket. */
const placeOf = ({ bucket, key }: Ref) => `${bucket}/${key}`
