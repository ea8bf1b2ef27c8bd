/** The jobs that a page holds: those that are open, and as much of the history as a person has asked for. */
import { create as createStore } from 'zustand'
import type { Journal } from '../../engine/jobs/journal/journal.ts'
import { viewOf } from '../../engine/jobs/progress/view.ts'
import type { FiguresView, JobView } from '../../engine/jobs/types.ts'

type Jobs = {
  /** Newest first. */
  views: JobView[]
  /** The journal has jobs that are older than these. */
  hasOlder: boolean
  /** Ids of the jobs that had ended with problems when the page began, however old they are. */
  troubled: string[]
  /** Another tab runs a newer Ferry, to which the journal belongs now: nothing more can be done here before a reload. */
  isOutdated: boolean
}

export const useJobs = createStore<Jobs>(() => ({ views: [], hasOlder: false, troubled: [], isOutdated: false }))

const pageSize = 50
/** A picture that was taken before must not bring it back. */
const gone = new Set<string>()

export function show(changed: JobView[]): void {
  for (const { id } of changed) unseen.delete(id)
  useJobs.setState(({ views }) => {
    const all = new Map([...views, ...changed].map((view) => [view.id, view]))
    return { views: sorted([...all.values()]) }
  })
}

/** Figures that came while nobody looked. */
const unseen = new Map<string, FiguresView>()

/**
 * A job that this tab has not heard of comes whole, with the answer to its hello. Where nobody looks, figures of a job that goes on as it did
 * are kept for later: to draw them in ten hidden tabs takes a tenth of its time from the job itself.
 */
export function move(figures: FiguresView[], isSeen: boolean): void {
  for (const one of figures) unseen.set(one.id, one)
  const phases = new Map(useJobs.getState().views.map(({ id, phase }) => [id, phase]))
  if (isSeen || figures.some(({ id, phase }) => phases.get(id) !== phase)) drawUnseen()
}

/** Somebody looks again. */
export function drawUnseen(): void {
  if (unseen.size === 0) return
  const moved = new Map(unseen)
  unseen.clear()
  // One that stands still stays the same view: its row is not drawn anew.
  const withFigures = (view: JobView) => {
    const now = moved.get(view.id)
    return now ? { ...now, request: view.request } : view
  }
  useJobs.setState(({ views }) => ({ views: views.map(withFigures) }))
}

export function drop(job: string): void {
  gone.add(job)
  unseen.delete(job)
  const isOther = (id: string) => id !== job
  useJobs.setState(({ views, troubled }) => ({
    views: views.filter(({ id }) => isOther(id)),
    troubled: troubled.filter(isOther),
  }))
}

let reading: Promise<void> | undefined
let readTo: { created: number; id: string } | undefined

/** Reads the next jobs of the history, from the newest back. What is known of a job by then is newer. */
export function readOlder(journal: Pick<Journal, 'newest'>): Promise<void> {
  reading ??= readPage(journal).finally(() => {
    reading = undefined
  })
  return reading
}

export async function readTroubled(journal: { troubled: () => Promise<string[]> }): Promise<void> {
  const troubled = await journal.troubled()
  useJobs.setState({ troubled: troubled.filter((id) => !gone.has(id)) })
}

async function readPage(journal: Pick<Journal, 'newest'>): Promise<void> {
  const page = await journal.newest({ ...(readTo && { before: readTo }), limit: pageSize })
  readTo = page.at(-1) ?? readTo
  useJobs.setState(({ views }) => {
    const known = new Set([...gone, ...views.map(({ id }) => id)])
    const more = page.filter(({ id }) => !known.has(id)).map((record) => viewOf(record, undefined, Date.now()))
    return { views: sorted([...views, ...more]), hasOlder: page.length === pageSize }
  })
}

const sorted = (views: JobView[]) => views.sort((a, b) => b.created - a.created)
