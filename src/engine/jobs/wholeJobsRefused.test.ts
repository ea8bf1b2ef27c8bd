import { describe, expect, it } from 'vitest'
import {
  away,
  copy,
  endsOf,
  ferry,
  headOf,
  home,
  inThePast,
  keysAt,
  move,
  put,
  retry,
  run,
  runner,
  runnerOver,
  signal,
  tasksOf,
  textAt,
  undo,
  useRunner,
} from '../../../test/jobs.ts'
import { createCall } from '../../oss/call.ts'
import { OssError } from '../../oss/errors.ts'
import { bytesOfEach } from '../../oss/headerBytes.ts'
import type { Oss, Ref } from '../../oss/types.ts'
import type { ChangeRequest } from '../types.ts'
import type { JobRequest } from './types.ts'

/** Whole jobs that get odd answers, or lack a right. */

describe('odd answers', () => {
  const withList = (
    list: (
      page: Awaited<ReturnType<Oss['list']>>,
      asked: Parameters<Oss['list']>[0],
    ) => Awaited<ReturnType<Oss['list']>>,
  ): Oss => ({
    ...ferry.oss,
    list: async (asked) => list(await ferry.oss.list(asked), asked),
  })

  it('a page of a listing without objects, which goes on, is not a listing of nothing', async () => {
    for (const n of [1, 2, 3]) await put(home(`a/${n}`), 'x')
    useRunner(
      runnerOver(
        withList((page, { after }) =>
          after === undefined
            ? page
            : { objects: [], prefixes: [], next: { token: 'more', last: '', marks: [], idle: 0 } },
        ),
      ),
    )
    await run('done', { do: 'remove', sources: [home('a/')] })
    expect([await endsOf('done'), await keysAt(home('a/'))]).toEqual([['done', 'done', 'done'], []])
  })
})

it.each([
  ['a source', 'home', 'a/2'],
  ['a copy', 'away', 'b/2'],
])('%s that may not be looked at any more stays, and keeps no other', async (_what, bucket, key) => {
  const names = ['1', '2', '3', '4']
  for (const name of names) await put(home(`a/${name}`), name)
  let isDenied = false
  const deny = async () => {
    isDenied = true
  }
  ferry.store.faults.add({ op: 'CopyObject', run: deny })
  const list: Oss['list'] = (asked) => {
    const isOne = asked.at.bucket === bucket && (asked.at.key === key || asked.at.key === `${key[0]}/`)
    return isDenied && isOne ? Promise.reject(denied) : ferry.oss.list(asked)
  }
  useRunner(runnerOver({ ...ferry.oss, list }))
  await run('done', move(home('a/'), away('b/')))
  expect([await endsOf('done'), await keysAt(home('a/'))]).toEqual([['done', 'AccessDenied', 'done', 'done'], ['a/2']])
  isDenied = false
  ferry.store.faults.clear()
  await retry('done')
  expect([await endsOf('done'), await keysAt(home('a/'))]).toEqual([names.map(() => 'done'), []])
})

const denied = new OssError({
  kind: 'http',
  status: 403,
  code: 'AccessDenied',
  message: '',
  operation: 'ListObjects',
  resource: '',
})

const bucketOf = ({ region, bucket }: Ref) => ({ region, bucket })
const configure = (at: Ref, sub: string, body: string) =>
  createCall(
    ferry.account,
    ferry.transport,
  )({ operation: 'Put', method: 'PUT', ...bucketOf(at), sub: { [sub]: '' }, body, signal })
const newBucket = async (name: string) => {
  await ferry.oss.putBucket({ bucket: { region: 'cn-hangzhou', bucket: name }, signal })
  return (key: string): Ref => ({ ...home(key), bucket: name })
}

