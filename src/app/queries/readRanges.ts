import { compareKeys } from '../../oss/keyOrder.ts'
import type { ListPage, ListPosition } from '../../oss/types.ts'
import { alphabetOf, boundariesBetween, pagesLeft } from './split.ts'

/** One page; either goes on by a token, or begins behind a key. */
export type ListFrom = (from: { token?: ListPosition; after?: string; limit?: number }) => Promise<ListPage>
export type ReadOptions = {
  list: ListFrom
  prefix: string
  isFlat?: boolean
  /** ms between what is shown */
  pause?: number
}

/** A range of keys that is read page by page, as far as `until` (inclusive). */
type Range<Kept> = {
  after: string | undefined
  until: string | undefined
  token?: ListPosition | undefined
  read: Kept[]
  last: string
  beforeLast: string
  /** `new`: nobody knows whether there is anything in it. */
  state: 'new' | 'idle' | 'asking' | 'done'
}

type Split = { alphabet: readonly string[]; prefix: string; isFlat: boolean }
/** `keep` is what remains of a page. */
type Walk<Kept> = Pick<ReadOptions, 'list'> & { keep: (page: ListPage) => Kept }

const inFlight = 16
/** Pages that are read one after the other before it is worth asking in several places at once. */
const serialPages = 2

/**
 * Reads keys page by page and tells every now and then what is kept of all pages, in the order of the keys whatever comes first. Many are
 * read in ranges side by side: a free hand halves what is left of the largest range.
 */
export async function* readRanges<Kept>(
  { list, prefix, isFlat = false, pause = 250 }: ReadOptions,
  keep: (page: ListPage) => Kept,
): AsyncGenerator<Kept[]> {
  const ranges: Range<Kept>[] = [{ ...newRange<Kept>(undefined, undefined, prefix), state: 'idle' }]
  const kept = () => ranges.flatMap(({ read }) => read)
  const names: string[] = []
  const note = (page: ListPage) => {
    for (const key of page.prefixes) names.push(key.slice(prefix.length))
    for (const { key } of page.objects) names.push(key.slice(prefix.length))
    return keep(page)
  }
  for (let page = 0; page < serialPages && ranges[0]?.state === 'idle'; page += 1) {
    await readPage(ranges[0], { list, keep: note })
    if (page === 0 || ranges[0].state !== 'idle') yield kept()
  }
  if (ranges[0]?.state === 'done') return
  const split = { alphabet: alphabetOf(names, isFlat), prefix, isFlat }
  const walk = { list, keep }
  const asking = new Set<Promise<void>>()
  let told = performance.now()
  while (ranges.some(({ state }) => state !== 'done')) {
    for (let range = nextRange(ranges, split); range && asking.size < inFlight; ) {
      const asked: Promise<void> = readFrom(range, walk).finally(() => asking.delete(asked))
      asking.add(asked)
      range = asking.size < inFlight ? nextRange(ranges, split) : undefined
    }
    await Promise.race(asking)
    if (performance.now() - told < pause) continue
    const before = performance.now()
    yield kept()
    // What takes longer to show is shown less often.
    told = performance.now()
    pause = Math.max(pause, (told - before) * 4)
  }
  yield kept()
}

function newRange<Kept>(after: string | undefined, until: string | undefined, prefix: string): Range<Kept> {
  const last = after ?? prefix
  return { after, until, read: [], last, beforeLast: last, state: 'new' }
}

/** The first that waits; else a new one, taken from the one that has most left. */
function nextRange<Kept>(ranges: Range<Kept>[], { alphabet, prefix, isFlat }: Split): Range<Kept> | undefined {
  const waiting = ranges.find(({ state }) => state === 'idle' || state === 'new')
  if (waiting) return waiting
  const left = (range: Range<Kept>) =>
    range.state === 'done' || range.read.length === 0
      ? 0
      : pagesLeft(range.beforeLast, range.last, range.until, alphabet)
  const largest = ranges.reduce((most, range) => (left(range) > left(most) ? range : most))
  if (left(largest) < 4) return undefined
  const middle = boundariesBetween({ low: largest.last, high: largest.until }, alphabet, prefix, isFlat)
  if (middle === undefined) return undefined
  const range = newRange<Kept>(middle, largest.until, prefix)
  largest.until = middle
  ranges.splice(ranges.indexOf(largest) + 1, 0, range)
  return range
}

/** A place that was guessed may be empty, or as good as another: one key tells. A page for nothing costs as much as any. */
async function readFrom<Kept>(range: Range<Kept>, walk: Walk<Kept>): Promise<void> {
  if (range.state !== 'new') return readPage(range, walk)
  range.state = 'asking'
  const { objects, prefixes } = await walk.list({ after: range.after ?? '', limit: 1 })
  const found = objects[0]?.key ?? prefixes[0]
  const isEmpty = found === undefined || (range.until !== undefined && compareKeys(found, range.until) > 0)
  range.state = isEmpty ? 'done' : 'idle'
}

async function readPage<Kept>(range: Range<Kept>, { list, keep }: Walk<Kept>): Promise<void> {
  range.state = 'asking'
  const { token, after } = range
  const page = await list(token ? { token } : after === undefined ? {} : { after })
  const last = greater(page.objects.at(-1)?.key, page.prefixes.at(-1)) ?? range.last
  const { until } = range
  range.read.push(keep(until === undefined ? page : cut(page, until)))
  range.beforeLast = range.last
  range.last = last
  range.token = page.next
  const isPast = until !== undefined && compareKeys(last, until) >= 0
  range.state = page.next === undefined || isPast ? 'done' : 'idle'
}

/** Without what the next range reads. */
function cut(page: ListPage, until: string): ListPage {
  const isBefore = (key: string) => compareKeys(key, until) <= 0
  const { next: _, ...own } = page
  return { ...own, objects: page.objects.filter(({ key }) => isBefore(key)), prefixes: page.prefixes.filter(isBefore) }
}

function greater(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other
  return compareKeys(one, other) > 0 ? one : other
}
