import { describe, expect, it } from 'vitest'
import type { StorageClass } from '../../oss/types.ts'
import type { CopyTask, Planned } from '../types.ts'
import { hintsOf, partsOf, requestsOf } from './costs.ts'

const day = 86_400_000
const now = 1000 * day
const MiB = 1024 ** 2
const place = { account: 'me', region: 'cn-hangzhou', bucket: 'b' }

function objectOf(storageClass: StorageClass, age: number, size = MiB) {
  return { ...place, key: 'k', size, etag: 'e', modified: now - age * day, type: 'Normal' as const, storageClass }
}

function copyOf(some: Partial<Omit<CopyTask, 'job' | 'n'>>): Omit<CopyTask, 'job' | 'n'> {
  const task = { source: objectOf('Standard', 0), target: { ...place, key: 't' }, removeSource: false, keepAcl: false }
  return { kind: 'copy', state: 'waiting', ...task, method: 'whole', overwrite: false, conflict: 'skip', ...some }
}

describe('objects that end before their minimum storage time', () => {
  it.each([
    ['IA', 29, true],
    ['IA', 30, false],
    ['Archive', 59, true],
    ['Archive', 60, false],
    ['ColdArchive', 179, true],
    ['DeepColdArchive', 180, false],
    ['Standard', 0, false],
  ] as const)('%s after %i days: %s', (storageClass, age, early) => {
    const task = copyOf({ source: objectOf(storageClass, age), removeSource: true })
    expect(hintsOf(task, now).early).toBe(early ? MiB : undefined)
  })

  it('are moved or edited sources and replaced targets, never a copied source', () => {
    const source = objectOf('Archive', 1)
    expect(hintsOf(copyOf({ source }), now)).toEqual({})
    const edit: Planned = { kind: 'change', state: 'waiting', source, change: { meta: { a: 'b' } } }
    expect(hintsOf(edit, now)).toEqual({ early: MiB })
    const there = { size: 7, etag: 'x', modified: now - day, storageClass: 'IA', type: 'Normal' } as const
    expect(hintsOf(copyOf({ there, overwrite: true }), now)).toEqual({ early: 7 })
    expect(hintsOf(copyOf({ there, overwrite: false }), now)).toEqual({})
  })
})

it('IA is billed for being read, not for being removed', () => {
  const source = objectOf('IA', 100)
  expect(hintsOf(copyOf({ source }), now)).toEqual({ retrieval: MiB })
  expect(hintsOf({ kind: 'remove', state: 'waiting', source }, now)).toEqual({})
})

it('tags and ACL cost nothing but their requests', () => {
  const task: Planned = { kind: 'change', state: 'waiting', source: objectOf('IA', 1), change: { tags: [] } }
  expect(hintsOf(task, now)).toEqual({})
})

it('small objects count as 64 KiB where they are new to a class other than Standard', () => {
  const small = (storageClass: StorageClass) => objectOf(storageClass, 500, 10)
  expect(hintsOf(copyOf({ source: small('Archive') }), now)).toEqual({ small: 10 })
  expect(hintsOf(copyOf({ source: small('Standard') }), now)).toEqual({})
  expect(hintsOf(copyOf({ source: small('Archive'), removeSource: true }), now)).toEqual({})
  const toIa: Planned = { kind: 'change', state: 'waiting', source: small('Standard'), change: { storageClass: 'IA' } }
  expect(hintsOf(toIa, now)).toEqual({ small: 10 })
})

describe('requests', () => {
  it('are one for a small copy, two more where the ETag proves nothing', () => {
    expect(requestsOf(copyOf({}))).toBe(1)
    expect(requestsOf(copyOf({ source: { ...objectOf('Standard', 0), type: 'Multipart' } }))).toBe(3)
    expect(requestsOf(copyOf({ removeSource: true }))).toBeCloseTo(1.002)
  })

  it('follow the parts of a large one', () => {
    const large = copyOf({ source: objectOf('Standard', 0, 6144 * MiB), method: 'parts' })
    expect(partsOf(large)).toBe(96)
    expect(requestsOf(large)).toBe(102)
    expect(partsOf(copyOf({}))).toBe(0)
  })
  it('of a relay read and write each part', () => {
    expect(requestsOf(copyOf({ method: 'relay' }))).toBe(3)
    const large = copyOf({ source: objectOf('Standard', 0, 64 * MiB), method: 'relay' })
    expect([partsOf(large), requestsOf(large)]).toEqual([8, 22])
  })
})
