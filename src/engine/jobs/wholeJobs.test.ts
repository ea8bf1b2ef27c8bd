import { describe, expect, it } from 'vitest'
import {
  away,
  copy,
  endsOf,
  ferry,
  headOf,
  home,
  inThePast,
  journal,
  keysAt,
  move,
  put,
  run,
  runner,
  runnerOver,
  signal,
  tagsAt,
  tasksOf,
  textAt,
  undo,
  useRunner,
} from '../../../test/jobs.ts'
import { createCall } from '../../oss/call.ts'
import { bytesOfEach } from '../../oss/headerBytes.ts'
import type { Oss, Ref } from '../../oss/types.ts'
import type { ChangeRequest } from '../types.ts'
import { answer } from './commands.ts'
import type { JobRequest } from './types.ts'

/** Whole jobs against the local OSS while somebody else, or an odd answer, comes between. */

const tag = (at: Ref, value: string) => ferry.oss.putTags({ at, tags: [{ key: 'by', value }], signal })
const linkAt = (at: Ref) => ferry.oss.getSymlink({ at, signal })

describe('tags, whose edit no time shows', () => {
  it('that a large object got while its parts were copied are not lost with the source', async () => {
    await inThePast(() => ferry.store.putSparseObject({ bucket: 'home', key: 'big', size: 1100 * 1024 ** 2, seed: 3 }))
    ferry.store.faults.add({ op: 'UploadPartCopy', times: 1, run: () => tag(home('big'), 'colleague') })
    await run('done', move(home('big'), away('big')))
    const kept = [...(await keysAt(home(''))), ...(await keysAt(away('')))].filter((key) => key === 'big')
    const tags = (await keysAt(home(''))).includes('big') ? await tagsAt(home('big')) : await tagsAt(away('big'))
    expect({ kept: kept.length > 0, tags }).toEqual({ kept: true, tags: [{ key: 'by', value: 'colleague' }] })
  })

  it('that a source got while the job was paused between copy and removal are not lost', async () => {
    await inThePast(() => put(home('a'), 'a'))
    const fault = ferry.store.faults.add({
      op: ['DeleteObject', 'DeleteMultipleObjects'],
      error: { code: 'AccessDenied' },
    })
    await run('done', move(home('a'), away('a')))
    expect(await endsOf('done')).toEqual(['AccessDenied'])
    fault.remove()
    await tag(home('a'), 'colleague')
    await runner.retry('done')
    await runner.idle()
    const isKept = (await keysAt(home(''))).includes('a')
    expect(await tagsAt(isKept ? home('a') : away('a'))).toEqual([{ key: 'by', value: 'colleague' }])
  })

  const lookedAt = { op: 'ListObjectsV2', bucket: 'home', skip: 1, times: 1 }

  it('that a source got between its copy and its removal are not lost, and a retry moves them', async () => {
    await inThePast(() => put(home('a'), 'a'))
    ferry.store.faults.add({ ...lookedAt, run: () => tag(home('a'), 'colleague') })
    await run('done', move(home('a'), away('a'), { conflict: 'skip' }))
    expect([await endsOf('done'), await tagsAt(home('a'))]).toEqual([
      ['SourceChanged'],
      [{ key: 'by', value: 'colleague' }],
    ])
    await runner.retry('done')
    await runner.idle()
    expect([await endsOf('done'), await keysAt(home('a')), await tagsAt(away('a'))]).toEqual([
      ['done'],
      [],
      [{ key: 'by', value: 'colleague' }],
    ])
  })

  const many = Array.from({ length: 20 }, (_, n) => home(`m/${n}`))
  const tagReads = () => ferry.store.requests.entries.filter(({ op }) => op === 'GetObjectTagging').length

  it('of many that wait for their removal are looked at, too', async () => {
    await inThePast(() => Promise.all(many.map((at) => put(at, 'x'))))
    useRunner(runnerOver(ferry.oss, { gather: 2100 }, 40))
    ferry.store.faults.add({ ...lookedAt, skip: 2, run: () => tag(home('m/7'), 'colleague') })
    await run('done', move(home('m/'), away('m/')))
    expect([await keysAt(home('m/')), await tagsAt(home('m/7'))]).toEqual([
      ['m/7'],
      [{ key: 'by', value: 'colleague' }],
    ])
  })

  it('are not asked for, one by one, of many that are removed at once', async () => {
    await inThePast(() => Promise.all(many.map((at) => put(at, 'x'))))
    useRunner(runnerOver(ferry.oss, { gather: 200 }, 40))
    await run('done', move(home('m/'), away('m/')))
    expect([await keysAt(home('m/')), tagReads()]).toEqual([[], 0])
  })

  it('may be unreadable: a small object is moved all the same', async () => {
    await inThePast(() => put(home('a'), 'a'))
    ferry.store.faults.add({ op: 'GetObjectTagging', error: { code: 'AccessDenied' } })
    await run('done', move(home('a'), away('a')))
    expect([await endsOf('done'), await keysAt(home('a'))]).toEqual([['done'], []])
  })

  it.each([1, 20])('that the copy of a copy job got are not lost with its undo: of %d', async (count) => {
    await inThePast(() => Promise.all(many.slice(0, count).map((at) => put(at, 'x'))))
    const request = copy([home('m/')], away('m/'))
    await run('done', request)
    await tag(away('m/0'), 'colleague')
    await undo(request)
    expect([await keysAt(away('m/')), await tagsAt(away('m/0'))]).toEqual([
      ['m/0'],
      [{ key: 'by', value: 'colleague' }],
    ])
  })

  it('that came after the first try of an edit of tags are not overwritten by the second', async () => {
    await inThePast(() => put(home('a'), 'a'))
    await tag(home('a'), 'first')
    const fault = ferry.store.faults.add({ op: 'PutObjectTagging', error: { code: 'AccessDenied' } })
    const change: ChangeRequest = {
      do: 'change',
      sources: [home('a')],
      change: { tags: [{ key: 'by', value: 'job' }] },
    }
    await run('done', change)
    expect(await endsOf('done')).toEqual(['AccessDenied'])
    fault.remove()
    await tag(home('a'), 'colleague')
    await runner.retry('done')
    await runner.idle()
    const [end] = await endsOf('done')
    await undo(change)
    expect([end, await tagsAt(home('a'))]).toEqual(['SourceChanged', [{ key: 'by', value: 'colleague' }]])
  })
})

