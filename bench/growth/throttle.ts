import type { FaultRule } from '../../src/local-oss/admin/faults.ts'
import type { Figure } from './figures.ts'
import { copyJob, rateOf, submit } from './jobs.ts'
import { fill, inPage, LATENCY, quiet, type Session } from './session.ts'

const OBJECTS = 3000
/** What is refused again and again ends last, alone, some seconds after all others, however many there are: up to here it does not count. */
const MOST = 0.9

/** Copies a second while the store says 503 to some of them, of what it admits: what is served without any, times the share that it takes. */
export async function throttle(): Promise<Figure[]> {
  return inPage(async (session) => {
    await fill(session, 'ferry-photos', 'many/', OBJECTS)
    session.store.settings.latency = LATENCY
    await copies(session, 'warm/')
    const free = await copies(session, 'free/')
    const figures: Figure[] = [{ what: 'copies a second without a 503', is: free.most, unit: '/s' }]
    const told = (what: string, { most, all }: Speed, admitted: number) => {
      figures.push({ what: `${what}: share of what the store admits`, is: most / admitted, unit: '', least: 0.8 })
      figures.push({ what: `${what}: the same to the last object`, is: all / admitted, unit: '' })
    }
    for (const rate of [0.05, 0.2, 0.5])
      told(`503 at ${rate * 100} %`, await copies(session, `of-${rate}/`, { rate }), free.most * (1 - rate))
    const delayed = { rate: 0.05, headers: { 'x-oss-qos-delay-time': '1000' } }
    told('503 at 5 % with a delay of 1 s', await copies(session, 'delayed/', delayed), free.most * 0.95)
    return figures
  })
}

type Refusals = { rate: number; headers?: Record<string, string> }
/** Copies a second: of most of them, and of all to the last. */
type Speed = { most: number; all: number }

async function copies(session: Session, to: string, refusals?: Refusals): Promise<Speed> {
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
  return { most: rateOf(session, 'CopyObject', { until: MOST }), all: rateOf(session, 'CopyObject') }
}
