/** Tasks of a job in IndexedDB, found by what they are: sheets that have none of them stay unread. */
import type { StoredTask } from '../../engine/jobs/types.ts'
import { afterAll, allOf, type Schema, type SheetStores, sheetOf, sheetSize, tasksOf } from './sheets.ts'

type Mode = 'readonly' | 'readwrite'
type What = Schema['standings']['indexes']['marks'][1]
type Marked = { job: string; what: What }

const sheetsAtOnce = 50

const marked = ({ job, what }: Marked, from = 0) => IDBKeyRange.bound([job, what, from], [job, what, afterAll])

/** Whether a task is what a mark counts. */
function isOf({ state, group, checkpoint }: StoredTask, what: What): boolean {
  return state === what || group === what || (what === 'unfinished' && checkpoint !== undefined)
}

/** Up to `limit` marked tasks from number `from` on, in order. */
export async function tasksFrom(
  stores: SheetStores<Mode>,
  those: Marked,
  from: number,
  limit: number,
): Promise<StoredTask[]> {
  const found: StoredTask[] = []
  for (let sheet = sheetOf(from); found.length < limit; ) {
    const some = await stores.standings
      .index('marks')
      .getAll(marked(those, sheet), Math.min(sheetsAtOnce, 1 + Math.ceil((limit - found.length) / sheetSize)))
    if (some.length === 0) break
    const tasks = (await Promise.all(some.map((one) => tasksOf(stores, one)))).flat()
    found.push(...tasks.filter((task) => task.n >= from && isOf(task, those.what)))
    sheet = (some.at(-1)?.sheet ?? 0) + 1
  }
  return found.slice(0, limit)
}

/** The same from the `skip`th of them on; whole sheets are skipped by their marks, unread. */
export async function tasksBehind(
  stores: SheetStores<Mode>,
  those: Marked,
  skip: number,
  limit: number,
): Promise<StoredTask[]> {
  let left = skip
  let cursor = await stores.standings.index('marks').openKeyCursor(marked(those))
  while (cursor && left >= cursor.key[3]) {
    left -= cursor.key[3]
    cursor = await cursor.continue()
  }
  if (!cursor) return []
  return (await tasksFrom(stores, those, cursor.key[2] * sheetSize, left + limit)).slice(left)
}

/** Up to `limit` tasks of any kind from number `from` on. */
export async function page(stores: SheetStores<Mode>, job: string, from: number, limit: number): Promise<StoredTask[]> {
  const some = await stores.standings.getAll(allOf(job, sheetOf(from)), 1 + Math.ceil(limit / sheetSize))
  const tasks = (await Promise.all(some.map((one) => tasksOf(stores, one)))).flat()
  return tasks.filter(({ n }) => n >= from).slice(0, limit)
}
