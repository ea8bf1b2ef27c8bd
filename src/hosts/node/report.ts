import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Journal } from '../../engine/jobs/journal.ts'
import { csvReport, jsonReport } from '../../engine/jobs/report.ts'
import type { JobFigures } from '../../engine/jobs/types.ts'

/** One line for each object, as JSON if the file's name says so, else as CSV. */
export async function writeReport(
  path: string,
  journal: Journal,
  job: Pick<JobFigures, 'id' | 'phase'>,
): Promise<void> {
  const lines = /\.json$/i.test(path) ? jsonReport : csvReport
  await pipeline(Readable.from(lines(reportedOf(journal, job))), createWriteStream(path))
}

/** The same as CSV into a stream that stays open. */
export async function writeCsv(to: NodeJS.WritableStream, journal: Journal, job: Pick<JobFigures, 'id' | 'phase'>) {
  for await (const text of csvReport(reportedOf(journal, job)))
    if (!to.write(text)) await new Promise((resolve) => to.once('drain', resolve))
}

function reportedOf(journal: Journal, { id, phase }: Pick<JobFigures, 'id' | 'phase'>) {
  const read = (page: { from: number; limit: number }) => journal.page({ job: id, ...page })
  return { read, phase }
}
