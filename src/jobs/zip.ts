/** Jobs that write a zip: it can't be gone on with, so each run writes all of it, and it is there when the run has come to its end. */
import type { Run } from './run.ts'
import type { JobRecord } from './types.ts'

export function isZip({ request }: Pick<JobRecord, 'request'>): boolean {
  return request.do === 'download' && request.into === 'zip'
}

/** What an earlier run wrote is lost; so is what this one wrote, if it is stopped before `endZip`. */
export async function inOneGo(run: Run, work: () => Promise<void>): Promise<void> {
  await run.world.journal.startOver(run.job)
  try {
    await work()
  } finally {
    await (await run.world.local?.(run.job))?.zip.leave()
  }
}

/** All entries are written. */
export async function endZip({ job, world }: Pick<Run, 'job' | 'world'>): Promise<void> {
  await (await world.local?.(job))?.zip.finish()
}
