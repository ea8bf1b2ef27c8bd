import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { ferry, home, never, tasksOf } from '../../../test/engine.ts'
import { targetProblem } from '../../engine/plan/targetProblem.ts'
import { matcherOf, testsOf } from '../../engine/scope/match.ts'
import type { Request, Source } from '../../engine/types.ts'
import type { Listed } from '../../oss/types.ts'
import { joinLevels, type Level, levelOf, type Row } from '../listing/rows.ts'
import { cumulativeLevels } from '../queries/readLevel.ts'
import { readRanges } from '../queries/readRanges.ts'
import { joinFound, pageMatcher } from '../search/findBelow.ts'
import { intoRequest } from './requests.ts'
import { asWhole, type ShownRows, sourcesOf } from './sources.ts'

/** What was chosen as a whole, planned against the local OSS, holds just the objects that the chosen rows stand for. */

const names = ['a', 'b.jpg', 'b', 'A', 'é.txt', 'e\u0301.txt', '2026', '', '.', '..', 'a+%2F', '\u{1f600}', '\uffee']
const classes = ['Standard', 'IA'] as const
const worlds = ['w0/', 'w1/', 'w2/']
const bucket = { account: 'me', region: 'cn-hangzhou', bucket: 'shelf' }
const shelf = (key: string) => ({ ...bucket, key })

const key = fc
  .array(fc.constantFrom(...names), { minLength: 1, maxLength: 4 })
  .map((levels) => levels.join('/'))
  .filter((path) => path !== '')

/** Objects that are older than any listing of them. */
async function fill() {
  await ferry.oss.putBucket({ bucket, signal: never })
  for (const [seed, world] of worlds.entries())
    for (const [n, name] of new Set(fc.sample(key, { seed, numRuns: 60 })).entries()) await put(world + name, n)
  await sleep(2100)
}

function put(name: string, n: number | string) {
  const body = typeof n === 'number' ? 'x'.repeat(n % 7) : n
  const storageClass = classes[name.length % 2] ?? 'IA'
  return ferry.oss.put({ at: shelf(name), body, attributes: { headers: {}, meta: {}, storageClass }, signal: never })
}

type Way = { place: string; isFlat?: true; search?: string }

async function read({ place, isFlat, search }: Way): Promise<Level> {
  const isDeep = isFlat === true || search !== undefined
  const list = (from: object) =>
    ferry.oss.list({ at: shelf(place), signal: never, ...(!isDeep && { delimiter: '/' as const }), ...from })
  const reading = { list, prefix: place, isFlat: isDeep }
  const levels =
    search === undefined
      ? cumulativeLevels(
          readRanges(reading, (page) => levelOf([page], place)),
          joinLevels,
        )
      : cumulativeLevels(readRanges(reading, pageMatcher(place, search)), joinFound)
  let last: Level | undefined
  for await (const level of levels) last = level
  if (!last) throw new Error('nothing was read')
  return last
}

/** The place as a person sees it, filtered, with every `nth` row left out. */
async function look(way: Way, typed: string, isLeft: (n: number) => boolean) {
  const level = await read(way)
  const matches = matcherOf(testsOf(typed)) ?? (() => true)
  const rows: Row[] = [...level.prefixes, ...level.objects].filter(matches)
  const place = { prefix: way.place, ...way }
  const shown: ShownRows = { place, level, typed, rows }
  // A selection goes by keys: an object `a/`, and the prefix, are chosen together.
  const left = new Set(rows.filter((_, n) => isLeft(n)).map((row) => row.key))
  return { shown, chosen: rows.filter((row) => !left.has(row.key)) }
}

async function allBelow(place: string): Promise<Listed[]> {
  return (await ferry.oss.list({ at: shelf(place), signal: never })).objects
}

/** Which objects rows stand for. */
async function held(chosen: readonly Row[], place: string): Promise<string[]> {
  const objects = new Set(chosen.filter(({ is }) => is === 'object').map((row) => row.key))
  const prefixes = chosen.filter(({ is }) => is === 'prefix')
  const isHeld = (at: string) => objects.has(at) || prefixes.some((row) => at.startsWith(row.key))
  return (await allBelow(place)).map((one) => one.key).filter((at) => at !== place && isHeld(at))
}

function requestOf(verb: 'copy' | 'remove', source: Source): Request {
  if (verb === 'remove') return { do: 'remove', sources: [source] }
  const how = { placement: 'into', removeSource: false, conflict: 'skip', keepAcl: false } as const
  return { do: 'copy', sources: [source], target: home('into/'), base: source.key, ...how }
}

const typed = fc.constantFrom(
  '',
  'a',
  'b',
  '*.jpg',
  '?',
  'é',
  'size>=3',
  'class:ia',
  'type:txt',
  'a size<3',
  '"b"',
  'date>=2020-01-01',
)
const way = fc.record(
  {
    place: fc.constantFrom(...worlds, '', 'w0/a/', 'w1/b/'),
    isFlat: fc.constant(true as const),
    search: fc.constantFrom('a', 'b', '*.jpg', 'a/', 'size>1', 'class:ia', '2026'),
  },
  { requiredKeys: ['place'] },
)

beforeAll(fill, 30_000)

