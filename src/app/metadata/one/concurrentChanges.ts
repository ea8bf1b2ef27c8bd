/** What somebody else has made of an object while its form was open, beside what is typed: pure. */
import type { ObjectProperties } from '../../../engine/edit/edited.ts'
import { sameEncryption, sameTags } from '../../../engine/evidence/evidence.ts'
import { knownClass } from '../../../engine/knownClass.ts'
import type { Change } from '../../../engine/types.ts'
import { ownValue } from '../../../oss/ownValue.ts'
import { type HeaderBytes, headerNames } from '../../../oss/types.ts'
import { type FieldValue, fieldChangesOf } from '../../jobs-panel/difference/fieldsOf.ts'
import { formOf, isHeaderTouched, isPairTouched, type MetadataForm, type Pair } from './metadataForm.ts'

/** One field that they changed. `mine`: what is typed there; absent where nothing is. */
export type ConcurrentChange = { name: string; before: FieldValue; now: FieldValue; mine?: FieldValue }

/** Everything that differs between what the form began with and what is there now. */
export function concurrentChanges(before: ObjectProperties, now: ObjectProperties, mine: Change): ConcurrentChange[] {
  const change = differs(before, now)
  const typed = new Map(fieldChangesOf(mine, {}).map(({ name, after }) => [name, after]))
  return fieldChangesOf(change, differs(now, before)).map(({ name, before: was, after }) => {
    const own = typed.get(name)
    return { name, before: was, now: after, ...(own && { mine: own }) }
  })
}

/** A form over what is there now: what was not touched is as it is there, what was stays typed, unless it is in `takes`. */
export function rebased(
  form: MetadataForm,
  now: Pick<ObjectProperties, 'headers' | 'meta'>,
  takes: ReadonlySet<string>,
): MetadataForm {
  const current = formOf(now)
  const isMine = (header: (typeof headerNames)[number]) => isHeaderTouched(form, header) && !takes.has(header)
  const headers = Object.fromEntries(
    headerNames.map((name) => [name, isMine(name) ? form.headers[name] : current.headers[name]]),
  ) as MetadataForm['headers']
  return { known: now, headers, pairs: numbered(pairsOver(form, current, takes)) }
}

function pairsOver(form: MetadataForm, current: MetadataForm, takes: ReadonlySet<string>): Pair[] {
  const mine = form.pairs.filter((pair) => isPairTouched(pair) && !takes.has(`x-oss-meta-${pair.name.toLowerCase()}`))
  const names = new Set(form.pairs.flatMap(({ stored }) => stored?.name ?? []))
  const isGone = (name: string) =>
    Object.hasOwn(form.known.meta, name) && !names.has(name) && !takes.has(`x-oss-meta-${name}`)
  const renamed = new Set(mine.flatMap(({ stored }) => stored?.name ?? []))
  const kept = current.pairs.filter(
    ({ name }) => !isGone(name) && !renamed.has(name) && !mine.some((pair) => pair.name.toLowerCase() === name),
  )
  return [...kept, ...mine.map((pair) => overCurrent(pair, current))]
}

/** What is typed over what is stored now; what was removed is added again. */
function overCurrent({ id, name, value, stored }: Pair, { known }: MetadataForm): Pair {
  const now = stored && ownValue<HeaderBytes | undefined>(known.meta, stored.name)
  return { id, name, value, ...(stored && now !== undefined && { stored: { name: stored.name, value: now } }) }
}

function numbered(pairs: Pair[]): Pair[] {
  return pairs.map((pair, id) => ({ ...pair, id }))
}

function differs(before: ObjectProperties, now: ObjectProperties): Change {
  const { tags = [], acl, storageClass, encryption } = now
  return {
    headers: valuesThatDiffer(before.headers, now.headers),
    meta: valuesThatDiffer(before.meta, now.meta),
    ...(!sameTags(before.tags ?? [], tags) && { tags }),
    ...(acl && acl !== before.acl && { acl }),
    ...(storageClass !== before.storageClass && { storageClass: knownClass(storageClass, '') }),
    ...(!sameEncryption(before.encryption, encryption) && { encryption: encryption ?? null }),
  }
}

function valuesThatDiffer(before: object, now: object): Record<string, HeaderBytes | null> {
  const [was, is] = [before as Record<string, HeaderBytes>, now as Record<string, HeaderBytes>]
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter(
    (name) => ownValue(was, name) !== ownValue(is, name),
  )
  return Object.fromEntries(names.map((name) => [name, ownValue<HeaderBytes | undefined>(is, name) ?? null]))
}
