import type { Figure } from './figures.ts'
import { copyJob, submit } from './jobs.ts'
import { fill, inPage, LATENCY, quiet, type Session } from './session.ts'

const OBJECTS = 1000

/** How long one small object takes that is asked for while large jobs are under way. */
export async function fair(): Promise<Figure[]> {
  return inPage(async (session) => {
    await fill(session, 'ferry-photos', 'many/', OBJECTS)
    session.store.settings.latency = LATENCY
    const figures: Figure[] = []
    for (const others of [0, 1, 20]) {
      const what = `one small job beside ${others} large ones`
      figures.push({ what, is: await beside(session, others), unit: 's', ...(others === 20 && { most: 1 }) })
    }
    return figures
  })
}

/** Seconds from the click to the copy. */
async function beside(session: Session, others: number): Promise<number> {
  const { store, visit } = session
  const to = `beside-${others}/`
  const pressedAt = await visit(async (page) => {
    const large = await Promise.all(
      Array.from({ length: others }, (_, n) =>
        copyJob(session, { from: ['ferry-photos', 'many/'], to: ['ferry-backup', `${to}${n}/`] }),
      ),
    )
    const small = await copyJob(session, { from: ['ferry-photos', 'README.md'], to: ['ferry-backup', `${to}small/`] })
    await submit(page, large, 1500)
    await submit(page, [small], 4500)
    return Date.now() + 4500
  })
  store.requests.clear()
  const { started, milliseconds } = await store.requests.answered(
    ({ op, key }) => op === 'CopyObject' && key.includes('/small/'),
  )
  const took = started + milliseconds - pressedAt
  await quiet(session)
  return took / 1000
}
