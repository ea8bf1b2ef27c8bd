import type { Figure } from './figures.ts'
import { copyJob, submit } from './jobs.ts'
import { fill, inPage, quiet, type Session } from './session.ts'

/** Requests of the plan that takes a copy back, by the number of its objects. */
export async function undo(): Promise<Figure[]> {
  return inPage(async (session) => {
    const figures: Figure[] = []
    for (const objects of [1000, 5000]) {
      const share = await requestsOfEach(session, objects)
      figures.push({ what: `undo plan of ${objects} objects: requests an object`, is: share, unit: '', most: 0.003 })
    }
    return figures
  })
}

async function requestsOfEach(session: Session, objects: number): Promise<number> {
  const { store, visit } = session
  const from = `of-${objects}/`
  await fill(session, 'ferry-photos', from, objects)
  const job = await copyJob(session, { from: ['ferry-photos', from], to: ['ferry-backup', ''] })
  await visit((page) => submit(page, [job], 1000))
  store.requests.clear()
  await quiet(session)
  const { request } = job
  if (request.do !== 'copy') throw new Error('A copy was asked for')
  const back = { do: 'undo', job: job.id, of: request, sources: request.sources, review: true } as const
  const { confirmed: _, ...asked } = job
  await visit((page) => submit(page, [{ ...asked, id: crypto.randomUUID(), request: back }], 1000))
  store.requests.clear()
  await quiet(session)
  return store.requests.entries.length / objects
}
