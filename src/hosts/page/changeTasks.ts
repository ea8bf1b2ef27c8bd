/** What a transaction changes of tasks, and of the figures that count them. */
import type { ChangeTo } from '../../engine/jobs/journal/journal.ts'
import { changed, difference, withPatch } from '../../engine/jobs/journal/stored.ts'
import type { JobFigures, StoredTask } from '../../engine/jobs/types.ts'
import { type SheetStores, sheetOf, sheetSize, tasksToWrite, writeSheet } from './sheets.ts'
import { type Jobs, known } from './transact.ts'

export type Change = { id: string; n: number; to: ChangeTo }

/** Changes tasks in order and counts them over; each job and each sheet is read once, all side by side, and of both only what changed is written. */
export async function change(jobs: Jobs, sheets: SheetStores, changes: Change[]): Promise<void> {
  const [records, open] = await Promise.all([
    eachOnce(changes, ofJob, ({ id }) => known(jobs.get(id))),
    eachOnce(changes, ofSheet, ({ id, n }) => openSheet(sheets, id, sheetOf(n))),
  ])
  for (const one of changes)
    await changeOne(one, await known(records.get(ofJob(one))), await known(open.get(ofSheet(one))))
  const written = [...open.values()].filter(({ patches }) => patches.length > 0)
  const counted = new Set(written.map(({ at }) => at.job))
  await Promise.all([
    ...[...records.values()].filter(({ id }) => counted.has(id)).map((record) => jobs.put(record)),
    ...written.map(({ at, tasks, patches }) => writeSheet(sheets, at, tasks, patches)),
  ])
}

const ofJob = ({ id }: Change) => id
const ofSheet = ({ id, n }: Change) => `${id} ${sheetOf(n)}`

async function eachOnce<T>(changes: Change[], nameOf: (one: Change) => string, read: (one: Change) => Promise<T>) {
  const first = new Map(changes.map((one) => [nameOf(one), one]))
  return new Map(await Promise.all([...first].map(async ([name, one]) => [name, await read(one)] as const)))
}

async function changeOne({ n, to }: Change, record: JobFigures, sheet: Open): Promise<void> {
  const before = await known(sheet.tasks[n % sheetSize])
  const after = changed(record, before, to)
  if (after === before) return
  // A copy: what the engine does to its own later must not become what is remembered here.
  const patch = structuredClone(difference(before, after))
  sheet.tasks[n % sheetSize] = withPatch(before, patch)
  sheet.patches.push([n, patch])
}

/** A sheet in the middle of a transaction: as it stood before, as its tasks are now, and what that takes. */
type Open = { at: Parameters<typeof writeSheet>[1]; tasks: StoredTask[]; patches: Parameters<typeof writeSheet>[3] }

async function openSheet(sheets: SheetStores, id: string, sheet: number): Promise<Open> {
  const at = await known(sheets.standings.get([id, sheet]))
  return { at, tasks: await tasksToWrite(sheets, at), patches: [] }
}
