import { beforeEach, describe, expect, test } from 'vitest'
import { ferry, home, never, put, sent, textAt } from '../../../test/engine.ts'
import { singleWorld } from '../../../test/single.ts'
import type { Oss, Ref } from '../../oss/types.ts'
import { makeFolder, makeLink } from './create.ts'

/** Somebody else has made, or makes meanwhile, what a person wants to make. */

const link = (at: Ref, oss: Oss = ferry.oss) => makeLink({ at, target: 'somewhere' }, singleWorld(oss))
const folder = (at: Ref, oss: Oss = ferry.oss) => makeFolder(at, singleWorld(oss))

test('a folder is an object without bytes, a link stands for its target', async () => {
  await folder(home('new/'))
  expect(await ferry.oss.head({ at: home('new/'), signal: never })).toMatchObject({
    size: 0,
    headers: { 'Content-Type': 'application/x-directory' },
  })
  await link(home('new/link'))
  expect(await ferry.oss.getSymlink({ at: home('new/link'), signal: never })).toBe('somewhere')
})

describe.each(['never versioned', 'Enabled', 'Suspended'] as const)('in a bucket that is %s', (status) => {
  const at = (key: string): Ref => ({ ...home(key), bucket: `make-${status.toLowerCase().replace(' ', '-')}` })
  beforeEach(async () => {
    const bucket = { region: 'cn-hangzhou', bucket: at('').bucket }
    await ferry.oss.putBucket({ bucket, signal: never })
    if (status !== 'never versioned') await ferry.oss.putVersioning({ bucket, status, signal: never })
  })

  test.each([
    ['a folder', 'folder', () => folder(at('a/'))],
    ['bytes', 'object', () => put(at('a/'), 'bytes')],
    ['a link', 'link', () => ferry.oss.putSymlink({ at: at('a/'), target: 'nowhere', signal: never })],
  ])('a folder is not made over %s', async (_what, by, make) => {
    await ferry.oss.remove({ at: at('a/'), signal: never })
    await make()
    ferry.store.requests.clear()
    await expect(folder(at('a/'))).rejects.toMatchObject({ code: 'TargetExists', by })
    expect(sent('PutObject')).toEqual([])
  })

  test.each([
    ['bytes', 'object', () => put(at('b'), 'bytes')],
    ['a link to the same', 'link', () => link(at('b'))],
  ])('a link is not made over %s', async (_what, by, make) => {
    await ferry.oss.remove({ at: at('b'), signal: never })
    await make()
    ferry.store.requests.clear()
    await expect(link(at('b'))).rejects.toMatchObject({ code: 'TargetExists', by })
    expect(sent('PutSymlink')).toEqual([])
  })
})

test('what comes between the look and the write is not written over', async () => {
  ferry.store.faults.add({ op: 'PutObject', key: 'late/', times: 1, run: () => put(home('late/'), 'theirs') })
  await expect(folder(home('late/'))).rejects.toMatchObject({ code: 'TargetExists', by: 'object' })
  expect(await textAt(home('late/'))).toBe('theirs')
})

test.each([
  ['PutObject', 'lost/', folder],
  ['PutSymlink', 'lost', link],
] as const)('a %s whose answer was lost is found', async (op, key, make) => {
  ferry.store.faults.add({ op, times: 1, reset: 'after' })
  await make(home(key))
  expect(sent(op)).toHaveLength(1)
})
