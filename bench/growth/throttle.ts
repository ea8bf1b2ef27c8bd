import type { FaultRule } from '../../src/local-oss/faults.ts'
import type { Figure } from './figures.ts'
import { copyJob, rateOf, submit } from './jobs.ts'
import { fill, inPage, LATENCY, quiet, type Session } from './session.ts'

const OBJECTS = 3000

/** Copies a second while the store says 503 to some of them, of what it admits: what is served without any, times the share that it takes. */
export async function throttle(): Promise<Figure[]> {
  return inPage(async (session) => {
    await fill(session, 'ferry-photos', 'many/', OBJECTS)
    session.store.settings.latency = LATENCY
    const free = await copies(session, 'free/')
    const figures: Figure[] = [{ what: 'copies a second without a 503', is: free, unit: '/s' }]
    for (const rate of [0.05, 0.2, 0.5]) {
      const share = (await copies(session, `of-${rate}/`, { rate, seed: 1 })) / (free * (1 - rate))
      figures.push({ what: `503 at ${rate * 100} %: share of what the store admits`, is: share, unit: '', least: 0.8 })
    }
    const delayed = { rate: 0.05, seed: 1, headers: { 'x-oss-qos-delay-time': '1000' } }
    const share = (await copies(session, 'delayed/', delayed)) / (free * 0.95)
    return [...figures, { what: '503 at 5 % with a delay of 1 s: the same share', is: share, unit: '', least: 0.8 }]
  })
}

type Refusals = { rate: number; seed: number; headers?: Record<string, string> }

async function copies(session: Session, to: string, refusals?: Refusals): Promise<number> {
  const { store, visit } = session
  const error = { code: 'ServiceUnavailable', ...(refusals?.headers && { headers: refusals.headers }) } as const
  const rule: FaultRule = { op: 'CopyObject', rate: refusals?.rate ?? 0, seed: 1, error }
  const fault = refusals && store.faults.add(rule)
  await visit(async (page) => {
    const job = await copyJob(session, { from: ['ferry-photos', 'many/'], to: ['ferry-backup', to] })
    await submit(page, [job], 1500)
  })
  store.requests.clear()
  await quiet(session)
  fault?.remove()
  return rateOf(session, 'CopyObject')
}
