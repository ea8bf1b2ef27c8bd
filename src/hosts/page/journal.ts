/**
 * The durable copy of jobs and tasks, in IndexedDB. It is written on changes of state and for checkpoints, never for progress.
 * Every write is strict (on the disk when it resolves); writes that come while one is under way, or just after it, share the next
 * transaction, so a thousand small objects a second cost a few transactions.
 */
import type { ChangeTo, Journal } from '../../engine/jobs/journal/journal.ts'
import { stored, withPatch } from '../../engine/jobs/journal/stored.ts'
import { tally } from '../../engine/jobs/outcome/tally.ts'
import type { FiguresPatch, Group, JobFigures } from '../../engine/jobs/types.ts'
import type { Planned, Task, TaskState } from '../../engine/types.ts'
import { type Change, change } from './changeTasks.ts'
import { createConnection, type UseDatabase } from './connection.ts'
import { page, tasksBehind, tasksFrom } from './findTasks.ts'
import { newestRecords, openRecords, troubledJobs } from './pastRecords.ts'
import { create, recordOf, recordsOf, update, whole } from './records.ts'
import { addTasks, allOf, type Db, type SheetStores, sheetStores, sheetsIn } from './sheets.ts'
import { known, transact } from './transact.ts'

/** `ids`: of all jobs, of which nothing else is read. `troubled`: of those that have ended with objects that failed or were refused. */
export type PageJournal = Journal & { ids: () => Promise<string[]>; troubled: () => Promise<string[]> }

/**
 * `onOutdated`: a newer page has, or wants, a journal of another shape; this one is closed for good. One that the browser closed is opened
 * again when something is asked of it.
 * @throws what `connection.ts` says, as does every call.
 */
export async function openJournal(name = 'oss-ferry', onOutdated: () => void = () => {}): Promise<PageJournal> {
  const use = createConnection(name, onOutdated)
  const onSheets = <T>(work: (sheets: SheetStores<'readonly'>) => Promise<T>) =>
    use((db) => {
      const tx = db.transaction(sheetStores)
      return whole(tx, () => work(sheetsIn(tx)))
    })
  await use(async () => {})
  return {
    jobs: () => use(recordsOf),
    ids: () => use((db) => db.getAllKeys('jobs')),
    open: () => use(openRecords),
    troubled: () => use(troubledJobs),
    newest: (query) => use((db) => newestRecords(db, query)),
    job: (id) => use((db) => recordOf(db, id)),
    figures: (id) =>
      use((db) => {
        const tx = db.transaction('jobs')
        return whole(tx, () => tx.store.get(id))
      }),
    create: (job) => use((db) => create(db, job)),
    update: (id, change) => use((db) => update(db, id, change)),
    append: (id, planned, change) => use((db) => append(db, id, planned, change)),
    save: createWriter(use),
    next: ({ job, state, after, limit }) =>
      onSheets((sheets) => tasksFrom(sheets, { job, what: state }, after + 1, limit)),
    page: ({ job, state, group, from, limit }) =>
      onSheets((sheets) => {
        const what = state ?? group
        return what ? tasksBehind(sheets, { job, what }, from, limit) : page(sheets, job, from, limit)
      }),
    unfinished: (id) => onSheets((sheets) => tasksFrom(sheets, { job: id, what: 'unfinished' }, 0, Infinity)),
    change: (id, n, to) => use((db) => transact(db, (jobs, sheets) => change(jobs, sheets, [{ id, n, to }]))),
    changeAll: (id, from, to) => use((db) => changeAll(db, id, from, to)),
    remove: (id) => use((db) => remove(db, id)),
  }
}

async function append(db: Db, id: string, planned: Planned[], change: (job: JobFigures) => FiguresPatch = () => ({})) {
  return transact(db, async (jobs, sheets) => {
    const record = await known(jobs.get(id))
    const first = record.objects
    const added = planned.map((task, i) => stored({ ...task, job: id, n: first + i } as Task))
    for (const task of added) tally(record, task, 1)
    const after = withPatch(record, change(record))
    await Promise.all([addTasks(sheets, id, first, added), jobs.put(after)])
    return after
  })
}

async function remove(db: Db, id: string): Promise<void> {
  const tx = db.transaction(['jobs', 'requests', ...sheetStores], 'readwrite', { durability: 'strict' })
  await whole(tx, () =>
    Promise.all([
      tx.objectStore('jobs').delete(id),
      tx.objectStore('requests').delete(id),
      ...sheetStores.map((name) => tx.objectStore(name).delete(allOf(id))),
    ]),
  )
}

const changeAtOnce = 500

/** Changes all tasks of a state or a group, a transaction for every 500; `undefined` leaves one as it is. */
async function changeAll(db: Db, id: string, from: TaskState | Group, to: ChangeTo): Promise<void> {
  for (let next = 0, left = true; left; ) {
    await transact(db, async (jobs, sheets) => {
      const found = await tasksFrom(sheets, { job: id, what: from }, next, changeAtOnce)
      await change(
        jobs,
        sheets,
        found.map(({ n }) => ({ id, n, to })),
      )
      next = (found.at(-1)?.n ?? next) + 1
      left = found.length === changeAtOnce
    })
  }
}

type Write = Change & { resolve: () => void; reject: (reason: unknown) => void }
const writesAtOnce = 500
/** ms from one transaction to the next: the more writes come, the longer they are gathered. A write that comes alone waits for nothing. */
const paceOf = (writes: number) => Math.min(120, 3 * writes)

function createWriter(use: UseDatabase): Journal['save'] {
  const queue: Write[] = []
  let writing = false
  async function drain(): Promise<void> {
    writing = true
    while (queue.length > 0) {
      const writes = queue.splice(0, writesAtOnce)
      const paced = new Promise((resolve) => setTimeout(resolve, paceOf(writes.length)))
      await writeAll(use, writes)
      await paced
    }
    writing = false
  }
  return (id, n, patch) =>
    new Promise((resolve, reject) => {
      queue.push({ id, n, to: () => patch, resolve, reject })
      if (!writing) void drain()
    })
}

/** Never rejects: whoever waits for a write hears of its failure. */
async function writeAll(use: UseDatabase, writes: Write[]): Promise<void> {
  try {
    await use((db) => transact(db, (jobs, sheets) => change(jobs, sheets, writes)))
    for (const { resolve } of writes) resolve()
  } catch (error) {
    for (const { reject } of writes) reject(error)
  }
}
