/** Jobs that write a zip: it can't be gone on with, so each run writes all of it, and it is there when the run has come to its end. */
import { CopyError } from '../../problem.ts'
import { startedOver } from '../taskPatches.ts'
import type { JobRecord } from '../types.ts'
import type { Run } from '../world.ts'

export function isZip({ request }: Pick<JobRecord, 'request'>): boolean {
  return request.do === 'download' && request.into === 'zip'
}

/** Whether the browser keeps the zip in its own storage. */
export function isKeptZip({ request }: Pick<JobRecord, 'request'>): boolean {
  return request.do === 'download' && request.kept === true
}

/** About what an entry takes beside its bytes: its name twice, sizes, sum. */
const perEntry = 512

/** What is left of a zip must fit into the browser's own storage before anything of it is read. */
export async function requireRoom({ job, world }: Run): Promise<void> {
  const record = await world.journal.job(job)
  if (!record || !isKeptZip(record)) return
  const needed = record.bytes - record.bytesDone + record.counts.waiting * perEntry
  const free = await world.free()
  if (needed <= free) return
  throw new CopyError('NoRoom', `${Math.ceil(needed / mebi)} MiB > ${Math.floor(free / mebi)} MiB`)
}

const mebi = 1024 ** 2

/** All entries are to be written again. */
export async function startOver({ job, world }: Pick<Run, 'job' | 'world'>): Promise<void> {
  await world.journal.changeAll(job, 'done', startedOver)
}

/** What an earlier run wrote is lost; so is what this one wrote, if it is stopped before `endZip`. */
export async function writeWholeZip(run: Run, work: () => Promise<void>): Promise<void> {
  await startOver(run)
  try {
    await work()
  } finally {
    await run.world.local?.(run.job).zip.leave()
  }
}

/** All entries are written. */
export async function endZip({ job, world }: Pick<Run, 'job' | 'world'>): Promise<void> {
  await world.local?.(job).zip.finish()
}
