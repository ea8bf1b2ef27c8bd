import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { browserFetch } from '../../../test/browserFetch.ts'
import {
  endsOf,
  ferry,
  home,
  inThePast,
  move,
  put,
  run,
  useRunner as runBy,
  runnerOver,
  signal,
} from '../../../test/jobs.ts'
import { propertiesOf } from '../../../test/properties.ts'
import { nodeTransport } from '../../hosts/node/transport.ts'
import { createOss } from '../../oss/client.ts'
import { allMetadata, neededHeaders } from '../../oss/direct/exposed.ts'
import { directTransport } from '../../oss/direct/transport.ts'
import { bytesOf } from '../../oss/headerBytes.ts'
import type { ChangeRequest } from '../types.ts'

/** Whole jobs of a page without a gateway: what CORS hides is never lost. */

const origin = 'http://static.example'
const way = nodeTransport(16)
const named = [...neededHeaders, 'x-oss-meta-author']
const source = home('a.txt')
const edit: ChangeRequest = { do: 'change', sources: [source], change: { headers: { Expires: bytesOf('0') } } }
const large = home('large')

afterAll(() => way.close())

async function allow(expose: string[], methods = ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'] as const) {
  const rule = { origins: [origin], methods: [...methods], headers: ['*'], expose }
  await ferry.oss.putCors({ bucket: { region: 'cn-hangzhou', bucket: 'home' }, cors: { rules: [rule] }, signal })
  runBy(runnerOver(createOss(ferry.account, directTransport({ send: browserFetch(origin, way.send) }))))
  ferry.store.requests.clear()
}

beforeEach(async () => {
  const meta = { author: bytesOf('李白'), secret: bytesOf('kept') }
  const headers = { 'Content-Disposition': bytesOf('inline') }
  await inThePast(() => put(source, 'x', { headers, meta, tags: [{ key: 'k', value: 'v' }] }))
})

const writes = () => {
  const all = ferry.store.requests.entries.map(({ op, method }) => ({ op, isWrite: !/GET|HEAD|OPTIONS/.test(method) }))
  return all.filter(({ isWrite }) => isWrite).map(({ op }) => op)
}

describe('where the rule names no user metadata', () => {
  test('a move inside the store keeps them, unseen', async () => {
    const before = await propertiesOf(ferry, source)
    await allow(named)
    expect(await run('m', move(source, home('b.txt')))).toMatchObject({ phase: 'finished', counts: { done: 1 } })
    expect(await propertiesOf(ferry, home('b.txt'))).toEqual(before)
  })

  test('an edit is refused, and nothing is sent', async () => {
    await allow(named)
    await run('e', edit)
    expect(await endsOf('e')).toEqual(['MetadataHidden'])
    expect(writes()).toEqual([])
  })

  test('so is a copy by parts', async () => {
    ferry.store.settings.referenceCopy = 'refused'
    await allow(named)
    await run('p', move(large, home('larger')))
    ferry.store.settings.referenceCopy = 'free'
    expect(await endsOf('p')).toEqual(['MetadataHidden'])
    expect(writes().filter((op) => op !== 'CopyObject')).toEqual([])
  })

  test('with an answer that was lost, no source goes for what can not be seen', async () => {
    const before = await propertiesOf(ferry, source)
    await allow(named)
    ferry.store.faults.add({ op: 'CopyObject', times: 1, reset: 'after' })
    await run('l', move(source, home('b.txt'), { conflict: 'skip' }))
    const left = await ferry.oss.list({ at: home(''), signal })
    for (const { key } of left.objects.filter(({ key }) => key.endsWith('.txt')))
      expect(await propertiesOf(ferry, home(key))).toEqual(before)
    expect(left.objects.map(({ key }) => key)).toContain('b.txt')
  })
})

test('where CORS keeps from the page what a bucket says of itself, and its versions, a move is made as ever', async () => {
  await allow(named)
  const toStore = browserFetch(origin, way.send)
  const send: typeof fetch = async (url, init) => {
    if (/[?&](bucketInfo|versions)\b/.test(String(url))) throw new TypeError('Failed to fetch')
    return toStore(url, init)
  }
  runBy(runnerOver(createOss(ferry.account, directTransport({ send }))))
  expect(await run('k', move(source, home('b.txt')))).toMatchObject({ phase: 'finished', counts: { done: 1 } })
})

test('with the word that all are named, an edit keeps them', async () => {
  await allow([...named, allMetadata, 'x-oss-meta-secret'])
  const before = await propertiesOf(ferry, source)
  expect(await run('e', edit)).toMatchObject({ phase: 'finished', counts: { done: 1 } })
  const head = { ...before.head, expires: '0' }
  expect(await propertiesOf(ferry, source)).toEqual({ ...before, head })
})

describe.each(['ETag', 'x-oss-hash-crc64ecma', 'x-oss-tagging-count', 'x-oss-server-side-encryption'])(
  'where the rule hides %s',
  (name) => {
    test('a move, and an edit, are refused with its name, and nothing is sent', async () => {
      await allow([...named, allMetadata, 'x-oss-meta-secret'].filter((one) => one !== name))
      const moved = await run('m', move(source, home('b.txt')))
      const edited = await run('e', edit)
      const told = [moved?.problem?.code, edited?.problem?.code, ...(await endsOf('m')), ...(await endsOf('e'))]
      expect(new Set(told.filter((code) => code !== undefined && code !== 'waiting'))).toEqual(
        new Set(['HeadersHidden']),
      )
      expect(writes()).toEqual([])
    })
  },
)

test('a rule that is gone in mid job ends it in words; nothing waits for ever', async () => {
  await allow(named)
  const bucket = { region: 'cn-hangzhou', bucket: 'home' }
  const drop = () => ferry.oss.putCors({ bucket, cors: { rules: [] }, signal })
  ferry.store.faults.add({ op: 'CopyObject', times: 1, run: drop })
  await run('g', move(source, home('b.txt')))
  expect(await endsOf('g')).toEqual(['CorsRefused'])
  const left = (await ferry.oss.list({ at: home(''), signal })).objects.map(({ key }) => key)
  expect(left).toContain('a.txt')
})
