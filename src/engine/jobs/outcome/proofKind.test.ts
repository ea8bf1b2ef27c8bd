import { expect, it } from 'vitest'
import type { Planned, Proof } from '../../types.ts'
import { plannedCopy } from '../samples.ts'
import { proofKindOf } from './proofKind.ts'

const copy = plannedCopy('x', 5)
const source = { ...copy.source, etag: 'md5' }
const place = { account: 'me', region: 'cn-hangzhou', bucket: 'b' }
const to = (key: string) => ({ source, target: { ...place, key }, overwrite: false, conflict: 'ask' as const })

it.each<[string, Planned, Proof, string]>([
  ['a copy with the ETag of its source', { ...copy, source }, { etag: 'md5', crc64: '1' }, 'etag'],
  ['a copy by parts', { ...copy, source, method: 'parts' }, { etag: 'p-2', crc64: '1' }, 'crc64'],
  ['a relay, which is summed up here', { ...copy, source, method: 'relay' }, { etag: 'md5', crc64: '1' }, 'crc64'],
  ['a copy of what has no CRC64', { ...copy, source }, { etag: 'p-2', unverified: true }, 'unverified'],
  ['a link', { ...copy, source: { ...source, type: 'Symlink' } }, { etag: 'l' }, 'answer'],
  ['an edit', { kind: 'change', state: 'done', source, change: {} }, { etag: 'md5' }, 'asked'],
  ['an upload', { kind: 'upload', state: 'done', type: '', ...to('x') }, { etag: 'md5', crc64: '1' }, 'crc64'],
  ['a download', { kind: 'download', state: 'done', ...to('x') }, { etag: 'md5', crc64: '1' }, 'crc64'],
  ['a download of what has no CRC64', { kind: 'download', state: 'done', ...to('x') }, { etag: 'md5' }, 'unverified'],
  ['a folder on this computer', { kind: 'download', state: 'done', ...to('x/') }, { etag: 'md5' }, 'answer'],
])('%s', (_, task, proof, kind) => {
  expect(proofKindOf({ ...task, state: 'done', proof })).toBe(kind)
})

it('what is not done proves nothing, nor what was removed', () => {
  expect(proofKindOf({ ...copy, state: 'copied', proof: { etag: 'e' } })).toBeUndefined()
  expect(proofKindOf({ kind: 'remove', state: 'done', source })).toBeUndefined()
})
