import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  endsOf,
  ferry,
  home,
  inThePast,
  journal,
  put,
  run,
  runnerOver,
  signal,
  undo,
  useRunner,
} from '../../../test/jobs.ts'
import { disturbed, type Properties, propertiesOf } from '../../../test/properties.ts'
import { byteString, bytesOf } from '../../oss/headerBytes.ts'
import type { Acl, Attributes, Encryption, HeaderBytes, HeaderName, Oss, StorageClass, Tag } from '../../oss/types.ts'
import type { ChangeRequest, Edit, TagsEdit, ValueEdit } from '../types.ts'

/**
 * Random objects, edits, and second writers at a random request: what was done is what a model says, which is written down here in a few
 * lines of its own; nothing of the writer's is lost; an undo brings back the start, or is refused.
 */

const at = home('o')
const values = fc.constantFrom<HeaderBytes>(
  bytesOf('max-age=60'),
  bytesOf('a, b'),
  bytesOf('报告'),
  byteString('\xb1\xa8'),
  byteString('caf\xe9'),
)
const ascii = fc.constantFrom<HeaderBytes>(bytesOf('max-age=60'), bytesOf('no-cache'), bytesOf('a, b'))
const edits = (value: fc.Arbitrary<HeaderBytes>): fc.Arbitrary<ValueEdit> =>
  fc.oneof(
    fc.record({ do: fc.constantFrom('set' as const, 'setIfAbsent' as const), value }),
    fc.constant({ do: 'remove' as const }),
    fc.record({
      do: fc.constant('replace' as const),
      find: fc.constantFrom('a', '60', '报'),
      by: fc.constantFrom('', 'x', '$&'),
    }),
    fc.constant({ do: 'replace' as const, find: '(\\w+)=(\\d)', by: '$1=$2$2', isPattern: true as const }),
  )
const names: HeaderName[] = ['Cache-Control', 'Content-Language', 'Content-Disposition', 'Content-Encoding']
const record = <V>(keys: string[], value: fc.Arbitrary<V>) =>
  fc.dictionary(fc.constantFrom(...keys), value, { maxKeys: 3 })
const tags = fc.uniqueArray(fc.record({ key: fc.constantFrom('a', 'b', 'c'), value: fc.constantFrom('', '1') }), {
  selector: ({ key }) => key,
})
const tagEdits: fc.Arbitrary<TagsEdit> = fc.oneof(
  fc.record({ all: tags }),
  fc.record({ add: tags, remove: fc.uniqueArray(fc.constantFrom('a', 'b')) }),
)
const acls = fc.constantFrom<Acl>('default', 'private', 'public-read')
const classes = fc.constantFrom<StorageClass>('Standard', 'IA')
const encryptions = fc.constantFrom<Encryption | null>({ algorithm: 'AES256' }, { algorithm: 'KMS', keyId: 'k' }, null)
const one = { requiredKeys: [] as [] }
type Start = {
  headers: Record<string, HeaderBytes>
  meta: Record<string, HeaderBytes>
  tags: Tag[]
  acl: Acl
  storageClass: StorageClass
  encryption: Encryption | null
}
const starts: fc.Arbitrary<Start> = fc.record({
  headers: record(names, ascii),
  meta: record(['a', 'b', 'c'], values),
  tags,
  acl: acls,
  storageClass: classes,
  encryption: encryptions,
})
const asked = fc.record(
  {
    headers: record(names, edits(ascii)),
    meta: record(['a', 'B', 'd'], edits(values)),
    tags: tagEdits,
    acl: acls,
    storageClass: classes,
    encryption: encryptions,
  },
  one,
) as fc.Arbitrary<Edit>