describe('rights, buckets and names', () => {
  it('an edit that was retried is undone to what a person last saw', async () => {
    await inThePast(() => put(home('a'), 'a', { meta: bytesOfEach({ by: 'first' }) }))
    const edit = (by: string) => put(home('a'), 'a', { meta: bytesOfEach({ by }) })
    ferry.store.faults.add({ op: 'CopyObject', times: 1, run: () => edit('colleague') })
    const change: ChangeRequest = { do: 'change', sources: [home('a')], change: { meta: bytesOfEach({ by: 'job' }) } }
    await run('done', change)
    expect(await endsOf('done')).toEqual(['SourceChanged'])
    await runner.retry('done')
    await runner.idle()
    await undo(change)
    expect([await endsOf('done'), await endsOf('undo done'), (await headOf(home('a'))).meta]).toEqual([
      ['done'],
      ['done'],
      { by: 'colleague' },
    ])
  })

  it('one object that may not be looked at keeps no other from being moved', async () => {
    // Not older than their copies: only then does a removal look at the head of the copy.
    ferry.store.settings.clockOffset = 10_000
    for (const n of [1, 2, 3]) await put(home(`a/${n}`), 'x')
    ferry.store.settings.clockOffset = 0
    ferry.store.faults.add({ op: 'HeadObject', bucket: 'away', key: 'a/1', error: { code: 'AccessDenied' } })
    useRunner(runnerOver(ferry.oss, { gather: 300 }))
    await run('done', move(home('a/'), away('a/')))
    expect([await endsOf('done'), await keysAt(home('a/'))]).toEqual([['AccessDenied', 'done', 'done'], ['a/1']])
  })

  it.each([10, 1100 * 1024 ** 2])(
    'an ACL that the target bucket does not allow is said, and nothing is lost: %d',
    async (size) => {
      const closed = await newBucket(`closed-${size}`)
      await configure(
        closed(''),
        'publicAccessBlock',
        '<PublicAccessBlockConfiguration><BlockPublicAccess>true</BlockPublicAccess></PublicAccessBlockConfiguration>',
      )
      await inThePast(() => ferry.store.putSparseObject({ bucket: 'home', key: 'p', size, seed: 3 }))
      await ferry.oss.putAcl({ at: home('p'), acl: 'public-read', signal })
      await run('done', move(home('p'), closed('p'), { keepAcl: true }))
      expect([await endsOf('done'), await keysAt(home('p')), await keysAt(closed(''))]).toEqual([
        ['PublicBlocked'],
        ['p'],
        [],
      ])
      expect(await ferry.oss.getAcl({ at: home('p'), signal })).toBe('public-read')
      expect((await ferry.oss.listUploads({ at: closed(''), signal })).length).toBe(0)
    },
  )

  it('an ACL that a large copy got before it was proved is somebody’s, and the source stays', async () => {
    await inThePast(() => ferry.store.putSparseObject({ bucket: 'home', key: 'big', size: 1100 * 1024 ** 2, seed: 3 }))
    await ferry.oss.putAcl({ at: home('big'), acl: 'private', signal })
    const open = () => ferry.oss.putAcl({ at: away('big'), acl: 'public-read', signal })
    ferry.store.faults.add({ op: 'HeadObject', bucket: 'away', times: 1, run: open })
    await run('done', move(home('big'), away('big'), { keepAcl: true, conflict: 'skip' }))
    expect([await endsOf('done'), await keysAt(home('big'))]).toEqual([['CopyGone'], ['big']])
    expect(await ferry.oss.getAcl({ at: away('big'), signal })).toBe('public-read')
  })

  it('a large copy whose target may not be read is done, unverified; a large move keeps its source', async () => {
    await inThePast(() => ferry.store.putSparseObject({ bucket: 'home', key: 'big', size: 1100 * 1024 ** 2, seed: 3 }))
    ferry.store.faults.add({ op: 'HeadObject', bucket: 'away', error: { code: 'AccessDenied' } })
    await run('done', copy([home('big')], away('big'), { conflict: 'skip' }))
    expect((await tasksOf('done')).map(({ state, proof }) => [state, proof?.unverified])).toEqual([['done', true]])
    await run('moved', move(home('big'), away('big 2'), { conflict: 'skip' }))
    expect([await endsOf('moved'), await keysAt(home('big'))]).toEqual([['Unproved'], ['big']])
  })

  it('odd keys go there and back', async () => {
    const keys = [
      'a/../b',
      '\u0001',
      ' lead',
      'trail ',
      '/two',
      '//',
      'x//y',
      '%2F',
      '+',
      '&<>"\'',
      '😀',
      '\uffff',
      'a\\b',
      '.',
      '..',
      'n\n',
      `${'k'.repeat(1018)}`,
      '__proto__',
      'constructor',
      '?versionId=1',
      '#',
    ]
    for (const key of keys) await put(home(`o/${key}`), key)
    const before = await keysAt(home('o/'))
    const request = move(home('o/'), away('q/'))
    await run('done', request)
    expect(await endsOf('done')).toEqual(keys.map(() => 'done'))
    expect(await keysAt(home('o/'))).toEqual([])
    await undo(request)
    expect(await keysAt(home('o/'))).toEqual(before)
    for (const key of keys) expect(await textAt(home(`o/${key}`))).toBe(key)
    expect(await keysAt(away('q/'))).toEqual([])
    await run('gone', { do: 'remove', sources: [home('o/')] })
    expect(await keysAt(home('o/'))).toEqual([])
  })

  it('an undo can be undone', async () => {
    for (const n of [1, 2, 3]) await put(home(`a/${n}`), String(n))
    const request = move(home('a/'), away('b/'))
    await run('done', request)
    await undo(request)
    expect(await keysAt(home('a/'))).toEqual(['a/1', 'a/2', 'a/3'])
    const again: JobRequest = { do: 'undo', job: 'undo done', of: request, sources: request.sources, review: true }
    await run('undo undo', again)
    expect([await keysAt(home('a/')), await keysAt(away('b/'))]).toEqual([[], ['b/1', 'b/2', 'b/3']])
  })

  it('a bucket that two accounts see is one bucket', async () => {
    await put(home('t/x'), 'x')
    const two = (key: string) => ({ ...home(key), account: 'two' })
    await run('same', move(home('t/x'), two('t/x'), { relay: true }))
    expect([await endsOf('same'), await keysAt(home('t/'))]).toEqual([['sameObject'], ['t/x']])
    await run('other', move(home('t/'), two('t2/'), { relay: true }))
    expect([await endsOf('other'), await keysAt(home('t'))]).toEqual([['done'], ['t2/x']])
  })
})
