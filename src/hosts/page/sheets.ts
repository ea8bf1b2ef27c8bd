/**
 * The tasks of a job in IndexedDB, a hundred to a sheet: a million records of their own would cost ten times the time of their copies. A
 * sheet is written once, as it was planned. What changes in it is laid over it, one small record a transaction, so that a change costs
 * what changed and not its hundred neighbours.
 */
import type { DBSchema, IDBPDatabase, IDBPObjectStore } from 'idb'
import { withPatch } from '../../engine/jobs/journal/stored.ts'
import type { Group, JobFigures, JobRequest, StoredTask } from '../../engine/jobs/types.ts'
import type { TaskState } from '../../engine/types.ts'
import { newEdition, remember, remembered } from './sheetMemory.ts'

/** Consecutive tasks of one job; the `sheet`th begins with task `sheet * sheetSize`. */
type At = { job: string; sheet: number }
type Sheet = At & { tasks: StoredTask[] }

/** What one transaction, the `turn`th since the sheet was written, changed of it; of a new task that is all of it. */
type Change = At & { turn: number; patches: [n: number, patch: object][] }

/** What a sheet is found by, and how many changes of tasks lie over it; `turn` is that of the next, `edition` another after each of them. */
export type Standing = At & { turn: number; changes: number; edition?: number; marks: Mark[] }

/** That a sheet has `count` tasks of a state, of a group, or with an unfinished upload. */
type Mark = [job: string, what: TaskState | Group | 'unfinished', sheet: number, count: number]

export type Schema = DBSchema & {
  jobs: {
    key: string
    value: JobFigures
    indexes: {
      created: [number, string]
      standing: [JobFigures['phase'], number]
      removing: 'clean' | 'anyway'
      failed: number
      refused: number
    }
  }
  requests: { key: string; value: { job: string; request: JobRequest } }
  sheets: { key: [string, number]; value: Sheet }
  changes: { key: [string, number, number]; value: Change }
  standings: { key: [string, number]; value: Standing; indexes: { marks: Mark } }
}
export type Db = IDBPDatabase<Schema>
type Mode = 'readonly' | 'readwrite'
type Name = 'jobs' | 'sheets' | 'changes' | 'standings'
type Store<N extends Name, M extends Mode> = IDBPObjectStore<Schema, Name[], N, M>

export const sheetStores = ['sheets', 'changes', 'standings'] as const
/** The stores of one transaction. */
export type SheetStores<M extends Mode = 'readwrite'> = {
  sheets: Store<'sheets', M>
  changes: Store<'changes', M>
  standings: Store<'standings', M>
}

export function sheetsIn<M extends Mode>(tx: {
  objectStore: (name: (typeof sheetStores)[number]) => unknown
}): SheetStores<M> {
  return Object.fromEntries(sheetStores.map((name) => [name, tx.objectStore(name)])) as SheetStores<M>
}

export const sheetSize = 100
/** Of so many changes of tasks a sheet is made anew: to read it must not take long, and that costs each of them a quarter of a task. */
const foldedAt = 4 * sheetSize

/** An array sorts behind every number and text, so `[a, []]` ends the range of all keys that begin with `a`. */
export const afterAll = [] as unknown as number
export const allOf = (job: string, from = 0) => IDBKeyRange.bound([job, from], [job, afterAll])
const over = ({ job, sheet }: At) => IDBKeyRange.bound([job, sheet], [job, sheet, afterAll])

export const sheetOf = (n: number): number => Math.floor(n / sheetSize)

/** What a sheet with these tasks is found by. */
export function sheetIndexOf({ job, sheet }: At, tasks: StoredTask[]): Standing {
  const counts = new Map<Mark[1], number>()
  const count = (what: Mark[1]) => counts.set(what, (counts.get(what) ?? 0) + 1)
  for (const task of tasks) {
    count(task.state)
    count(task.group)
    if (task.checkpoint) count('unfinished')
  }
  return { job, sheet, turn: 0, changes: 0, marks: [...counts].map(([what, many]) => [job, what, sheet, many]) }
}

/** The tasks of a sheet that is about to be written, as they are now. */
export async function tasksToWrite(stores: SheetStores, at: Standing): Promise<StoredTask[]> {
  return remembered(at) ?? tasksOf(stores, at)
}

/** The tasks of a sheet as they are now. */
export async function tasksOf({ sheets, changes }: SheetStores<Mode>, at: Standing): Promise<StoredTask[]> {
  const [sheet, laid] = await Promise.all([sheets.get([at.job, at.sheet]), at.turn > 0 ? changes.getAll(over(at)) : []])
  const tasks = sheet?.tasks ?? []
  for (const { patches } of laid)
    for (const [n, patch] of patches)
      tasks[n % sheetSize] = withPatch(tasks[n % sheetSize] ?? ({} as StoredTask), patch)
  return tasks
}

/** Writes what changed of a sheet, whose tasks now are these. */
export async function writeSheet(
  stores: SheetStores,
  before: Standing,
  tasks: StoredTask[],
  patches: Change['patches'],
): Promise<void> {
  const { job, sheet, turn } = before
  const changes = before.changes + patches.length
  const now = sheetIndexOf(before, tasks)
  if (changes > foldedAt) return writeAnew(stores, now, tasks)
  const after = { ...now, turn: turn + 1, changes, edition: newEdition() }
  remember(after, tasks)
  await Promise.all([stores.changes.add({ job, sheet, turn, patches }), stores.standings.put(after)])
}

async function writeAnew(
  { sheets, changes, standings }: SheetStores,
  at: Standing,
  tasks: StoredTask[],
): Promise<void> {
  const { job, sheet } = at
  await Promise.all([sheets.put({ job, sheet, tasks }), changes.delete(over(at)), standings.put(at)])
}

/** Adds tasks behind those that are there, which end with number `n - 1`. */
export async function addTasks(stores: SheetStores, job: string, n: number, tasks: StoredTask[]): Promise<void> {
  const room = (sheetSize - (n % sheetSize)) % sheetSize
  const inOpen = tasks.slice(0, room)
  const rest = Array.from({ length: Math.ceil((tasks.length - inOpen.length) / sheetSize) }, (_, i) =>
    tasks.slice(room + i * sheetSize, room + (i + 1) * sheetSize),
  )
  const first = sheetOf(n + inOpen.length)
  await Promise.all([
    inOpen.length > 0 && addToOpen(stores, { job, sheet: sheetOf(n) }, inOpen),
    ...rest.map((some, i) => writeAnew(stores, sheetIndexOf({ job, sheet: first + i }, some), some)),
  ])
}

async function addToOpen(stores: SheetStores, { job, sheet }: At, tasks: StoredTask[]): Promise<void> {
  const before = (await stores.standings.get([job, sheet])) ?? sheetIndexOf({ job, sheet }, [])
  const all = [...(await tasksToWrite(stores, before)), ...tasks]
  await writeSheet(
    stores,
    before,
    all,
    tasks.map((task) => [task.n, task]),
  )
}
