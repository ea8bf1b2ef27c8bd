import { describe, expect, test } from 'vitest'
import {
  away,
  copy,
  far,
  ferry,
  ferryOver,
  home,
  keysOf,
  never,
  put,
  rename,
  states,
  tasksOf,
  textAt,
  world,
  writes,
} from '../../../test/engine.ts'
import type { Ref } from '../../oss/types.ts'
import type { CopyRequest, Task } from '../types.ts'
import { plan } from './plan.ts'

describe('refused before any write', () => {
  test('an append-type source, another region, an archive that is not restored, a folder into itself', async () => {
    await put(home('cold'), 'x', { storageClass: 'Archive' })
    await put(home('a/b'))
    await ferry.append(home('log'), 'line')
    ferry.store.requests.clear()
    const refusals = [
      ...(await ferryOver(copy([home('log'), home('cold'), home('gone')], away('')))),
      ...(await ferryOver(copy([home('a/b')], far('')))),
      ...(await ferryOver(copy([home('a/')], home('a/'), { placement: 'into' }))),
      ...(await ferryOver(copy([home('a/b')], home('a/')))),
      ...(await ferryOver(copy([home('a/b')], home('x'.repeat(1023)), { placement: 'into' }))),
    ]
    expect(states(refusals)).toEqual([
      'appendable',
      'archived',
      'missing',
      'otherRegion',
      'intoItself',
      'sameObject',
      'keyTooLong',
    ])
    expect(writes()).toEqual([])
  })

  test('two objects that would become one', async () => {
    await put(home('a/x'), '1')
    await put(home('b/x'), '2')
    expect(states(await ferryOver(copy([home('a/x'), home('b/x')], away(''))))).toEqual(['done', 'sameTarget'])
    expect(await textAt(away('x'))).toBe('1')
  })
})

test('sources of several folders keep them below their common prefix, moved ones too', async () => {
  await put(home('in/a/x'), '1')
  await put(home('in/b/x'), '2')
  await put(home('in/b/deep/y'), '3')
  const sources = [home('in/a/x'), home('in/b/x'), home('in/b/deep/')]
  const tasks = await ferryOver(copy(sources, away('to/'), { base: 'in/', removeSource: true }))
  expect(states(tasks)).toEqual(['done', 'done', 'done'])
  expect(await Promise.all(['a/x', 'b/x', 'b/deep/y'].map((key) => textAt(away(`to/${key}`))))).toEqual(['1', '2', '3'])
  expect(await keysOf(home('in/'))).toEqual([])
})

