import { expect, test } from 'vitest'
import { away, copy, ferry, ferryOver, home, put, sent, states, tasksOf, textAt, world } from '../../../test/engine.ts'
import { statMany } from '../standing/statMany.ts'
import { versionsMany } from '../standing/versionsMany.ts'
import { lookTogether, together } from './lookTogether.ts'
import { planAgain } from './plan.ts'

const name = (n: number) => `in/${String(n).padStart(4, '0')}`
const listings = () => sent('ListObjects', 'ListObjectsV2')

test('objects that were picked one by one and lie side by side are looked up by pages, on both sides', async () => {
  const names = Array.from({ length: 120 }, (_, n) => name(n))
  await Promise.all(names.map((each) => put(home(each), each)))
  const before = listings().length
  const tasks = await tasksOf(copy([...names, name(9999)].map(home), away('to/'), { conflict: 'ask' }))
  expect(new Set(states(tasks))).toEqual(new Set(['waiting', 'missing']))
  expect(listings().length - before).toBeLessThanOrEqual(4)
})

test('what is there already is seen for each of them', async () => {
  for (const n of [1, 2, 3]) await put(home(name(n)), 'new')
  await put(away('to/0002'), 'old')
  const tasks = await ferryOver(
    copy(
      [1, 2, 3].map((n) => home(name(n))),
      away('to/'),
      { conflict: 'skip' },
    ),
  )
  expect(states(tasks)).toEqual(['done', 'skipped', 'done'])
  expect(await textAt(away('to/0002'))).toBe('old')
})

test('keys far apart are looked at one by one, side by side; nothing outside of their folder is listed', async () => {
  const spread = Array.from({ length: 40 }, (_, n) => `in/${n}/x`)
  await Promise.all(
    spread.flatMap((each) => [put(home(each)), ...[1, 2, 3].map((n) => put(home(`${each}${n}/other`)))]),
  )
  const before = listings().length
  const found = await statMany([...spread, 'in/none'].map(home), world)
  expect([...found.keys()].sort()).toEqual([...spread].sort())
  for (const { query } of listings().slice(before)) expect(query.prefix).toMatch(/^in\//)
})

test('a key that begins with a slash is refused, beside others, and nothing hangs', async () => {
  await put(home('a/x'))
  expect(states(await tasksOf(copy([home('a/x')], home('/'), { conflict: 'ask' })))).toEqual(['keyTooLong'])
  expect((await statMany([home('/x'), home('a/x')], world)).size).toBe(1)
})

test('where what several folders have in common may not be listed, each is looked at by itself', async () => {
  for (const key of ['a/x', 'b/x', 'b/y']) await put(home(key))
  ferry.store.faults.add({ op: 'ListObjectsV2', times: 1, error: { code: 'AccessDenied' } })
  const found = await statMany(['a/x', 'b/x', 'b/y', 'b/z'].map(home), world)
  expect([...found.keys()].sort()).toEqual(['a/x', 'b/x', 'b/y'])
})

test.each([
  ['objects', () => lookTogether(world), 'ListObjectsV2'],
  [
    'versions',
    () => together<unknown>((places, refused) => versionsMany(places, world, refused)),
    'ListObjectVersions',
  ],
])(
  'of %s, one that may not be looked at fails who asks for it, and nobody else of the same moment',
  async (_, make, op) => {
    const keys = ['a/x', 'b/x', 'c/x']
    for (const key of keys) await put(home(key))
    const denied = { op, times: 1, error: { code: 'AccessDenied' } } as const
    // The page of all of them, and then that of `b/x`.
    ferry.store.faults.add(denied)
    ferry.store.faults.add({ ...denied, skip: 1 })
    const look = make()
    const ends = await Promise.allSettled(keys.map((key) => look(home(key))))
    expect(ends.map((end) => (end.status === 'fulfilled' ? end.value !== undefined : end.reason.code))).toEqual([
      true,
      'AccessDenied',
      true,
    ])
  },
)

test('below a base a source inside another is copied with that, once', async () => {
  for (const key of ['a/b', 'a/c', 'd/b']) await put(home(key))
  const tasks = await ferryOver(copy(['a/', 'a/b', 'd/b'].map(home), away('t/'), { base: '', conflict: 'replace' }))
  expect(tasks.map(({ source, state }) => [source.key, state])).toEqual([
    ['d/b', 'done'],
    ['a/b', 'done'],
    ['a/c', 'done'],
  ])
})

test('an object that is planned afresh and is no link asks nothing of the others, of which a request may have thousands', async () => {
  await put(home('in/x'))
  let asked = 0
  const account = () => {
    asked++
    return home('').account
  }
  const others = Array.from({ length: 100 }, (_, n) =>
    Object.defineProperty({ ...home(name(n)) }, 'account', { enumerable: true, get: account }),
  )
  const whole = copy([home('in/x'), ...others], away('to/'), { conflict: 'ask' })
  const one = { ...whole, sources: [home('in/x')], placement: 'exact' as const, target: away('to/x') }
  expect(await planAgain(one, home('in/x'), world, whole)).toMatchObject({ state: 'waiting', target: away('to/x') })
  expect(asked).toBe(0)
})
