import { localRef } from '../src/engine/localFiles.ts'
import { testsOf } from '../src/engine/scope/match.ts'
import type { ChangeRequest, ConflictPolicy, CopyRequest, Edit, Request, Source } from '../src/engine/types.ts'
import { localOver } from '../src/hosts/page/files/localFiles.ts'
import { bytesOf } from '../src/oss/headerBytes.ts'
import { attributes, away, clear, far, ferry, fewOf, fill, headOf, home, move, never } from './crash.ts'
import { MemoryFolder } from './disk.ts'
import type { Carry } from './judge.ts'
import { onlyBytes } from './look.ts'
import { isAll } from './moments.ts'
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

/** What a person sees of a place and chooses as a whole: what matches, but one; what comes later is not meant. */
const selection = (request: (source: Source) => Request, more: Pick<Case, 'carry'> & Partial<Case>): Case => {
  const seen = { before: 0, since: [] }
  const scope = { rows: 'level', tests: testsOf('*.txt'), except: ['work/left.txt'], seen, count: 1 } as const
  return {
    request: request({ ...home('work/'), scope: { ...scope, tests: [...scope.tests], except: [...scope.except] } }),
    pair: one,
    async begin() {
      await begin()
      for (const name of ['left.txt', 'other']) await fill(home(`work/${name}`), name)
      seen.before = Date.now() - 1000
    },
    ...more,
  }
}
const moveOf = (source: Source): CopyRequest => ({
  ...move,
  sources: [source],
  target: away('work/'),
  placement: 'into',
  base: 'work/',
})
const patternEdit = {
  meta: { author: { do: 'replace', find: '(白|x)', by: '<$1>', isPattern: true } },
  tags: { add: [{ key: 'new', value: '1' }], remove: [] },
} satisfies Edit
const editOfAll = (source: Source): ChangeRequest => ({
  do: 'change',
  sources: [source],
  change: {},
  edit: patternEdit,
})
const byPattern: Carry = ({ tags, ...facts }) => ({
  ...facts,
  meta: { ...facts.meta, ...authorOf(facts.meta as Record<string, string>) },
  tags: [...tags.filter(({ key }) => key !== 'new'), { key: 'new', value: '1' }],
})
const authorOf = ({ author }: Record<string, string>) =>
  author === undefined ? {} : { author: author.replace(bytesOf('李白'), bytesOf('李<白>')) }
const patternTakenBack: Carry = ({ tags, ...facts }) => ({
  ...facts,
  meta: { ...facts.meta, ...authorBefore(facts.meta as Record<string, string>) },
  tags: tags.filter(({ key }) => key !== 'new'),
})
const authorBefore = ({ author }: Record<string, string>) =>
  author === undefined ? {} : { author: author.replace(bytesOf('李<白>'), bytesOf('李白')) }
const light = {
  do: 'change',
  sources: [home('work/a.txt')],
  change: { tags: [{ key: 'new', value: '1' }], acl: 'private' },
} satisfies ChangeRequest
const lightly: Carry = (facts) => ({ ...facts, ...light.change })
const lightlyBack: Carry = (facts) => ({ ...facts, tags: attributes.tags ?? [], acl: 'public-read' })
const onItself = { source: one.source, target: one.source }

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
  'tags and ACL': { request: light, begin, pair: onItself, carry: lightly },
  'the undo of tags and ACL': { request: light, isUndone: true, begin, pair: onItself, carry: lightlyBack },
  'a selection: a move': selection(moveOf, { pair: { ...one, target: away('work/a.txt') }, carry: copies }),
  'a selection: the undo of a move': selection(moveOf, {
    pair: { source: away('work/a.txt'), target: one.source },
    carry: copies,
    isUndone: true,
  }),
  'a selection: a removal': selection((source) => ({ do: 'remove', sources: [source] }), { carry: copies }),
  'a selection: an edit by pattern': selection(editOfAll, { pair: onItself, carry: byPattern }),
  'a selection: the undo of an edit by pattern': selection(editOfAll, {
    pair: onItself,
    carry: patternTakenBack,
    isUndone: true,
  }),
  ...Object.fromEntries(
    (['replace', 'skip', 'keepBoth', 'newer', 'different', 'ask'] as const).map((conflict) => [
      `a prefix: ${conflict}, where one stands`,
      prefix(conflict, '1'),
    ]),
  ),
  // Where nothing is in the way the policies do the same.
  ...Object.fromEntries(
    (isAll ? (['replace', 'skip', 'keepBoth', 'newer', 'different', 'ask'] as const) : (['skip'] as const)).map(
      (conflict) => [`a prefix: ${conflict}, where none stands`, prefix(conflict, '2')],
    ),
  ),
}