const attributesOf = ({ encryption, ...others }: Start): Attributes => ({
  ...others,
  ...(encryption && { encryption }),
})
/** As `propertiesOf` tells it. */
function told(start: Start): Properties {
  const { headers, meta, encryption, storageClass } = start
  const head = {
    'accept-ranges': 'bytes',
    'content-length': '4',
    'content-type': 'application/octet-stream',
    ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    ...Object.fromEntries(Object.entries(meta).map(([name, value]) => [`x-oss-meta-${name}`, value])),
    ...(encryption && { 'x-oss-server-side-encryption': encryption.algorithm }),
    ...(encryption?.keyId && { 'x-oss-server-side-encryption-key-id': encryption.keyId }),
    'x-oss-hash-crc64ecma': '14812090116038408753',
    'x-oss-storage-class': storageClass,
    ...(start.tags.length > 0 && { 'x-oss-tagging-count': String(start.tags.length) }),
  }
  return {
    head: Object.fromEntries(Object.entries(head).sort(([a], [b]) => (a < b ? -1 : 1))),
    tags: JSON.stringify(start.tags.map(({ key, value }) => [key, value]).sort()),
    acl: start.acl,
    listed: JSON.stringify([4, 'Normal', storageClass]),
    link: undefined,
  }
}

/** The model: what a person would make of it by hand. */
function byHand(start: Start, edit: Edit): Start {
  const { acl, storageClass, encryption } = edit
  return {
    headers: valuesByHand(start.headers, edit.headers),
    meta: valuesByHand(start.meta, edit.meta),
    tags: tagsByHand(start.tags, edit.tags),
    acl: acl ?? start.acl,
    storageClass: storageClass ?? start.storageClass,
    encryption: encryption === undefined ? start.encryption : encryption,
  }
}
function valuesByHand(is: Record<string, HeaderBytes>, edit: Record<string, ValueEdit> = {}) {
  const after = { ...is }
  for (const [typed, what] of Object.entries(edit)) {
    const name = names.includes(typed as HeaderName) ? typed : typed.toLowerCase()
    const before = after[name]
    if (what.do === 'remove') delete after[name]
    if (what.do === 'set' || (what.do === 'setIfAbsent' && before === undefined)) after[name] = what.value
    if (what.do === 'replace' && before !== undefined && isUtf8(before)) {
      const text = Buffer.from(before, 'latin1').toString()
      const found = what.isPattern
        ? text.replace(new RegExp(what.find, 'gu'), what.by)
        : text.split(what.find).join(what.by)
      after[name] = byteString(Buffer.from(found).toString('latin1').trim())
    }
  }
  return after
}
const isUtf8 = (value: string) => !/[\xb1\xe9](?![\x80-\xbf])/.test(value) && value !== '\xb1\xa8'
function tagsByHand(is: Tag[], edit: TagsEdit | undefined): Tag[] {
  if (!edit) return is
  if ('all' in edit) return edit.all
  const after = new Map(is.filter(({ key }) => !edit.remove.includes(key)).map(({ key, value }) => [key, value]))
  for (const { key, value } of edit.add) after.set(key, value)
  return [...after].map(([key, value]) => ({ key, value }))
}

const request = (edit: Edit): ChangeRequest => ({ do: 'change', sources: [at], change: {}, edit })
const make = (start: Start) => inThePast(() => put(at, 'body', attributesOf(start)))
async function end(id: string, edit: Edit) {
  await run(id, request(edit))
  const [is] = await endsOf(id)
  return is
}
let nth = 0
const limits = { interruptAfterTimeLimit: 3000, numRuns: 400 }

test('what was asked differs, and an undo brings back the start', { timeout: 60_000 }, async () => {
  const property = fc.asyncProperty(starts, asked, async (start, edit) => {
    const id = `job ${++nth}`
    await make(start)
    expect(await propertiesOf(ferry, at)).toEqual(told(start))
    const wanted = byHand(start, edit)
    const isSame = JSON.stringify(told(wanted)) === JSON.stringify(told(start))
    expect(await end(id, edit)).toBe(isSame ? 'skipped' : 'done')
    expect(await propertiesOf(ferry, at)).toEqual(told(wanted))
    await undo(request(edit), id)
    expect(await propertiesOf(ferry, at)).toEqual(told(start))
    await journal.remove(id)
    await journal.remove(`undo ${id}`)
  })
  await fc.assert(property, limits)
})

