import { describe, expect, it } from 'vitest'
import {
  away,
  copy,
  endsOf,
  far,
  ferry,
  headOf,
  home,
  inThePast,
  journal,
  keysAt,
  move,
  put,
  retry,
  run,
  runner,
  signal,
  tagsAt,
  tasksOf,
  textAt,
  undo,
} from '../../../test/jobs.ts'
import { bytesOfEach } from '../../oss/headerBytes.ts'
import type { ChangeRequest, CopyRequest } from '../types.ts'

/** What a job has written, while nothing shows that it is right: the next try may write over just that, and an undo takes it back. */

const refused = { code: 'AccessDenied' } as const
const big = 1100 * 1024 ** 2
/** An object whose copy has another ETag, so that both sides have to be looked at. */
const putParts = (key: string, size = 1000) =>
  inThePast(() => ferry.store.putSparseObject({ bucket: 'home', key, size, seed: 1, headers: {} }))
const noLook = () => ferry.store.faults.add({ op: 'HeadObject', bucket: 'away', error: refused })
const damaged = () =>
  ferry.store.faults.add({ op: 'HeadObject', bucket: 'away', headers: { 'x-oss-hash-crc64ecma': '1' } })

describe.each([
  ['whole', 1000, 'AccessDenied'],
  ['by parts', big, 'Unproved'],
])('a copy that may not be looked at, %s', (_how, size, code) => {
  it.each(['skip', 'keepBoth', 'ask', 'newer'] as const)(
    'is in the way of nothing when it is made again: %s',
    async (conflict) => {
      await putParts('p', size)
      const fault = noLook()
      await run('done', move(home('p'), away('p'), { conflict }))
      expect(await endsOf('done')).toEqual([code])
      await retry('done')
      expect([await endsOf('done'), await keysAt(away(''))]).toEqual([[code], ['p']])
      fault.remove()
      await retry('done')
      expect([await endsOf('done'), await keysAt(away('')), await keysAt(home('p'))]).toEqual([['done'], ['p'], []])
    },
  )

  it('is taken away by an undo, and its source stays', async () => {
    await putParts('p', size)
    const fault = noLook()
    const request = move(home('p'), away('p'), { conflict: 'skip' })
    expect(await run('done', request)).toMatchObject({ acted: 1 })
    fault.remove()
    await undo(request)
    expect([await endsOf('undo done'), await keysAt(away('')), await keysAt(home('p'))]).toEqual([['done'], [], ['p']])
  })
})

it.each([
  ['whole', 1000],
  ['by parts', big],
])('a copy that came out different is taken away by an undo, %s', async (_how, size) => {
  await putParts('p', size)
  damaged()
  const request = copy([home('p')], away('p'))
  await run('done', request)
  expect(await endsOf('done')).toEqual(['Different'])
  await undo(request)
  expect([await endsOf('undo done'), await keysAt(away(''))]).toEqual([['done'], []])
})

it('what somebody else wrote over it is theirs: for a retry and for an undo', async () => {
  await putParts('p')
  const fault = noLook()
  const request = move(home('p'), away('p'), { conflict: 'skip' })
  await run('done', request)
  await put(away('p'), 'theirs')
  await undo(request)
  expect(await endsOf('undo done')).toEqual(['notOurs'])
  fault.remove()
  await retry('done')
  expect([await endsOf('done'), await textAt(away('p')), await keysAt(home('p'))]).toEqual([
    ['skipped'],
    'theirs',
    ['p'],
  ])
})

it('an undo says that it took the place of something', async () => {
  await putParts('p')
  await inThePast(() => put(away('p'), 'was here'))
  noLook()
  const request = copy([home('p')], away('p'))
  await run('done', request)
  await retry('done')
  await undo(request)
  expect([await endsOf('undo done'), await keysAt(away(''))]).toEqual([['wasOverwritten'], ['p']])
})

it('a copy whose proof a cancel did not wait for is taken away by an undo', async () => {
  await putParts('p')
  const fault = ferry.store.faults.add({ op: 'HeadObject', bucket: 'away', hang: 'before' })
  const request = move(home('p'), away('p'))
  await journal.create({ id: 'done', request, phase: 'planning', planned: false, confirmed: true, created: 1 })
  await runner.submitted('done')
  await expect.poll(() => fault.hits).toBe(1)
  await runner.cancel('done')
  fault.remove()
  await undo(request)
  expect([await endsOf('undo done'), await keysAt(away('')), await keysAt(home('p'))]).toEqual([['done'], [], ['p']])
})

it('a copy that could not be looked at for a while is not made a second time', async () => {
  await putParts('p')
  const fault = ferry.store.faults.add({ op: 'HeadObject', bucket: 'away', error: { code: 'InternalError' } })
  await run('done', move(home('p'), away('p'), { conflict: 'keepBoth' }))
  expect(await endsOf('done')).toEqual(['InternalError'])
  fault.remove()
  await retry('done')
  const copies = ferry.store.requests.entries.filter(({ op, status }) => op === 'CopyObject' && status === 200)
  expect([await endsOf('done'), await keysAt(away('')), copies.length]).toEqual([['done'], ['p'], 1])
})

