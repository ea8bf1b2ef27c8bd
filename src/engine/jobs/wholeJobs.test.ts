import { describe, expect, it } from 'vitest'
import {
  away,
  copy,
  endsOf,
  ferry,
  home,
  inThePast,
  keysAt,
  move,
  put,
  run,
  runner,
  runnerOver,
  signal,
  tagsAt,
  textAt,
  undo,
  useRunner,
} from '../../../test/jobs.ts'
import type { Ref } from '../../oss/types.ts'
import type { ChangeRequest } from '../types.ts'

/** Whole jobs against the local OSS while somebody else edits what they read. */

const tag = (at: Ref, value: string) => ferry.oss.putTags({ at, tags: [{ key: 'by', value }], signal })

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
