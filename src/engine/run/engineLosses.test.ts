import { setTimeout } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import {
  away,
  copy,
  ferry,
  ferryOver,
  home,
  keysOf,
  never,
  put,
  rename,
  reports,
  sent,
  states,
  tasksOf,
  textAt,
  world,
} from '../../../test/engine.ts'
import { OssError } from '../../oss/errors.ts'
import type { Oss } from '../../oss/types.ts'
import type { CopyTask } from '../types.ts'
import { createRemovals } from './removals.ts'
import { runTask } from './run.ts'

/** Makes the copy of a task by hand. */
const copied = ({ source, target }: CopyTask) =>
  ferry.oss.copyObject({ at: target, source, ifMatch: source.etag, replace: false, attributes: {}, signal: never })

describe('nothing is lost', () => {
  test('a source that changed after the plan is neither copied nor removed', async () => {
    await put(home('a'), 'old')
    ferry.store.faults.add({ op: 'CopyObject', times: 1, run: () => put(home('a'), 'newer') })
    const tasks = await ferryOver(rename(home('a'), away('a')))
    expect(states(tasks)).toEqual(['SourceChanged'])
    expect(await textAt(home('a'))).toBe('newer')
    expect(await keysOf(away(''))).toEqual([])
  })

  test('a source that changed after its copy is kept', async () => {
    await put(home('a'), 'old')
    ferry.store.faults.add({
      op: 'ListObjectsV2',
      bucket: 'home',
      skip: 1,
      times: 1,
      run: () => put(home('a'), 'newer'),
    })
    expect(states(await ferryOver(rename(home('a'), away('a'))))).toEqual(['SourceChanged'])
    expect([await textAt(home('a')), await textAt(away('a'))]).toEqual(['newer', 'old'])
  })

  test('a source whose metadata was edited after its copy is kept, though its bytes are the same', async () => {
    ferry.store.settings.clockOffset = -60_000
    await put(home('a'), 'x', { meta: { by: 'me' } })
    ferry.store.settings.clockOffset = 0
    const run = () => put(home('a'), 'x', { meta: { by: 'you' } })
    ferry.store.faults.add({ op: 'ListObjectsV2', bucket: 'home', skip: 1, times: 1, run })
    expect(states(await ferryOver(rename(home('a'), away('a'))))).toEqual(['SourceChanged'])
    expect(await keysOf(home(''))).toEqual(['a', 'large'])
  })

  test('a place is not free before the removal there is over: a DELETE whose answer was lost may still come', async () => {
    await put(home('a/b/x'), 'first to go')
    await put(home('a/x'), 'second')
    world.settings = { ...world.settings, settle: 300 }
    const planned = (await tasksOf(rename(home('a/'), home('a/b/')))) as CopyTask[]
    const [first, second] = planned
    if (!first || !second) throw new Error('two tasks were expected')
    let letGo = () => {}
    const hold = new Promise<void>((resolve) => {
      letGo = resolve
    })
    const late = ferry.store.faults.add({ op: 'DeleteObject', times: 1, hold })
    const lost = () => new OssError({ kind: 'network', code: 'NetworkError', message: '', operation: '', resource: '' })
    const remove: Oss['remove'] = async (call) => {
      const answer = ferry.oss.remove(call)
      if (late.hits > 0) return answer
      await expect.poll(() => late.hits).toBe(1)
      throw lost()
    }
    const removals = createRemovals({ ...world, oss: () => ({ ...ferry.oss, remove }) })
    const ctx = { ...world, removals, save: async () => {} }
    const { etag, modified } = await copied(first)
    await runTask({ ...first, state: 'copied', proof: { etag, ...(modified && { modified }) } }, ctx)
    const behind = runTask(second, ctx)
    await Promise.race([behind, setTimeout(100)])
    letGo()
    await behind
    await expect.poll(() => sent('DeleteObject').map(({ status }) => status)).toEqual([204, 204, 204])
    expect(await keysOf(home('a/'))).toEqual(['a/b/b/x', 'a/b/x'])
  })

  test('a target that came between plan and copy is not overwritten', async () => {
    await put(home('a'), 'mine')
    ferry.store.faults.add({ op: 'CopyObject', times: 1, run: () => put(away('a'), 'theirs') })
    expect(states(await ferryOver(rename(home('a'), away('a'))))).toEqual(['skipped'])
    expect([await textAt(home('a')), await textAt(away('a'))]).toEqual(['mine', 'theirs'])
  })

  test.each([
    ['replace', 'done', { a: 'mine' }],
    ['skip', 'skipped', { a: 'theirs' }],
    ['keepBoth', 'done', { a: 'theirs', 'a (1)': 'mine' }],
    ['newer', 'skipped', { a: 'theirs' }],
    ['different', 'done', { a: 'mine' }],
    ['ask', 'conflict', { a: 'theirs' }],
  ] as const)('a target that came after the plan meets the policy %s', async (conflict, state, left) => {
    ferry.store.settings.clockOffset = -60_000
    await put(home('a'), 'mine')
    ferry.store.settings.clockOffset = 0
    ferry.store.faults.add({ op: 'CopyObject', times: 1, run: () => put(away('a'), 'theirs') })
    const request = copy([home('a')], away('a'), { placement: 'exact', conflict })
    expect(states(await ferryOver(request))).toEqual([state])
    const there = await Promise.all((await keysOf(away(''))).map(async (key) => [key, await textAt(away(key))]))
    expect(Object.fromEntries(there)).toEqual(left)
  })

  test('a 200 that carries an error is no success', async () => {
    await put(home('a'))
    ferry.store.faults.add({ op: 'CopyObject', error: { code: 'AccessDenied', ok: true } })
    expect(states(await ferryOver(rename(home('a'), away('a'))))).toEqual(['AccessDenied'])
    expect(await keysOf(home('a'))).toEqual(['a'])
  })

  test('503, a reset and a lost answer are passed over; what does not pass is told', async () => {
    await put(home('a'))
    ferry.store.faults.add({ op: 'CopyObject', times: 2, error: { code: 'ServiceUnavailable' } })
    ferry.store.faults.add({ op: 'CopyObject', times: 1, reset: 'before' })
    ferry.store.faults.add({ op: 'CopyObject', times: 1, reset: 'after' })
    expect(states(await ferryOver(rename(home('a'), away('a'))))).toEqual(['done'])
    expect(reports.filter((report) => report.is === 'retry').length).toBeGreaterThanOrEqual(3)
    ferry.store.faults.add({ op: 'CopyObject', error: { code: 'AccessDenied' } })
    expect(states(await ferryOver(copy([away('a')], home(''))))).toEqual(['AccessDenied'])
  })

  test('a part of another size than asked is found before anything is put together', async () => {
    const source = home('large')
    const { etag: ifMatch } = await ferry.oss.head({ at: source, signal: never })
    const spoil = (uploadId = '') =>
      ferry.oss.copyPart({
        at: away('large'),
        uploadId,
        number: 7,
        source,
        ifMatch,
        from: 0,
        to: 200_000,
        signal: never,
      })
    ferry.store.faults.add({ op: 'ListParts', times: 1, run: (entry) => spoil(entry.query.uploadId) })
    expect(states(await ferryOver(rename(source, away('large'))))).toEqual(['PartMismatch'])
    expect([await keysOf(source), await keysOf(away(''))]).toEqual([['large'], []])
  })
})
