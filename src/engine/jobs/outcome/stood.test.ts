import { expect, test } from 'vitest'
import { localRef } from '../../localFiles.ts'
import type { ExistingObject, Planned } from '../../types.ts'
import { plannedCopy } from '../samples.ts'
import { stoodOf } from './stood.ts'

const source = { ...plannedCopy('x', 5).source, etag: 'E', modified: 10_000 }
const there: ExistingObject = { size: 5, etag: 'E', modified: 20_000, storageClass: 'IA', type: 'Normal' }
const skipped = { ...plannedCopy('x', 5), source, there, state: 'skipped', conflict: 'skip' } as Planned
const with_ = (more: Partial<ExistingObject>) => ({ ...skipped, there: { ...there, ...more } }) as Planned

test('what was skipped says what stands there', () => {
  expect(stoodOf(skipped)).toBe('same')
  expect(stoodOf(with_({ etag: 'F' }))).toBe('newer')
  expect(stoodOf(with_({ etag: 'F', modified: 9000 }))).toBe('older')
  expect(stoodOf(with_({ etag: 'F', modified: 10_000 }))).toBe('different')
})

test('bytes that only look the same are not called the same', () => {
  expect(stoodOf(with_({ size: 6 }))).toBe('newer')
  expect(stoodOf(with_({ type: 'Symlink' }))).toBe('newer')
  const download = { ...skipped, kind: 'download', target: localRef('x') } as unknown as Planned
  expect(stoodOf(download)).toBe('newer')
})

test('where only the same is skipped it was the same, whatever a listing shows of it', () => {
  expect(stoodOf({ ...with_({ etag: 'E-2' }), conflict: 'different' } as Planned)).toBe('same')
})

test('what was skipped with nothing there has the name of another object of the job', () => {
  const { there: _, ...nothing } = skipped as Planned & { there?: ExistingObject }
  expect(stoodOf(nothing as Planned)).toBe('twin')
})

test('nothing is said of what was not skipped, and of what goes nowhere', () => {
  expect(stoodOf({ ...skipped, state: 'waiting' } as Planned)).toBe(undefined)
  expect(stoodOf({ kind: 'change', state: 'skipped', source, change: {} })).toBe(undefined)
})
