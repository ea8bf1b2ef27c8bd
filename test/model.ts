import { numbered, rebase } from '../src/engine/keys.ts'
import type { ChangeRequest, ConflictPolicy, CopyRequest } from '../src/engine/types.ts'
import { bytesOf } from '../src/oss/headerBytes.ts'
import type { Ref } from '../src/oss/types.ts'
import { attributes, clear, ferry, never } from './crash.ts'
import { type Carry, essence } from './judge.ts'
import type { Facts } from './look.ts'
import { type Case, older } from './secondActorRuns.ts'

/** A small request over a few objects, and what it comes to, thought out in memory. Bodies by name. */
export type Small = {
  kind: 'copy' | 'move' | 'edit' | 'class'
  conflict: ConflictPolicy
  keepAcl: boolean
  from: Ref
  to: Ref
  sources: Record<string, string>
  targets: Record<string, string>
}

/** Everything that requests read or write lies below these. */
export const places: Ref[] = ['home p/', 'home q/', 'away p/'].map((place) => {
  const [bucket = '', key = ''] = place.split(' ')
  return { account: 'me', region: 'cn-hangzhou', bucket, key }
})

const isCopy = ({ kind }: Small) => kind === 'copy' || kind === 'move'

function requestOf({ kind, from, to, conflict, keepAcl }: Small): CopyRequest | ChangeRequest {
  const sources = [from]
  if (kind === 'edit') return { do: 'change', sources, change: { meta: { New: bytesOf('值') } } }
  if (kind === 'class') return { do: 'change', sources, change: { storageClass: 'IA' } }
  return { do: 'copy', sources, target: to, placement: 'exact', removeSource: kind === 'move', conflict, keepAcl }
}

const carries: Record<'edit' | 'class' | 'withoutAcl' | 'all', Carry> = {
  edit: (facts) => ({ ...facts, meta: { ...facts.meta, new: bytesOf('值') } }),
  class: (facts) => ({ ...facts, storageClass: 'IA' }),
  withoutAcl: (facts) => ({ ...facts, acl: 'default' }),
  all: (facts) => facts,
}

function carryOf(small: Small): Carry {
  if (small.kind === 'edit' || small.kind === 'class') return carries[small.kind]
  return small.keepAcl ? carries.all : carries.withoutAcl
}

/** `name`: the object that another client is about. */
export function caseOf(small: Small, name = 'a'): Case {
  const { from, to, sources, targets } = small
  return {
    request: requestOf(small),
    places,
    carry: carryOf(small),
    pair: {
      source: { ...from, key: from.key + name },
      target: isCopy(small) ? { ...to, key: to.key + name } : { ...from, key: from.key + name },
    },
    async begin() {
      for (const at of places) await clear(at)
      ferry.store.settings.clockOffset = 2 * older
      await fillBelow(to, targets)
      ferry.store.settings.clockOffset = older
      await fillBelow({ ...from, key: 'p/' }, sources)
      ferry.store.settings.clockOffset = 0
    },
  }
}

async function fillBelow(at: Ref, bodies: Record<string, string>): Promise<void> {
  const given = { ...attributes, acl: 'public-read' as const }
  for (const [name, body] of Object.entries(bodies))
    await ferry.oss.put({ at: { ...at, key: at.key + name }, body, attributes: given, signal: never })
}

/** What is where in the end, by `bucket/key`. */
export function expected(small: Small, before: Map<string, Facts>): Map<string, Facts> {
  const carry = carryOf(small)
  const end = new Map(before)
  const below = `${small.from.bucket}/${small.from.key}`
  for (const [place, facts] of before) {
    if (!place.startsWith(below)) continue
    const target = isCopy(small) ? targetOf(place, small, before) : place
    if (target === undefined) continue
    if (small.kind === 'move') end.delete(place)
    end.set(target, essence(facts, carry))
  }
  return end
}

/** Undefined: it stays where it is. */
function targetOf(place: string, { from, to, conflict }: Small, before: Map<string, Facts>): string | undefined {
  const source = `${from.bucket}/${from.key}`
  const target = `${to.bucket}/${to.key}`
  const aim = rebase(place, source, target)
  const there = before.get(aim)
  if (there === undefined || conflict === 'replace' || conflict === 'newer') return aim
  if (conflict === 'skip' || conflict === 'ask') return undefined
  if (conflict === 'different') return isSame(there, before.get(place)) ? undefined : aim
  const aims = [...before.keys()].filter((one) => one.startsWith(source)).map((one) => rebase(one, source, target))
  for (let n = 1; ; n++) {
    const free = numbered(aim, n)
    if (!before.has(free) && !aims.includes(free)) return free
  }
}

const isSame = (a: Facts, b: Facts | undefined) =>
  b !== undefined && JSON.parse(a).crc64 === JSON.parse(b).crc64 && JSON.parse(a).size === JSON.parse(b).size