describe('a prefix', () => {
  test('is moved whole, with its marker and odd keys', async () => {
    const names = ['', '中文 目录/a b+c%?#.txt', '\'&"', '😀/', 'a//b', 'x/../y', '\u0001\t\r\n', '\uffee', '\\back']
    for (const name of names) await put(home(`dir/${name}`), name)
    const tasks = await ferryOver(rename(home('dir/'), home('new/')))
    expect(states(tasks)).toEqual(names.map(() => 'done'))
    expect(await keysOf(home('dir/'))).toEqual([])
    expect((await keysOf(home('new/'))).sort()).toEqual(names.map((name) => `new/${name}`).sort())
    for (const name of names) expect(await textAt(home(`new/${name}`))).toBe(name)
  })

  test('is renamed in case only, and to a name that its own begins with', async () => {
    await put(home('dir/a'), '1')
    await put(home('ab/a'), '2')
    await put(home('a/b'), '3')
    expect(states(await ferryOver(rename(home('dir/'), home('Dir/'))))).toEqual(['done'])
    expect(states(await ferryOver(rename(home('ab/'), home('a/'))))).toEqual(['done'])
    expect(await keysOf(home(''))).toEqual(['Dir/a', 'a/a', 'a/b', 'large'])
  })

  test('does not become another one that must not be there; its own objects are not in its way', async () => {
    const alone = (source: Ref, target: Ref) => ({ ...rename(source, target), mustBeFree: true as const })
    for (const key of ['a/1', 'b/2', 'c/c/3', 'd/d/4', 'd/e']) await put(home(key), key)
    const [refused, ...more] = await ferryOver(alone(home('a/'), home('b/')))
    expect([refused, more]).toMatchObject([{ state: 'refused', refusal: 'taken', source: { key: 'a/' } }, []])
    // A plan that broke off behind its refusal does not go on with what lies below.
    const soFar = { count: 1, last: home('a/'), before: async function* () {} }
    for await (const batch of plan(alone(home('a/'), home('b/')), world, soFar)) expect(batch).toEqual([])
    expect(states(await ferryOver(alone(home('d/d/'), home('d/'))))).toEqual(['taken'])
    expect(states(await ferryOver(alone(home('c/c/'), home('c/'))))).toEqual(['done'])
    expect(states(await ferryOver(rename(home('a/'), home('b/'))))).toEqual(['done'])
    expect(await keysOf(home(''))).toEqual(['b/1', 'b/2', 'c/3', 'd/d/4', 'd/e', 'large'])
  })

  test('is copied to a place below itself, what it made itself left out', async () => {
    for (const name of ['x', 'b/x', 'c']) await put(home(`dir/${name}`), name)
    const into = (conflict: CopyRequest['conflict']) =>
      ferryOver(copy([home('dir/')], home('dir/b/'), { placement: 'exact', conflict }))
    // Its own `b/x` is in the way of `x`, and is itself to be copied.
    expect(states(await into('replace'))).toEqual(['done', 'done', 'intoItself'])
    expect(await keysOf(home('dir/'))).toEqual(['dir/b/b/x', 'dir/b/c', 'dir/b/x', 'dir/c', 'dir/x'])
    expect(await textAt(home('dir/b/x'))).toBe('b/x')
  })

  test('meets what is there by the policy', async () => {
    for (const name of ['1', '2', '3']) await put(home(`dir/${name}`), `new ${name}`)
    await put(away('dir/2'), 'old')
    const run = async (conflict: CopyRequest['conflict']) =>
      states(await ferryOver(copy([home('dir/')], away(''), { conflict })))
    expect(await run('skip')).toEqual(['done', 'skipped', 'done'])
    expect(await textAt(away('dir/2'))).toBe('old')
    expect(await run('keepBoth')).toEqual(['done', 'done', 'done'])
    expect(await keysOf(away('dir/'))).toEqual(['dir/1', 'dir/1 (1)', 'dir/2', 'dir/2 (1)', 'dir/3', 'dir/3 (1)'])
    expect(await run('different')).toEqual(['skipped', 'done', 'skipped'])
    expect(await textAt(away('dir/2'))).toBe('new 2')
    expect(await run('replace')).toEqual(['done', 'done', 'done'])
  })
})

test('sources inside one another are moved and removed once; copies of both are two', async () => {
  for (const key of ['a/x', 'a/b/y', 'ab']) await put(home(key), key)
  const sources = ['a/x', 'a/', 'a/b/', 'a/b/y', 'ab', 'ab'].map(home)
  const keysOf = (tasks: Task[]) => tasks.map(({ source }) => source.key).sort()
  expect(keysOf(await tasksOf({ do: 'remove', sources }))).toEqual(['a/b/y', 'a/x', 'ab'])
  expect(keysOf(await tasksOf({ do: 'remove', sources: [...sources, home('')] }))).toEqual([
    'a/b/y',
    'a/x',
    'ab',
    'large',
  ])
  const moved = await ferryOver(copy(sources, away('to/'), { removeSource: true }))
  expect(moved.map(({ state }) => state)).toEqual(['done', 'done', 'done'])
  const { objects } = await ferry.oss.list({ at: away(''), signal: never })
  expect(objects.map(({ key }) => key)).toEqual(['to/a/b/y', 'to/a/x', 'to/ab'])
  const copied = await tasksOf(copy([away('to/a/x'), away('to/a/')], home('both/')))
  expect(copied.map((task) => 'target' in task && task.target.key)).toEqual(['both/x', 'both/a/b/y', 'both/a/x'])
})