describe('a source that changed after its copy', () => {
  it.each(['skip', 'keepBoth', 'ask'] as const)(
    'is moved by Retry, and its old copy is replaced: %s',
    async (conflict) => {
      await inThePast(() => put(home('a'), 'old'))
      const run1 = () => put(home('a'), 'newer')
      ferry.store.faults.add({ op: 'ListObjectsV2', bucket: 'home', skip: 1, times: 1, run: run1 })
      await run('done', move(home('a'), away('a'), { conflict }))
      expect(await endsOf('done')).toEqual(['SourceChanged'])
      await runner.retry('done')
      await runner.idle()
      expect([await endsOf('done'), await keysAt(home('a')), await keysAt(away('')), await textAt(away('a'))]).toEqual([
        ['done'],
        [],
        ['a'],
        'newer',
      ])
    },
  )
})

describe('links', () => {
  const link = (at: Ref, target: string) => ferry.oss.putSymlink({ at, target, signal })

  it('point to what they pointed to after a rename of their prefix was undone', async () => {
    await put(home('u/x'), 'x')
    await link(home('u/l'), 'u/x')
    const request = move(home('u/'), home('v/'))
    await run('done', request)
    expect(await linkAt(home('v/l'))).toBe('v/x')
    await undo(request)
    expect([await endsOf('undo done'), await keysAt(home('u/')), await linkAt(home('u/l'))]).toEqual([
      ['done', 'done'],
      ['u/l', 'u/x'],
      'u/x',
    ])
  })

  it.each(['replace', 'different', 'newer'] as const)(
    'are not copied onto what they point to: %s',
    async (conflict) => {
      await inThePast(() => put(home('b/x'), 'precious'))
      await link(home('a/x'), 'b/x')
      await run('done', copy([home('a/x')], home('b/'), { placement: 'into', conflict }))
      expect(await textAt(home('b/x'))).toBe('precious')
    },
  )
})

