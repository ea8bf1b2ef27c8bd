import { type PartMark, partLetters } from '../../../engine/jobs/types.ts'

const marks = new Map(Object.entries(partLetters).map(([mark, letter]) => [letter, mark as PartMark]))

/** How the part at an index (from 0) stands. */
export function markAt(states: string, index: number): PartMark {
  return marks.get(states[index] ?? '') ?? 'queued'
}

export type PartCounts = { all: number; done: number; running: number; queued: number; retried: number }

/** What was tried again counts twice: as retried, and as what it is now. */
export function countParts(states: string): PartCounts {
  const counts: Record<PartMark, number> = { queued: 0, running: 0, runningAgain: 0, done: 0, doneAgain: 0 }
  for (let index = 0; index < states.length; index++) counts[markAt(states, index)]++
  return {
    all: states.length,
    done: counts.done + counts.doneAgain,
    running: counts.running + counts.runningAgain,
    queued: counts.queued,
    retried: counts.runningAgain + counts.doneAgain,
  }
}

/** The bytes of the part at an index: `from` inclusive, `to` exclusive. */
export function rangeAt(index: number, partSize: number, size: number): { from: number; to: number } {
  return { from: index * partSize, to: Math.min(size, (index + 1) * partSize) }
}