type Writer = { name: string; act: (oss: Oss) => Promise<unknown>; on: (start: Start) => Start; isUnseen?: true }
const writers: Writer[] = [
  {
    name: 'content',
    act: (oss) => oss.put({ at, body: 'body', attributes: attributesOf(theirs), signal }),
    on: () => theirs,
  },
  {
    name: 'ACL',
    act: (oss) => oss.putAcl({ at, acl: 'public-read-write', signal }),
    on: (is) => ({ ...is, acl: 'public-read-write' }),
  },
  {
    name: 'tags',
    act: (oss) => oss.putTags({ at, tags: [{ key: 'theirs', value: '1' }], signal }),
    on: (is) => ({ ...is, tags: [{ key: 'theirs', value: '1' }] }),
    isUnseen: true,
  },
]
const theirs: Start = {
  headers: { 'Content-Language': bytesOf('theirs') },
  meta: { theirs: bytesOf('1') },
  tags: [],
  acl: 'private',
  storageClass: 'Standard',
  encryption: null,
}

/** OSS's limit: what is neither in ETag nor time can be given between the last look and the write, and then is not what was looked at. */
function isOpenMoment(writer: Writer, op: keyof Oss, edit: Edit): boolean {
  if (op === 'putTags') return edit.tags !== undefined
  return (
    (op === 'putAcl' && edit.acl !== undefined) ||
    (op === 'copyObject' && writer.isUnseen === true && edit.tags !== undefined)
  )
}

/**
 * OSS's limit, too: where an edit comes to tags and ACL alone, and the same bytes are put anew between the look and these requests, they are
 * given to that object, and what the plan had found as asked already is not asked of it.
 */
function laidOver(start: Start, left: Start, edit: Edit): Start[] {
  const rest = ({ tags: _, acl: __, ...other }: Start) => JSON.stringify(told({ ...other, tags: [], acl: 'private' }))
  const { tags, acl } = edit
  const isLight = rest(byHand(start, edit)) === rest(start)
  return isLight ? [byHand(left, { ...(tags && { tags }), ...(acl && { acl }) })] : []
}

test('of a second writer nothing is lost, whenever it comes', { timeout: 60_000 }, async () => {
  const moments = fc.integer({ min: 1, max: 14 })
  const property = fc.asyncProperty(
    starts,
    asked,
    fc.constantFrom(...writers),
    moments,
    async (start, edit, writer, when) => {
      const id = `job ${++nth}`
      await make(start)
      let has = false
      const isNow = (op: keyof Oss, n: number) => n >= when && !isOpenMoment(writer, op, edit)
      useRunner(
        runnerOver(
          disturbed(ferry.oss, isNow, async () => {
            has = true
            await writer.act(ferry.oss)
          }),
        ),
      )
      const is = await end(id, edit)
      const now = await propertiesOf(ferry, at)
      const ends = has ? [byHand(writer.on(start), edit), writer.on(byHand(start, edit))] : [byHand(start, edit)]
      const left = has ? writer.on(start) : start
      // A part of an edit that came before the writer stands beside what the writer gave; what came after the write is what the look at it found.
      const parts = [{ ...left, tags: byHand(left, edit).tags }]
      if (has && writer.name === 'content') ends.push(...laidOver(start, left, edit))
      const allowed = is === 'done' || is === 'skipped' ? ends : [left, ...parts, ...ends]
      expect(allowed.map(told)).toContainEqual(now)
      await journal.remove(id)
    },
  )
  await fc.assert(property, limits)
})

test('an undo behind a second writer takes back what was asked and nothing of theirs, or is refused with the reason', {
  timeout: 60_000,
}, async () => {
  // The same bytes, put anew in the second of the edit, are the same object by all that OSS tells.
  const others = writers.filter(({ name }) => name !== 'content')
  const property = fc.asyncProperty(starts, asked, fc.constantFrom(...others), async (start, edit, writer) => {
    const id = `job ${++nth}`
    await make(start)
    if ((await end(id, edit)) === 'done') {
      await writer.act(ferry.oss)
      const left = await propertiesOf(ferry, at)
      await undo(request(edit), id)
      const [is = ''] = await endsOf(`undo ${id}`)
      const now = await propertiesOf(ferry, at)
      if (is === 'done') expect(now).toEqual(told(writer.on(start)))
      else expect([now, is]).toEqual([left, expect.stringMatching(/^(notOurs|SourceChanged)$/)])
      await journal.remove(`undo ${id}`)
    }
    await journal.remove(id)
  })
  await fc.assert(property, limits)
})
