import { localRef } from '../src/engine/localFiles.ts'
import type { ChangeRequest, ConflictPolicy, CopyRequest } from '../src/engine/types.ts'
import { localOver } from '../src/hosts/page/files/localFiles.ts'
import { bytesOf } from '../src/oss/headerBytes.ts'
import { attributes, away, clear, far, ferry, fewOf, fill, headOf, home, move, never } from './crash.ts'
import { MemoryFolder } from './disk.ts'
import type { Carry } from './judge.ts'
import { onlyBytes } from './look.ts'
import type { Case } from './secondActorRuns.ts'

/** Every kind of work, small enough to be run a hundred times. */

const copies: Carry = (facts) => facts
const withoutAcl: Carry = (facts) => ({ ...facts, acl: 'default' })
const classChanges: Carry = (facts) => ({ ...facts, storageClass: 'IA' })
const edits: Carry = (facts) => ({ ...facts, meta: { ...facts.meta, new: bytesOf('值') } })
const takenBack: Carry = (facts) => {
  const { new: _, ...meta } = facts.meta as Record<string, string>
  return { ...facts, meta }
}

const empty = async (...places: ReturnType<typeof home>[]) => {
  for (const at of places) await clear(at)
}
const putPublic = (body: Blob | string) =>
  ferry.oss.put({ at: home('work/a.txt'), body, attributes: { ...attributes, acl: 'public-read' }, signal: never })
const one = { source: home('work/a.txt'), target: away('work/b.txt') }
const begin = async () => {
  await empty(home('work/'), away('work/'))
  await putPublic('hello')
}
/** Two parts when the threshold is this. */
const partsFrom = 100 * 1024
const large = 'x'.repeat(150 * 1024)
const beginLarge = async () => {
  await empty(home('work/'), away('work/'))
  await putPublic(large)
}
const inBucket = { ...move, target: home('work/b.txt') } satisfies CopyRequest
const copy = { ...move, removeSource: false } satisfies CopyRequest
const edit = {
  do: 'change',
  sources: [home('work/a.txt')],
  change: { meta: { New: bytesOf('值') } },
} satisfies ChangeRequest
const toClass = { do: 'change', sources: [home('work/a.txt')], change: { storageClass: 'IA' } } satisfies ChangeRequest
const relayed = { ...move, target: far('work/b.txt'), relay: true as const }
const farPair = { source: one.source, target: far('work/b.txt') }
const farPlaces = [home('work/'), far('work/')]

const relayCase = (body: string): Case => ({
  request: relayed,
  places: farPlaces,
  pair: farPair,
  carry: copies,
  async begin() {
    await empty(home('work/'), far('work/'))
    await putPublic(body)
  },
})

let disk = new MemoryFolder()
const download = (body: string): Case => ({
  request: {
    do: 'download',
    sources: [home('work/a.txt')],
    target: localRef('', 'disk'),
    into: 'folder',
    conflict: 'skip',
  },
  pair: { source: one.source, target: localRef('a.txt', 'disk') },
  carry: onlyBytes,
  async begin() {
    disk = new MemoryFolder()
    await empty(home('work/'), away('work/'))
    await putPublic(body)
  },
  disk: () => disk,
  local: () => localOver(async () => ({ is: 'folder', handle: disk as unknown as FileSystemDirectoryHandle })),
})
const upload = (body: string): Case => {
  const file = new File([body], 'a.html', { type: 'text/html', lastModified: 1 })
  return {
    request: { do: 'upload', sources: [localRef('a.html')], target: away('work/'), conflict: 'skip' },
    pair: { source: localRef('a.html'), target: away('work/a.html') },
    carry: copies,
    begin: () => empty(away('work/')),
    local: () => localOver(async () => ({ is: 'sources', handles: [], files: [{ path: 'a.html', file }] })),
  }
}

/** One that is new, one that meets another at its target. */
const prefix = (conflict: ConflictPolicy, name: '1' | '2'): Case => ({
  request: { ...move, sources: [home('work/')], target: away('work/'), conflict, keepAcl: false },
  pair: { source: home(`work/${name}`), target: away(`work/${name}`) },
  carry: withoutAcl,
  ...(conflict === 'ask' && { says: 'replace' as const }),
  async begin() {
    await empty(home('work/'), away('work/'))
    ferry.store.settings.clockOffset -= 60_000
    await fill(away('work/1'), 'what stood there')
    ferry.store.settings.clockOffset += 60_000
    for (const key of ['1', '2']) await fill(home(`work/${key}`), `mine ${key}`)
  },
})

export const cases: Record<string, Case> = {
  'a small move': { request: move, begin, pair: one, carry: copies },
  'a rename': { request: inBucket, begin, pair: { ...one, target: inBucket.target }, carry: copies },
  'a rename that may replace': {
    request: { ...inBucket, conflict: 'replace' },
    begin,
    pair: { ...one, target: inBucket.target },
    carry: copies,
  },
  'a copy': { request: { ...copy, keepAcl: false }, begin, pair: one, carry: withoutAcl },
  'a move by parts': { request: move, begin: beginLarge, settings: { partsFrom }, pair: one, carry: copies },
  'a move of 6 GiB': {
    request: move,
    pair: one,
    carry: copies,
    sample: fewOf('copyPart', 50),
    async begin() {
      await empty(home('work/'), away('work/'))
      const { etag: ifMatch } = await headOf(home('large'))
      const request = { source: home('large'), ifMatch, replace: false, attributes: {}, signal: never }
      await ferry.oss.copyObject({ at: one.source, ...request })
    },
  },
  'a metadata edit': { request: edit, begin, pair: { source: one.source, target: one.source }, carry: edits },
  'a class change by parts': {
    request: toClass,
    begin: beginLarge,
    settings: { partsFrom },
    pair: { source: one.source, target: one.source },
    carry: classChanges,
  },
  'a relay': relayCase('hello'),
  'a relay by parts': relayCase(large),
  'an upload': upload('hello'),
  'an upload by parts': upload(large),
  'a download': download('hello'),
  'a download in pieces': download('x'.repeat(250 * 1024)),
  'the undo of a copy': { request: { ...copy, keepAcl: false }, isUndone: true, begin, pair: one, carry: withoutAcl },
  'the undo of a move': {
    request: move,
    isUndone: true,
    begin,
    pair: { source: one.target, target: one.source },
    carry: copies,
  },
  'the undo of an edit': {
    request: edit,
    isUndone: true,
    begin,
    pair: { source: one.source, target: one.source },
    carry: takenBack,
  },
  ...Object.fromEntries(
    (['replace', 'skip', 'keepBoth', 'newer', 'different', 'ask'] as const).flatMap((conflict) => [
      [`a prefix: ${conflict}, where one stands`, prefix(conflict, '1')],
      [`a prefix: ${conflict}, where none stands`, prefix(conflict, '2')],
    ]),
  ),
}
