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

/** What this tab was asked to count, by `oss://` address; a walk is work under way rather than a listing that is kept. */
export const useMeasures = create<{ of: ReadonlyMap<string, Measure> }>(() => ({ of: new Map() }))

const walks = new Map<string, AbortController>()
const none: Measure = { objects: 0, bytes: 0, classes: {}, state: 'walking' }

/** Counts what is below each prefix, one after the other, unless that is under way. Returns the way to stop what began here. */
export function measure(account: Account, prefixes: readonly Ref[]): () => void {
  const begun = prefixes.filter((at) => !walks.has(addressOf(at))).map((at) => ({ at, stop: begin(addressOf(at)) }))
  void walkEach(account, begun)
  return () => {
    for (const { stop } of begun) stop.abort()
  }
}

async function walkEach(account: Account, begun: readonly { at: Ref; stop: AbortController }[]): Promise<void> {
  for (const { at, stop } of begun) {
    const address = addressOf(at)
    try {
      const { totalsBelow } = await loadPart(() => import('./totalsBelow.ts'))
      for await (const totals of totalsBelow(account, at, stop.signal)) tell(address, totals)
      tell(address, { state: stop.signal.aborted ? 'stopped' : 'done' })
    } catch (problem) {
      tell(address, stop.signal.aborted ? { state: 'stopped' } : { state: 'failed', problem: problem as Error })
    } finally {
      walks.delete(address)
    }
  }
}

export function stopMeasuring(prefixes: readonly Ref[]): void {
  for (const at of prefixes) walks.get(addressOf(at))?.abort()
}

/** What a job has touched is no longer known. */
export function forgetMeasures(places: readonly Place[]): void {
  const { of } = useMeasures.getState()
  const isOld = (address: string) =>
    !walks.has(address) && places.some(({ bucket, prefix }) => addressOf({ bucket, key: prefix }).startsWith(address))
  const kept = [...of].filter(([address]) => !isOld(address))
  if (kept.length < of.size) useMeasures.setState({ of: new Map(kept) })
}

function begin(address: string): AbortController {
  const stop = new AbortController()
  walks.set(address, stop)
  useMeasures.setState(({ of }) => ({ of: new Map(of).set(address, none) }))
  return stop
}

function tell(address: string, known: Partial<Measure>): void {
  useMeasures.setState(({ of }) => ({ of: new Map(of).set(address, { ...(of.get(address) ?? none), ...known }) }))
}