describe('links whose objects come along', () => {
  const link = (at: Ref, target: string) => ferry.oss.putSymlink({ at, target, signal })
  const withLink = async () => {
    await put(home('u/x'), 'x')
    await link(home('u/l'), 'u/x')
  }

  it('point to the numbered name that their object got, and back again', async () => {
    await withLink()
    await put(home('v/x'), 'precious')
    const request = move(home('u/'), home('v/'), { conflict: 'keepBoth' })
    await run('done', request)
    expect([await endsOf('done'), await linkAt(home('v/l')), await textAt(home('v/l'))]).toEqual([
      ['done', 'done'],
      'v/x (1)',
      'x',
    ])
    await undo(request)
    expect([await endsOf('undo done'), await linkAt(home('u/l')), await textAt(home('u/l'))]).toEqual([
      ['done', 'done'],
      'u/x',
      'x',
    ])
  })

  it.each([
    ['in its bucket', home, 'v/l'],
    ['alone', home, 'u/m'],
    ['in another bucket', away, 'v/l'],
  ] as const)('keep their own tags, ACL and class: %s', async (how, place, key) => {
    await withLink()
    const own = { tags: [{ key: 'by', value: 'me' }], acl: 'private', storageClass: 'IA' } as const
    await ferry.oss.putSymlink({ at: home('u/l'), target: 'u/x', attributes: { ...own, tags: [...own.tags] }, signal })
    const isAlone = how === 'alone'
    const request = isAlone ? move(home('u/l'), home(key)) : move(home('u/'), place('v/'))
    const looksLike = async (at: Ref) => {
      const [listed] = (await ferry.oss.list({ at, signal })).objects
      return [await tagsAt(at), await ferry.oss.getAcl({ at, signal }), listed?.storageClass]
    }
    await run('done', { ...request, keepAcl: true })
    expect(await looksLike(place(key))).toEqual([own.tags, own.acl, own.storageClass])
    await undo({ ...request, keepAcl: true })
    expect(await looksLike(home('u/l'))).toEqual([own.tags, own.acl, own.storageClass])
  })

  it('that got tags between their copy and their removal stay', async () => {
    await link(home('l'), 'nowhere')
    ferry.store.faults.add({
      op: 'ListObjectsV2',
      bucket: 'home',
      skip: 2,
      times: 1,
      run: () => tag(home('l'), 'colleague'),
    })
    await run('done', move(home('l'), home('l2')))
    expect([await endsOf('done'), await tagsAt(home('l'))]).toEqual([
      ['SourceChanged'],
      [{ key: 'by', value: 'colleague' }],
    ])
  })

  it('point to the name that was numbered after the plan', async () => {
    await withLink()
    ferry.store.faults.add({ op: 'CopyObject', times: 1, run: () => put(home('v/x'), 'precious') })
    await run('done', move(home('u/'), home('v/'), { conflict: 'keepBoth' }))
    expect([await endsOf('done'), await textAt(home('v/x')), await linkAt(home('v/l'))]).toEqual([
      ['done', 'done'],
      'precious',
      'v/x (1)',
    ])
  })

  it('point to the name that a person’s answer made', async () => {
    await withLink()
    await put(home('v/x'), 'precious')
    await run('done', move(home('u/'), home('v/'), { conflict: 'ask' }))
    expect((await journal.job('done'))?.phase).toBe('review')
    await answer(journal, 'done', 'keepBoth')
    await runner.confirm('done')
    await runner.idle()
    expect([await endsOf('done'), await linkAt(home('v/l'))]).toEqual([['done', 'done'], 'v/x (1)'])
  })

  it('point to what stays where it is, and never to what stood at its target', async () => {
    await withLink()
    await put(home('v/x'), 'precious')
    await run('done', move(home('u/'), home('v/'), { conflict: 'skip' }))
    expect([await endsOf('done'), await linkAt(home('v/l')), await textAt(home('v/l'))]).toEqual([
      ['done', 'skipped'],
      'u/x',
      'x',
    ])
  })

  it('stay when what they point to stays in another bucket', async () => {
    await withLink()
    await put(away('u/x'), 'precious')
    await run('done', move(home('u/'), away('u/'), { conflict: 'skip' }))
    expect([await endsOf('done'), await linkAt(home('u/l')), await keysAt(away('u/'))]).toEqual([
      ['DanglingLink', 'skipped'],
      'u/x',
      ['u/x'],
    ])
  })

  it('point to what is there and the same', async () => {
    await withLink()
    await put(away('u/x'), 'x')
    await run('done', copy([home('u/')], away('u/'), { conflict: 'different' }))
    expect([await endsOf('done'), await linkAt(away('u/l'))]).toEqual([['done', 'skipped'], 'u/x'])
  })

  it('wait for what failed, and go with it when that is tried again', async () => {
    await withLink()
    const fault = ferry.store.faults.add({ op: 'CopyObject', key: 'v/x', error: { code: 'AccessDenied' } })
    await run('done', move(home('u/'), home('v/'), { conflict: 'keepBoth' }))
    expect([await endsOf('done'), await keysAt(home('v/'))]).toEqual([['LinkAhead', 'AccessDenied'], []])
    fault.remove()
    await put(home('v/x'), 'precious')
    await runner.retry('done')
    await runner.idle()
    expect([await endsOf('done'), await linkAt(home('v/l'))]).toEqual([['done', 'done'], 'v/x (1)'])
  })

  it('of links, also of those that go round in a circle', async () => {
    await put(home('u/x'), 'x')
    for (const [key, to] of [
      ['a', 'b'],
      ['b', 'a'],
      ['c', 'd'],
      ['d', 'x'],
      ['e', 'e'],
    ])
      await link(home(`u/${key}`), `u/${to}`)
    await run('done', move(home('u/'), home('v/'), { conflict: 'keepBoth' }))
    expect(await endsOf('done')).toEqual(['done', 'done', 'done', 'done', 'done', 'done'])
    const pointsTo = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((key) => linkAt(home(`v/${key}`))))
    expect(pointsTo).toEqual(['v/b', 'v/a', 'v/d', 'v/x', 'v/e'])
  })

  it('of several sources, picked one by one and below prefixes inside one another', async () => {
    for (const key of ['u/x', 'u/s/y', 'p', 'v/x', 'v/p', 'v/s/y', 'v/u/s/y', 'v/u/x']) await put(home(key), key)
    for (const [key, to] of [
      ['u/l', 'u/s/y'],
      ['u/s/m', 'u/x'],
      ['q', 'p'],
      ['r', 'u/x'],
    ] as const)
      await link(home(key), to)
    const sources = ['q', 'u/s/', 'p', 'u/', 'r'].map(home)
    await run('done', copy(sources, home('v/'), { conflict: 'keepBoth', placement: 'into' }))
    expect(await linkAt(home('v/q'))).toBe('v/p (1)')
    expect(await linkAt(home('v/r'))).toBe('v/u/x (1)')
    expect(await linkAt(home('v/s/m'))).toBe('v/u/x (1)')
    expect(await linkAt(home('v/u/l'))).toBe('v/s/y (1)')
  })

  it('that were changed after the plan are planned afresh', async () => {
    await withLink()
    await put(home('u/y'), 'y')
    const meanwhile = async () => {
      await ferry.oss.remove({ at: home('u/l'), signal })
      await link(home('u/l'), 'elsewhere')
    }
    ferry.store.faults.add({ op: 'CopyObject', key: 'v/x', times: 1, run: meanwhile })
    await run('done', move(home('u/'), home('v/')))
    expect([(await endsOf('done'))[0], await linkAt(home('u/l'))]).toEqual(['SourceChanged', 'elsewhere'])
    await runner.retry('done')
    await runner.idle()
    expect([await endsOf('done'), await linkAt(home('v/l'))]).toEqual([['done', 'done', 'done'], 'elsewhere'])
  })

  it('that point to nothing get nobody else’s object', async () => {
    await link(home('u/l'), 'u/nothing')
    await put(home('v/nothing'), 'precious')
    await run('done', move(home('u/'), home('v/')))
    expect([await endsOf('done'), await linkAt(home('v/l'))]).toEqual([['done'], 'u/nothing'])
    await put(away('u/nothing'), 'precious')
    await run('far', move(home('v/'), away('v/')))
    expect([(await endsOf('far'))[0], await linkAt(home('v/l'))]).toEqual(['danglingLink', 'u/nothing'])
  })
})

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
