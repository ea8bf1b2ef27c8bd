import type { Page } from '@playwright/test'
import { workerSession } from '../workerSession.ts'
import type { Figure } from './figures.ts'
import { copyJob, submit } from './jobs.ts'
import { fill, inPage, LATENCY, quiet, type Session } from './session.ts'

const FEW = 2000
const MANY = Number(process.env.MANY ?? 20_000)

/** `MANY=300000` takes some minutes more. Bytes that the engine gives the browser to keep for each object that is copied; as JSON, which is a tenth more than a browser writes. */
export async function journal(): Promise<Figure[]> {
  return inPage(async (session) => {
    session.store.settings.latency = LATENCY
    const few = await bytesOfEach(session, FEW)
    const many = await bytesOfEach(session, MANY)
    return [
      { what: `journal bytes a task at ${FEW}`, is: few, unit: 'B' },
      { what: `journal bytes a task at ${MANY}`, is: many, unit: 'B', most: 1024 },
      { what: `the same, of that at ${FEW}`, is: many / few, unit: '', most: 1.1 },
    ]
  })
}

async function bytesOfEach(session: Session, objects: number): Promise<number> {
  const { store, visit } = session
  const from = `of-${objects}/`
  await fill(session, 'ferry-photos', from, objects)
  await visit(async (page) => {
    await inWorker(page, `(${counting})()`)
    await submit(page, [await copyJob(session, { from: ['ferry-photos', from], to: ['ferry-backup', ''] })], 1500)
  })
  store.requests.clear()
  await quiet(session, 180_000 + objects * 10)
  return (await visit((page) => inWorker(page, 'journalBytes'))) / objects
}

/** Runs in the Worker. */
function counting(): void {
  const scope = globalThis as unknown as { journalBytes?: number }
  const isNew = scope.journalBytes === undefined
  scope.journalBytes = 0
  if (!isNew) return
  for (const name of ['put', 'add'] as const) {
    const real = IDBObjectStore.prototype[name]
    IDBObjectStore.prototype[name] = function (this: IDBObjectStore, ...args: Parameters<typeof real>) {
      scope.journalBytes = (scope.journalBytes ?? 0) + JSON.stringify(args[0]).length
      return real.apply(this, args)
    }
  }
}

async function inWorker(page: Page, expression: string): Promise<number> {
  const worker = await workerSession(await page.context().newCDPSession(page))
  const { result } = await worker.send('Runtime.evaluate', {
    expression: `globalThis.__name ??= (named) => named; ${expression}`,
  })
  return Number(result.value ?? 0)
}
