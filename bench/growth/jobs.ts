import type { Page } from '@playwright/test'
import { withId } from '../../src/app/session/session.ts'
import { emptyTally } from '../../src/engine/jobs/outcome/tally.ts'
import type { Job } from '../../src/engine/jobs/types.ts'
import type { CopyRequest } from '../../src/engine/types.ts'
import { type Session, SLOTS } from './session.ts'

type Copy = { from: [bucket: string, key: string]; to: [bucket: string, key: string] }

/** The id by which the page knows the account that it is signed in with. */
async function accountOf({ key }: Session): Promise<string> {
  return (await withId({ name: '', ...key })).id
}

/** A job as a dialog would have asked for it, and a person would have said yes to it. */
export async function copyJob(session: Session, { from, to }: Copy): Promise<Job> {
  const at = { account: await accountOf(session), region: 'cn-hangzhou' }
  const request: CopyRequest = {
    do: 'copy',
    sources: [{ ...at, bucket: from[0], key: from[1] }],
    target: { ...at, bucket: to[0], key: to[1] },
    placement: 'into',
    removeSource: false,
    conflict: 'replace',
    keepAcl: false,
  }
  const base = { phase: 'planning', planned: false, confirmed: true, created: Date.now() } as const
  return { id: crypto.randomUUID(), request, ...base }
}

/** Writes jobs into the journal and tells the engine, as a dialog does, `after` ms from now: by then nobody watches. Without a time nobody is told. */
export async function submit(page: Page, jobs: Job[], after: number | undefined): Promise<void> {
  const records = jobs.map(({ request, ...job }) => ({ figures: { ...emptyTally(), ...job }, request }))
  await page.evaluate(
    async ({ records, after }) => {
      // No function has a name here: what the compiler does with names is not there in each page.
      const written = new Promise((resolve) => setTimeout(resolve, after ?? 0)).then(async () => {
        const db = await new Promise<IDBDatabase>((resolve) => {
          const opening = indexedDB.open('oss-ferry')
          opening.onsuccess = () => resolve(opening.result)
        })
        const tx = db.transaction(['jobs', 'requests'], 'readwrite')
        for (const { figures, request } of records) {
          tx.objectStore('jobs').add(figures)
          tx.objectStore('requests').add({ job: figures.id, request })
        }
        await new Promise((resolve) => {
          tx.oncomplete = resolve
        })
        db.close()
        if (after === undefined) return
        const channel = new BroadcastChannel('oss-ferry-jobs')
        for (const { figures } of records) channel.postMessage({ is: 'submitted', job: figures.id })
      })
      if (after === undefined) await written
    },
    { records, after },
  )
}

/** Jobs of some months that have ended. */
export async function seedHistory(page: Page, session: Session, count: number): Promise<void> {
  const hour = 3_600_000
  const one = await copyJob(session, { from: ['ferry-photos', 'x'], to: ['ferry-photos', 'to/'] })
  const jobs = Array.from({ length: count }, (_, n): Job => {
    const created = Date.now() - 24 * hour - n * hour
    return { ...one, id: crypto.randomUUID(), phase: 'finished', planned: true, created, ended: created + 1000 }
  })
  await submit(page, jobs, undefined)
}

/** `until`: this share of them is looked at, the earliest to end. */
type Which = { isIt?: (key: string) => boolean; until?: number }

/** Of one kind of request that ended well: how many a second, from the first that began to the last that ended. */
export function rateOf({ store }: Pick<Session, 'store'>, op: string, { isIt = () => true, until = 1 }: Which = {}) {
  const all = store.requests.entries.filter((one) => one.op === op && one.status < 300 && isIt(one.key))
  const ends = all.map(({ started, milliseconds }) => started + milliseconds).sort((a, b) => a - b)
  const done = ends.slice(0, Math.ceil(ends.length * until))
  const began = Math.min(...all.map(({ started }) => started))
  return done.length / (((done.at(-1) ?? 0) - began) / 1000)
}

/** Requests in flight on average, of all kinds, and how many there were for each of that kind. */
export function loadOf({ store }: Pick<Session, 'store'>, op: string): { flying: number; each: number } {
  const { entries } = store.requests
  const began = Math.min(...entries.map(({ started }) => started))
  const ended = Math.max(...entries.map(({ started, milliseconds }) => started + milliseconds))
  const under = entries.reduce((sum, { milliseconds }) => sum + milliseconds, 0)
  return { flying: under / (ended - began), each: entries.length / entries.filter((one) => one.op === op).length }
}

/** Requests a second at best with so much latency, in ms. */
export const best = (latency: number) => (SLOTS * 1000) / latency