describe('a source that changes before its copy is proved', () => {
  const request = move(home('p'), away('p'), { conflict: 'skip' })
  const begin = async () => {
    await putParts('p')
    ferry.store.faults.add({ op: 'HeadObject', bucket: 'home', skip: 1, times: 1, run: () => put(home('p'), 'newer') })
    await run('done', request)
    expect(await endsOf('done')).toEqual(['SourceChanged'])
  }

  it('is moved by a retry over the copy of what it was', async () => {
    await begin()
    await retry('done')
    expect([await endsOf('done'), await textAt(away('p')), await keysAt(home('p'))]).toEqual([['done'], 'newer', []])
  })

  it('leaves with an undo all that is left of what it was', async () => {
    await begin()
    await undo(request)
    expect([await endsOf('undo done'), await keysAt(away(''))]).toEqual([['onlyCopy'], ['p']])
  })

  it('also after a retry that came no further', async () => {
    await begin()
    ferry.store.faults.add({ op: 'CopyObject', error: refused })
    await retry('done')
    expect(await endsOf('done')).toEqual(['AccessDenied'])
    await undo(request)
    expect([await endsOf('undo done'), await keysAt(away(''))]).toEqual([['onlyCopy'], ['p']])
  })
})

describe('through the page', () => {
  const request: Partial<CopyRequest> = { relay: true, conflict: 'keepBoth' }
  const noLookFar = () => ferry.store.faults.add({ op: 'HeadObject', bucket: 'far', error: refused })

  it('a copy that may not be looked at is done, unverified, and made once', async () => {
    await put(home('a'), 'a')
    noLookFar()
    await run('done', copy([home('a')], far('a'), request))
    expect((await tasksOf('done')).map(({ state, proof }) => [state, proof?.unverified])).toEqual([['done', true]])
    expect(await keysAt(far(''))).toEqual(['a'])
  })

  it('a move whose copy may not be looked at keeps its source, and a retry makes no other', async () => {
    await put(home('a'), 'a')
    const fault = noLookFar()
    const asked = move(home('a'), far('a'), request)
    await run('done', asked)
    await retry('done')
    expect([await endsOf('done'), await keysAt(far('')), await keysAt(home('a'))]).toEqual([['Unproved'], ['a'], ['a']])
    fault.remove()
    await undo(asked)
    expect([await keysAt(far('')), await keysAt(home('a'))]).toEqual([[], ['a']])
  })

  it('bytes that arrived damaged are written over by a retry', async () => {
    await put(home('a'), 'a')
    const wrong = { headers: { 'x-oss-hash-crc64ecma': '1' } }
    const faults = ['PutObject', 'HeadObject'].map((op) => ferry.store.faults.add({ op, bucket: 'far', ...wrong }))
    await run('done', copy([home('a')], far('a'), request))
    await retry('done')
    expect([await endsOf('done'), await keysAt(far(''))]).toEqual([['Different'], ['a']])
    for (const fault of faults) fault.remove()
    ferry.store.settings.clockOffset += 2000
    await retry('done')
    expect([await endsOf('done'), await keysAt(far(''))]).toEqual([['done'], ['a']])
  })
})

describe('an edit', () => {
  const change: ChangeRequest = {
    do: 'change',
    sources: [home('a')],
    change: { meta: bytesOfEach({ by: 'job', more: 'x' }) },
  }

  it('of which not all was taken can be tried again, and is undone to what was there', async () => {
    await inThePast(() => put(home('a'), 'a', { meta: bytesOfEach({ by: 'me' }) }))
    const fault = ferry.store.faults.add({ op: 'HeadObject', headers: { 'x-oss-meta-more': undefined } })
    await run('done', change)
    expect(await endsOf('done')).toEqual(['NotAsAsked'])
    await retry('done')
    expect(await endsOf('done')).toEqual(['NotAsAsked'])
    fault.remove()
    await undo(change)
    expect([await endsOf('undo done'), (await headOf(home('a'))).meta]).toEqual([['done'], { by: 'me' }])
  })

  it('of tags and ACL that came half way is undone', async () => {
    const [mine, theirs] = [[{ key: 'by', value: 'me' }], [{ key: 'by', value: 'job' }]]
    await inThePast(() => put(home('a'), 'a', { tags: mine }))
    ferry.store.faults.add({ op: 'PutObjectAcl', error: refused })
    const light: ChangeRequest = { do: 'change', sources: [home('a')], change: { tags: theirs, acl: 'private' } }
    await run('done', light)
    expect([await endsOf('done'), await tagsAt(home('a'))]).toEqual([['AccessDenied'], theirs])
    ferry.store.faults.clear()
    await undo(light)
    expect([await endsOf('undo done'), await tagsAt(home('a'))]).toEqual([['done'], mine])
    expect(await ferry.oss.getAcl({ at: home('a'), signal })).toBe('default')
  })

  it('of tags and ACL that somebody gave other tags is not undone, however often', async () => {
    const [mine, asked, theirs] = ['me', 'job', 'them'].map((value) => [{ key: 'by', value }])
    await inThePast(() => put(home('a'), 'a', { tags: mine ?? [] }))
    const fault = ferry.store.faults.add({ op: 'PutObjectAcl', error: refused })
    const light: ChangeRequest = { do: 'change', sources: [home('a')], change: { tags: asked ?? [], acl: 'private' } }
    await run('done', light)
    fault.remove()
    const setTheirs = () => ferry.oss.putTags({ at: home('a'), tags: theirs ?? [], signal })
    ferry.store.faults.add({ op: 'GetObjectAcl', times: 1, run: setTheirs })
    await undo(light)
    expect([await endsOf('undo done'), await tagsAt(home('a'))]).toEqual([['SourceChanged'], theirs])
    for (let n = 0; n < 2; n++) await retry('undo done')
    expect([await endsOf('undo done'), await tagsAt(home('a'))]).toEqual([['SourceChanged'], theirs])
  })

  it('that was refused has nothing to undo', async () => {
    await inThePast(() => put(home('a'), 'a'))
    ferry.store.faults.add({ op: 'PutObjectTagging', error: refused })
    const light: ChangeRequest = { do: 'change', sources: [home('a')], change: { tags: [], acl: 'private' } }
    await run('done', light)
    await undo(light)
    expect(await tasksOf('undo done')).toEqual([])
  })
})
