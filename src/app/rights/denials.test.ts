import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { type RightsStore, startRightsStore } from '../../../test/rights.ts'
import { singleWorld } from '../../../test/single.ts'
import { needs } from '../../engine/needs.ts'
import { probe } from '../../engine/single/probe.ts'
import type { Account, Oss } from '../../oss/types.ts'
import { deniedAt, forgetDenials, noteVerdicts, noting, useDenials } from './denials.ts'

/** What the local OSS refuses a key, and what is known by it: no more than that. */

const { signal } = new AbortController()
const account: Account = {
  id: 'me',
  name: 'me',
  accessKeyId: 'key',
  accessKeySecret: 's',
  region: 'cn-hangzhou',
  endpoint: 'http://oss',
}
const at = (key: string) => ({ account: 'me', region: 'cn-hangzhou', bucket: 'source', key })
const inDir = { bucket: 'source', place: 'dir/' }
const small = { ...inDir, object: 'dir/small' }
const large = { ...inDir, object: 'dir/large' }
let store: RightsStore
let key: Oss

beforeAll(async () => {
  store = await startRightsStore()
  key = noting(account, store.key)
})
afterAll(() => store.close())
beforeEach(async () => {
  useDenials.setState({ all: new Map() })
  await store.fill()
  store.setPolicy([{ effect: 'Allow', actions: ['oss:List*', 'oss:Get*'], resources: ['*'] }])
})

const remove = () => key.remove({ at: at('dir/small'), signal }).catch((error) => error.code)

test('what one object was refused is known of that one alone, and not of other keys', async () => {
  expect(await remove()).toBe('AccessDenied')
  expect(deniedAt(account, needs.remove, [small])).toBe('oss:DeleteObject')
  expect(deniedAt(account, needs.remove, [small, large])).toBeUndefined()
  expect(deniedAt(account, needs.remove, [inDir])).toBeUndefined()
  expect(deniedAt(account, needs.download, [small])).toBeUndefined()
  expect(deniedAt({ ...account, accessKeyId: 'other' }, needs.remove, [small])).toBeUndefined()
  expect(deniedAt({ ...account, id: 'other' }, needs.remove, [small])).toBeUndefined()
})

test('a listing is of its place, and what is of the bucket holds in all of it', async () => {
  store.setPolicy([])
  await key.list({ at: at('dir/'), limit: 1, signal }).catch(() => {})
  await key.listUploads({ at: at(''), signal }).catch(() => {})
  expect(deniedAt(account, needs.upload, [inDir])).toBe('oss:ListObjects')
  expect(deniedAt(account, needs.upload, [{ bucket: 'source', place: 'other/' }])).toBeUndefined()
  expect(deniedAt(account, needs.uploads, [{ bucket: 'source', place: 'other/' }])).toBe('oss:ListMultipartUploads')
  expect(deniedAt(account, needs.uploads, [{ bucket: 'target', place: '' }])).toBeUndefined()
  store.setPolicy([{ effect: 'Allow', actions: ['oss:ListObjects'], resources: ['*'] }])
  await key.list({ at: at('dir/'), limit: 1, signal })
  expect(deniedAt(account, needs.upload, [inDir])).toBeUndefined()
})

test('a copy that does not say which of its sides was refused is no knowledge of either', async () => {
  store.local.faults.add({ op: 'CopyObject', error: { code: 'AccessDenied' } })
  const copy = { source: at('dir/small'), at: at('copy'), attributes: { headers: {}, meta: {} }, signal }
  await key.copyObject(copy as never).catch(() => {})
  store.local.faults.clear()
  expect(useDenials.getState().all.size).toBe(0)
})

test('the probe of a place tells of what lies right in it, and takes back what is no longer so', async () => {
  noteVerdicts(account, at('dir/'), await probe(at('dir/'), singleWorld(store.key)))
  expect(deniedAt(account, needs.upload, [inDir])).toBe('oss:PutObject')
  expect(deniedAt(account, needs.acl, [small, large])).toBe('oss:PutObjectAcl')
  expect(deniedAt(account, needs.upload, [{ bucket: 'source', place: 'dir/below/' }])).toBeUndefined()
  expect(deniedAt(account, needs.download, [small])).toBeUndefined()
  store.setPolicy([{ effect: 'Allow', actions: ['oss:*'], resources: ['*'] }])
  noteVerdicts(account, at('dir/'), await probe(at('dir/'), singleWorld(store.key)))
  expect(useDenials.getState().all.size).toBe(0)
})

test('it is forgotten where a person reads anew, and after some minutes', async () => {
  await remove()
  forgetDenials(account, 'sour')
  expect(deniedAt(account, needs.remove, [small])).toBe('oss:DeleteObject')
  forgetDenials(account, 'source')
  expect(deniedAt(account, needs.remove, [small])).toBeUndefined()
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  await remove()
  expect(deniedAt(account, needs.remove, [small])).toBe('oss:DeleteObject')
  vi.advanceTimersByTime(5 * 60_000)
  expect(deniedAt(account, needs.remove, [small])).toBeUndefined()
  vi.useRealTimers()
})
