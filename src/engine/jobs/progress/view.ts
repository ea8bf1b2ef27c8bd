import type { Counts, FiguresView, JobFigures } from '../types.ts'
import type { LiveJob } from './liveJob.ts'
import { etaOf, speedOf } from './progress.ts'

/** The record as a screen shows it: with what is running laid over what the journal says. */
export function viewOf<R extends JobFigures>(record: R, live: LiveJob | undefined, now: number): R & FiguresView {
  const bytesDone = Math.min(record.bytes, record.bytesDone + begunOf(record, live))
  if (!live) return { ...record, bytesDone, speed: 0, rate: 0, active: [] }
  const entries = live.entries()
  const running = record.phase === 'running' && live.running
  const counts = running ? countsWhile(record.counts, entries) : record.counts
  const speed = running ? speedOf(live.samples(now)) : { bytes: 0, objects: 0 }
  const throughput = live.throughput(now) ?? record.throughput
  const eta = etaOf({ counts: record.counts, bytes: record.bytes, bytesDone }, speed)
  return {
    ...record,
    ...(live.halted && { phase: 'paused', problem: live.halted }),
    counts,
    bytesDone,
    speed: speed.bytes,
    rate: speed.objects,
    ...(throughput && { throughput }),
    ...(eta !== undefined && { eta }),
    ...(live.retrying && { retrying: live.retrying }),
    active: entries.map(({ state: _, copies: __, ...task }) => task),
  }
}

/** A cancelled job has its uploads aborted. What a run has told is newer than what an earlier one has written down. */
function begunOf({ phase, begun = 0 }: JobFigures, live: LiveJob | undefined): number {
  const isOver = phase === 'cancelled' || phase === 'finished'
  return live?.begun() ?? (isOver ? 0 : begun)
}

/** The journal never says `running`: a task that is being worked on stands there as `waiting` or `copied`. */
function countsWhile(counts: Counts, entries: ReturnType<LiveJob['entries']>): Counts {
  const laid = { ...counts }
  for (const { state } of entries) {
    laid[state] -= 1
    laid.running += 1
  }
  return laid
}
