import { describe, expect, it } from 'vitest'
import {
  away,
  copy,
  endsOf,
  ferry,
  home,
  inThePast,
  journal,
  keysAt,
  move,
  put,
  run,
  runner,
  signal,
  tagsAt,
  textAt,
  undo,
} from '../../../test/jobs.ts'
import type { Ref } from '../../oss/types.ts'
import { answer } from './commands.ts'

/** Whole jobs over links, whose objects may come along. */

const tag = (at: Ref, value: string) => ferry.oss.putTags({ at, tags: [{ key: 'by', value }], signal })
const linkAt = (at: Ref) => ferry.oss.getSymlink({ at, signal })

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
