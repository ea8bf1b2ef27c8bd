import { compareKeys } from '../copy/keys.ts'
import type { ListPage } from '../oss/types.ts'
import { joined, type Level, levelOf } from './rows.ts'
import { alphabetOf, between, pagesLeft } from './split.ts'

/** One page; either goes on by a token, or begins behind a key. */
type ListFrom = (from: { token?: string; after?: string }) => Promise<ListPage>
type Reading = { list: ListFrom; prefix: string; isFlat?: boolean /** ms between what is shown */; pause?: number }

/** A range of keys that is read page by page, as far as `until` (inclusive). */
type Range = {
  after: string | undefined
  until: string | undefined
  token?: string | undefined
  read: Level[]
  last: string
  beforeLast: string
  state: 'idle' | 'asking' | 'done'
}

type Split = { alphabet: readonly string[]; prefix: string; isFlat: boolean }

const inFlight = 8
/** Pages that are read one after the other before it is worth asking in several places at once. */
const serialPages = 2

/**
 * Reads one level of keys and tells every now and then what it has. A large one is read in ranges side by side: a free hand halves what
 * is left of the largest range. The order of the keys is kept whatever comes first.
 */
export async function* readLevel({ list, prefix, isFlat = false, pause = 100 }: Reading): AsyncGenerator<Level> {
  const ranges = [newRange(undefined, undefined, prefix)]
  const level = () => joined(ranges.flatMap(({ read }) => read))
  for (let page = 0; page < serialPages && ranges[0]?.state === 'idle'; page += 1) {
    await readPage(ranges[0], list, prefix)
    if (page === 0 || ranges[0].state !== 'idle') yield level()
  }
  if (ranges[0]?.state === 'done') return
  const seen = level()
  const names = [...seen.prefixes, ...seen.objects].map(({ name }) => name)
  const split = { alphabet: alphabetOf(names, isFlat), prefix, isFlat }
  const asking = new Set<Promise<void>>()
  let told = performance.now()
  while (ranges.some(({ state }) => state !== 'done')) {
    for (let range = nextRange(ranges, split); range && asking.size < inFlight; ) {
      const asked: Promise<void> = readPage(range, list, prefix).finally(() => asking.delete(asked))
      asking.add(asked)
      range = asking.size < inFlight ? nextRange(ranges, split) : undefined
    }
    await Promise.race(asking)
    if (performance.now() - told < pause) continue
    const before = performance.now()
    yield level()
    // What takes longer to show is shown less often.
    told = performance.now()
    pause = Math.max(pause, (told - before) * 4)
  }
  yield level()
}

function newRange(after: string | undefined, until: string | undefined, prefix: string): Range {
  const last = after ?? prefix
  return { after, until, read: [], last, beforeLast: last, state: 'idle' }
}

/** The first that waits; else a new one, taken from the one that has most left. */
function nextRange(ranges: Range[], { alphabet, prefix, isFlat }: Split): Range | undefined {
  const waiting = ranges.find(({ state }) => state === 'idle')
  if (waiting) return waiting
  const left = (range: Range) =>
    range.state === 'done' || range.read.length === 0
      ? 0
      : pagesLeft(range.beforeLast, range.last, range.until, alphabet)
  const largest = ranges.reduce((most, range) => (left(range) > left(most) ? range : most))
  if (left(largest) < 3) return undefined
  const middle = between({ low: largest.last, high: largest.until }, alphabet, prefix, isFlat)
  if (middle === undefined) return undefined
  const range = newRange(middle, largest.until, prefix)
  largest.until = middle
  ranges.splice(ranges.indexOf(largest) + 1, 0, range)
  return range
}

async function readPage(range: Range, list: ListFrom, prefix: string): Promise<void> {
  range.state = 'asking'
  const { token, after } = range
  const page = await list(token ? { token } : after === undefined ? {} : { after })
  const last = greater(page.objects.at(-1)?.key, page.prefixes.at(-1)) ?? range.last
  const { until } = range
  range.read.push(levelOf([until === undefined ? page : cut(page, until)], prefix))
  range.beforeLast = range.last
  range.last = last
  range.token = page.next
  const isPast = until !== undefined && compareKeys(last, until) >= 0
  range.state = page.next === undefined || isPast ? 'done' : 'idle'
}

/** Without what the next range reads. */
function cut(page: ListPage, until: string): ListPage {
  const isBefore = (key: string) => compareKeys(key, until) <= 0
  return { objects: page.objects.filter(({ key }) => isBefore(key)), prefixes: page.prefixes.filter(isBefore) }
}

function greater(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other
  return compareKeys(one, other) > 0 ? one : other
}
