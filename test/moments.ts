import type { Disturbance, Event } from './mortal.ts'

/**
 * Which moments of a run are tried. `RUNS=all` tries all, which takes more than an hour; else a sample is tried, so that it is run at every change
 * (docs/decisions/sampled-moments.md).
 */

export const isAll = process.env.RUNS === 'all'
/** For the titles of tests: nobody shall take a sample for the whole. */
export const extent = isAll ? 'every moment' : 'a sample of the moments; RUNS=all for all'

export type Moment = { at: number; as: Disturbance['as'] }

/** Requests and calls after which everything is as before. */
const looks = new Set(
  [
    [
      'list',
      'head',
      'headFacts',
      'get',
      'getBytes',
      'getWithHead',
      'getTags',
      'getAcl',
      'getSymlink',
      'bucketInfo',
      'listParts',
      'listUploads',
    ],
    ['look', 'folds', 'read'],
  ].flat(),
)
const changes = ({ op }: Event): boolean => !looks.has(op)

/** Of what is alike, in between, one in so many is tried; and so is what the rules below leave out. */
const stride = 4

/** Scenarios begin their stride at different events. */
export const offsetOf = (name: string): number => [...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0)

/**
 * `at`: the events to choose from, counted from 1. A crash is told by what has been changed until then. So the world ends behind every
 * change, and every request loses its answer; of many alike in a row, the first and the last. The end before an event leaves what the end
 * behind the change before it left: that is tried in strides, as is the rest.
 */
export function crashesOf(trace: Event[], at: number[], offset: number): Moment[] {
  return (['before', 'after', 'lost'] as const).flatMap((as, which) =>
    at.flatMap((n, index) => {
      const event = trace[n - 1]
      if (!event || (as === 'lost' && event.of !== 'request')) return []
      const isTurn = (index + which + offset) % stride === 0
      const isMeant = as === 'lost' || (as === 'after' && changes(event))
      return isAll || isTurn || (isMeant && isEdge(trace, at, index)) ? [{ at: n, as }] : []
    }),
  )
}

/** The first or the last of events in a row that are alike. */
function isEdge(trace: Event[], at: number[], index: number): boolean {
  const opAt = (place: number) => trace[(at[place] ?? 0) - 1]?.op
  return opAt(index - 1) !== opAt(index) || opAt(index + 1) !== opAt(index)
}

/** A cancel at every event, and once more while what the event asks for is on its way: both at changes, else one in a stride. */
export function cancelsOf(trace: Event[], at: number[], offset: number): Moment[] {
  return at.flatMap((n, index) => {
    const event = trace[n - 1]
    const isBoth = isAll || (event !== undefined && changes(event) && isEdge(trace, at, index))
    const all: Moment[] = [
      { at: n, as: 'calm' },
      { at: n, as: 'cut' },
    ]
    return isBoth ? all : all.filter((_, which) => (index + which * 2 + offset) % stride === 0)
  })
}
