/** Derived figures: pure, from what was counted. Times in ms, sizes in bytes. */
import type { Counts, JobView } from '../types.ts'

/** What one run of a job had moved at a moment. */
export type Sample = { at: number; bytes: number; objects: number }

/** Figures are smoothed over this long: parts end in lumps of many MiB. */
const windowMs = 10_000

/** A small object costs a few round trips, about the time in which this many bytes of a big one are copied. */
const objectCost = 4 * 1024 * 1024

type Work = { bytes: number; objects: number }
const workOf = ({ bytes, objects }: Work): number => bytes + objects * objectCost

/** Keeps the window, and the one sample before it, so that a short list still spans it. */
export function withSample(samples: Sample[], sample: Sample): Sample[] {
  const from = samples.findLastIndex(({ at }) => at <= sample.at - windowMs)
  return [...samples.slice(Math.max(0, from)), sample]
}

/** Per second, over the window. */
export function speedOf(samples: Sample[]): Work {
  const [first, last] = [samples.at(0), samples.at(-1)]
  if (!first || !last || last.at <= first.at) return { bytes: 0, objects: 0 }
  const seconds = (last.at - first.at) / 1000
  return { bytes: (last.bytes - first.bytes) / seconds, objects: (last.objects - first.objects) / seconds }
}

/** Objects that are work of this job, and those of them that are done. */
export function objectsOf(counts: Counts): { todo: number; done: number } {
  // The record of an older journal has no such count.
  const { waiting, running, copied, restoring = 0, done, failed } = counts
  return { todo: waiting + running + copied + restoring + done + failed, done }
}

type Totals = Pick<JobView, 'counts' | 'bytes' | 'bytesDone'>

/** 0 to 1. Objects count as well as bytes, so that empty and small objects move the bar too. */
export function fractionOf({ counts, bytes, bytesDone }: Totals): number {
  const { todo, done } = objectsOf(counts)
  const all = workOf({ bytes, objects: todo })
  return all === 0 ? 0 : Math.min(1, workOf({ bytes: bytesDone, objects: done }) / all)
}

/** ms until the waiting work is done at this speed; `undefined` while nothing moves. */
export function etaOf({ counts, bytes, bytesDone }: Totals, speed: Work): number | undefined {
  const left = workOf({ bytes: bytes - bytesDone, objects: counts.waiting + counts.running })
  const perSecond = workOf(speed)
  return perSecond > 0 ? (left / perSecond) * 1000 : undefined
}