test('a filter, a level, all below or a search that is chosen but for some rows is planned as these rows', async () => {
  const verb = fc.constantFrom('copy', 'remove')
  let planned = 0
  await fc.assert(
    fc.asyncProperty(way, typed, fc.integer({ min: 2, max: 9 }), verb, async (where, filter, nth, what) => {
      const { shown, chosen } = await look(where, filter, (n) => n % nth === 1)
      const scope = asWhole(chosen, shown)
      if (!scope) throw new Error('it was read to its end')
      const tasks = await tasksOf(requestOf(what as 'copy', { ...shelf(where.place), scope }))
      expect(tasks.map(({ source }) => source.key)).toEqual(await held(chosen, where.place))
      planned += tasks.length
      expect(tasks.every(({ state, source }) => state === 'waiting' && !('scope' in source))).toBe(true)
      for (const task of tasks)
        if (task.kind === 'copy') expect(task.target.key).toBe(`into/${task.source.key.slice(where.place.length)}`)
    }),
    { numRuns: 150 },
  )
  expect(planned).toBeGreaterThan(500)
}, 60_000)

test('rows from one to another are planned as these, and little is read of what lies before and behind', async () => {
  const ends = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }))
  let ranges = 0
  await fc.assert(
    fc.asyncProperty(way, typed, ends, async (where, filter, [one, other]) => {
      const { shown } = await look(where, filter, () => false)
      const [from = 0, to = 0] = [one, other].map((part) => Math.round(part * shown.rows.length)).sort((a, b) => a - b)
      const keys = new Set(shown.rows.slice(from, to).map((row) => row.key))
      const chosen = shown.rows.filter((row) => keys.has(row.key))
      // Folders stand before objects: with one of each there are others between.
      const scope = asWhole(chosen, shown, 0) ?? asWhole(chosen, shown, 5)
      if (!scope) return
      if (scope.from !== undefined) ranges += 1
      const tasks = await tasksOf({ do: 'remove', sources: [{ ...shelf(where.place), scope }] })
      expect(tasks.map(({ source }) => source.key)).toEqual(await held(chosen, where.place))
    }),
    { numRuns: 150 },
  )
  expect(ranges).toBeGreaterThan(30)
}, 60_000)

test('few rows are named each, and so is what was not read to its end', async () => {
  const { shown, chosen } = await look({ place: 'w0/' }, '', () => false)
  expect(sourcesOf(bucket, chosen, shown)).toEqual(chosen.map((row) => shelf(row.key)))
  expect(asWhole(chosen, { ...shown, level: { asked: shown.level.asked ?? 0 } })).toBeUndefined()
  expect(asWhole(chosen, { ...shown, level: { isWhole: true } })).toBeUndefined()
})

test('all that a filter let through is still what was meant when another one is typed', async () => {
  const { shown } = await look({ place: 'w1/', isFlat: true }, 'a', () => false)
  const chosen = shown.rows.filter(({ name }) => name.includes('b'))
  const scope = asWhole(chosen, { ...shown, all: 'b' })
  expect([scope?.except, scope?.tests.length, chosen.length > 0]).toEqual([[], 2, true])
  const tasks = scope ? await tasksOf({ do: 'remove', sources: [{ ...shelf('w1/'), scope }] }) : []
  expect(tasks.map(({ source }) => source.key)).toEqual(await held(chosen, 'w1/'))
})

test('what came, or was written again, after the rows were read is left as it is, and said', async () => {
  await put('late/seen', 1)
  await put('late/written', 1)
  await sleep(1100)
  const { shown, chosen } = await look({ place: 'late/' }, '', () => false)
  const scope = asWhole(chosen, shown)
  await put('late/new', 2)
  await put('late/written', 'again')
  const planned = async () => {
    const tasks = scope ? await tasksOf({ do: 'remove', sources: [{ ...shelf('late/'), scope }] }) : []
    return tasks.map(({ source, state, refusal }) => [source.key, refusal ?? state])
  }
  expect(await planned()).toEqual([
    ['late/new', 'cameLater'],
    ['late/seen', 'waiting'],
    ['late/written', 'cameLater'],
  ])
})

test('what came while the rows were read was seen, as it was', async () => {
  await put('fresh/a', 1)
  const { shown, chosen } = await look({ place: 'fresh/' }, '', () => false)
  const scope = asWhole(chosen, shown)
  expect(scope?.seen.since).toHaveLength(1)
  const states = async () =>
    (await tasksOf({ do: 'remove', sources: [{ ...shelf('fresh/'), ...(scope && { scope }) }] })).map(
      ({ state }) => state,
    )
  expect(await states()).toEqual(['waiting'])
  await put('fresh/a', 'other')
  expect(await states()).toEqual(['refused'])
})

test('into its own place, or into a folder that is chosen too, it does not go', async () => {
  const { shown, chosen } = await look({ place: 'w0/' }, '', () => false)
  const folder = chosen.find(({ is }) => is === 'prefix')?.key ?? ''
  const problem = (scope: ReturnType<typeof asWhole>, target: string) =>
    scope && targetProblem({ ...intoRequest([{ ...shelf('w0/'), scope }], shelf(target), choice) })
  expect(problem(asWhole(chosen, shown), 'w0/')).toBe('sameObject')
  expect(problem(asWhole(chosen, shown), `${folder}deep/`)).toBe('intoItself')
  const others = chosen.filter((row) => row.key !== folder)
  expect(problem(asWhole(others, shown), `${folder}deep/`)).toBeUndefined()
})

const choice = { removeSource: true, conflict: 'ask', keepAcl: false } as const
