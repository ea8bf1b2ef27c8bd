import { create } from 'zustand'
import type { Place } from '../../engine/jobs/types.ts'
import type { Account, AnsweredClass, Ref } from '../../oss/types.ts'
import { loadPart } from '../../ui/loadPart.ts'
import { addressOf } from '../clipboard/clip.ts'

export type Totals = { objects: number; bytes: number }
/** What lies below a prefix, as far as it was counted. */
export type Measure = Totals & {
  classes: Partial<Record<AnsweredClass, Totals>>
  state: 'walking' | 'stopped' | 'done' | 'failed'
  problem?: Error
}

/** What this tab was asked to count, by account and `oss://` address: two clouds may have buckets of one name. A walk is work under way rather than a listing that is kept. */
export const useMeasures = create<{ of: ReadonlyMap<string, Measure> }>(() => ({ of: new Map() }))

/** `control`: of a walk that is under way; to make one for each of a hundred thousand that wait, and abort it, takes seconds. */
type Walk = { at: Ref; name: string; control?: AbortController }

/** Those that wait or are under way. One that was stopped is not among them: the same prefix may be counted anew before it has ended. */
const walks = new Map<string, Walk>()
const nameOf = (at: Pick<Ref, 'account' | 'bucket' | 'key'>) => `${at.account} ${addressOf(at)}`

/** What is known of a prefix. */
export function measureOf(of: ReadonlyMap<string, Measure>, at: Pick<Ref, 'account' | 'bucket' | 'key'>) {
  return of.get(nameOf(at))
}

const none: Measure = { objects: 0, bytes: 0, classes: {}, state: 'walking' }

/** Counts what is below each prefix, one after the other, unless that is under way. Returns the way to stop what began here. */
export function measure(account: Account, prefixes: readonly Ref[]): () => void {
  const wanted = prefixes.map((at): Walk => ({ at, name: nameOf(at) }))
  const begun = wanted.filter(({ name }) => !walks.has(name))
  begin(begun)
  void walkEach(account, begun)
  return () => {
    for (const walk of begun) stop(walk)
  }
}

function stop(walk: Walk): void {
  walk.control?.abort()
  end(walk, { state: 'stopped' })
}

async function walkEach(account: Account, begun: readonly Walk[]): Promise<void> {
  for (const walk of begun) if (isGoing(walk)) await count(account, walk)
}

async function count(account: Account, walk: Walk): Promise<void> {
  walk.control = new AbortController()
  try {
    const { totalsBelow } = await loadPart(() => import('./totalsBelow.ts'))
    for await (const totals of totalsBelow(account, walk.at, walk.control.signal)) told(walk, totals)
    end(walk, { state: 'done' })
  } catch (problem) {
    end(walk, { state: 'failed', problem: problem as Error })
  }
}

function end(walk: Walk, known: Partial<Measure>): void {
  told(walk, known)
  if (isGoing(walk)) walks.delete(walk.name)
}

function told(walk: Walk, known: Partial<Measure>): void {
  if (isGoing(walk)) tell(walk.name, known)
}

const isGoing = (walk: Walk) => walks.get(walk.name) === walk

export function stopMeasuring(prefixes: readonly Ref[]): void {
  for (const at of prefixes) {
    const walk = walks.get(nameOf(at))
    if (walk) stop(walk)
  }
}

/** What a job has touched is no longer known, to whatever account: two of them may see one bucket. */
export function forgetMeasures(places: readonly Place[]): void {
  tellNow()
  const { of } = useMeasures.getState()
  const touched = places.map(({ bucket, prefix }) => addressOf({ bucket, key: prefix }))
  const isOld = (name: string) =>
    !walks.has(name) && touched.some((at) => at.startsWith(name.slice(name.indexOf(' ') + 1)))
  const kept = [...of].filter(([name]) => !isOld(name))
  if (kept.length < of.size) useMeasures.setState({ of: new Map(kept) })
}

function begin(begun: readonly Walk[]): void {
  tellNow()
  if (begun.length === 0) return
  for (const walk of begun) walks.set(walk.name, walk)
  useMeasures.setState(({ of }) => ({ of: new Map([...of, ...begun.map(({ name }) => [name, none] as const)]) }))
}

/** What is not drawn yet. */
const news = new Map<string, Partial<Measure>>()
let telling: ReturnType<typeof setTimeout> | undefined
/** ms from one drawing to the next. Each looks through all that is known: of ten thousand prefixes it is half a second. */
const rest = (known: number) => Math.max(100, known / 20)

function tell(name: string, known: Partial<Measure>): void {
  news.set(name, { ...news.get(name), ...known })
  telling ??= setTimeout(tellNow, rest(useMeasures.getState().of.size))
}

function tellNow(): void {
  clearTimeout(telling)
  telling = undefined
  if (news.size === 0) return
  const of = new Map(useMeasures.getState().of)
  for (const [name, known] of news) of.set(name, { ...(of.get(name) ?? none), ...known })
  news.clear()
  useMeasures.setState({ of })
}
