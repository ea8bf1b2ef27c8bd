/** How much a job moved over time, in a few numbers however long it takes. Pure; times in ms of work: pauses and questions don't count. */
import type { Throughput } from '../types.ts'

/** A graph has no more points; with the next one, each two become one. */
export const mostSpans = 60
/** Of the first spans, in ms. */
const shortest = 500

type Moved = { bytes: number; objects: number }

export const noThroughput: Throughput = { worked: 0, every: shortest, bytes: [], objects: [] }

/** What moved in `took` ms of work, spread evenly over them: parts end in lumps, and are under way all the time. */
export function withMoved(before: Throughput, took: number, { bytes, objects }: Moved): Throughput {
  if (took <= 0) return before
  const all = roomFor(before, before.worked + took)
  const time = { from: before.worked, to: before.worked + took, every: all.every }
  return { ...all, worked: time.to, bytes: spread(all.bytes, bytes, time), objects: spread(all.objects, objects, time) }
}

/** Per second, a point for each span; the last span may have been shorter. */
export function perSecond({ worked, every }: Throughput, moved: readonly number[]): number[] {
  const seconds = (n: number) => Math.max(1, Math.min(every, worked - n * every)) / 1000
  return moved.map((amount, n) => amount / seconds(n))
}

/** Of all runs of a job; `moved` is counted on by others. Time counts from the first object of a run to its end. */
export function createThroughput(moved: Readonly<Moved>) {
  let all: Throughput | undefined
  let known = { at: 0, ...moved }
  let isAtWork = false
  const until = (now: number) => {
    const since = { bytes: moved.bytes - known.bytes, objects: moved.objects - known.objects }
    if (isAtWork && now > known.at) {
      all = withMoved(all ?? noThroughput, now - known.at, since)
      known = { at: now, ...moved }
    }
    return all
  }
  return {
    until,
    goOnFrom(before: Throughput | undefined) {
      all ??= before
    },
    atWork(now: number) {
      if (!isAtWork) known = { at: now, ...moved }
      isAtWork = true
    },
    rest(now: number) {
      until(now)
      isAtWork = false
    },
  }
}

function roomFor(all: Throughput, worked: number): Throughput {
  let { every, bytes, objects } = all
  while (worked > mostSpans * every) {
    bytes = inPairs(bytes)
    objects = inPairs(objects)
    every *= 2
  }
  return { worked: all.worked, every, bytes, objects }
}

function inPairs(spans: number[]): number[] {
  return Array.from({ length: Math.ceil(spans.length / 2) }, (_, n) => (spans[2 * n] ?? 0) + (spans[2 * n + 1] ?? 0))
}

function spread(
  spans: number[],
  amount: number,
  { from, to, every }: Record<'from' | 'to' | 'every', number>,
): number[] {
  const count = Math.ceil(to / every)
  const share = (n: number) => Math.max(0, Math.min(to, (n + 1) * every) - Math.max(from, n * every)) / (to - from)
  return Array.from({ length: count }, (_, n) => rounded((spans[n] ?? 0) + amount * share(n)))
}

/** It is written down and told twice a second: no more digits than a graph shows. */
const rounded = (amount: number) => Math.round(amount * 100) / 100
