/** The tasks of a job in IndexedDB, a hundred to a record: a million records of their own would cost ten times the time of their copies. */
import type { DBSchema, IDBPDatabase, IDBPObjectStore } from 'idb'
import type { Group, JobFigures, JobRequest, StoredTask } from '../../engine/jobs/types.ts'
import type { TaskState } from '../../engine/types.ts'

/** Consecutive tasks of one job; the `sheet`th begins with task `sheet * sheetSize`. */
export type Sheet = { job: string; sheet: number; tasks: StoredTask[]; marks: Mark[] }

/** That a sheet has `count` tasks of a state, of a group, or with an unfinished upload. */
type Mark = [job: string, what: TaskState | Group | 'unfinished', sheet: number, count: number]

export type Schema = DBSchema & {
  jobs: {
    key: string
    value: JobFigures
    indexes: { created: [number, string]; standing: [JobFigures['phase'], number]; removing: 'clean' | 'anyway' }
  }
  requests: { key: string; value: { job: string; request: JobRequest } }
  sheets: { key: [string, number]; value: Sheet; indexes: { marks: Mark } }
}
export type Db = IDBPDatabase<Schema>
type Mode = 'readonly' | 'readwrite'
export type Sheets<M extends Mode = 'readwrite'> = IDBPObjectStore<Schema, ('jobs' | 'sheets')[], 'sheets', M>

export const sheetSize = 100
const sheetsAtOnce = 50

/** An array sorts behind every number and text, so `[a, []]` ends the range of all keys that begin with `a`. */
const last = [] as unknown as number
export const allOf = (job: string, from = 0) => IDBKeyRange.bound([job, from], [job, last])
const marked = ({ job, what }: Marked, from = 0) => IDBKeyRange.bound([job, what, from], [job, what, last])

export type Marked = { job: string; what: Mark[1] }

export const sheetOf = (n: number): number => Math.floor(n / sheetSize)

/** What a sheet is found by; computed anew whenever it is written. */
export function withMarks({ job, sheet, tasks }: Omit<Sheet, 'marks'>): Sheet {
  const counts = new Map<Mark[1], number>()
  const count = (what: Mark[1]) => counts.set(what, (counts.get(what) ?? 0) + 1)
  for (const task of tasks) {
    count(task.state)
    count(task.group)
    if (task.checkpoint) count('unfinished')
  }
  return { job, sheet, tasks, marks: [...counts].map(([what, many]) => [job, what, sheet, many]) }
}

/** Whether a task is what a mark counts. */
function isOf({ state, group, checkpoint }: StoredTask, what: Mark[1]): boolean {
  return state === what || group === what || (what === 'unfinished' && checkpoint !== undefined)
}

/** Adds tasks behind those that are there, which end with number `n - 1`. */
export async function addTasks(sheets: Sheets, job: string, n: number, tasks: StoredTask[]): Promise<void> {
  const first = sheetOf(n)
  const open = n % sheetSize > 0 ? ((await sheets.get([job, first]))?.tasks ?? []) : []
  const all = [...open, ...tasks]
  const count = Math.ceil(all.length / sheetSize)
  const made = Array.from({ length: count }, (_, i) => ({
    job,
    sheet: first + i,
    tasks: all.slice(i * sheetSize, (i + 1) * sheetSize),
  }))
  await Promise.all(made.map((sheet) => sheets.put(withMarks(sheet))))
}

/** Up to `limit` marked tasks from number `from` on, in order. */
export async function tasksFrom(
  store: Sheets<Mode>,
  those: Marked,
  from: number,
  limit: number,
): Promise<StoredTask[]> {
  const found: StoredTask[] = []
  for (let sheet = sheetOf(from); found.length < limit; ) {
    const some = await store
      .index('marks')
      .getAll(marked(those, sheet), Math.min(sheetsAtOnce, 1 + Math.ceil((limit - found.length) / sheetSize)))
    if (some.length === 0) break
    for (const { tasks } of some) found.push(...tasks.filter((task) => task.n >= from && isOf(task, those.what)))
    sheet = (some.at(-1)?.sheet ?? 0) + 1
  }
  return found.slice(0, limit)
}

/** The same from the `skip`th of them on; whole sheets are skipped by their marks, unread. */
export async function tasksBehind(
  store: Sheets<Mode>,
  those: Marked,
  skip: number,
  limit: number,
): Promise<StoredTask[]> {
  let left = skip
  let cursor = await store.index('marks').openKeyCursor(marked(those))
  while (cursor && left >= cursor.key[3]) {
    left -= cursor.key[3]
    cursor = await cursor.continue()
  }
  if (!cursor) return []
  return (await tasksFrom(store, those, cursor.key[2] * sheetSize, left + limit)).slice(left)
}

/** Up to `limit` tasks of any kind from number `from` on. */
export async function page(store: Sheets<Mode>, job: string, from: number, limit: number): Promise<StoredTask[]> {
  const some = await store.getAll(allOf(job, sheetOf(from)), 1 + Math.ceil(limit / sheetSize))
  return some.flatMap(({ tasks }) => tasks.filter(({ n }) => n >= from)).slice(0, limit)
}
