import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { lstat, open, rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Journal } from '../../engine/jobs/journal/journal.ts'
import { csvReport, jsonReport } from '../../engine/jobs/outcome/report.ts'
import type { JobFigures } from '../../engine/jobs/types.ts'
import { CannotBegin } from './cannotBegin.ts'
import { isCode } from './ownFile.ts'

/**
 * Only an earlier report is written over.
 * @throws CannotBegin
 */
export async function requireReplaceable(path: string): Promise<void> {
  const there = await lstat(path).catch((error: unknown) => {
    if (isCode(error, 'ENOENT')) return undefined
    throw error
  })
  if (!there || (there.isFile() && (there.size === 0 || (await isReport(path))))) return
  throw new CannotBegin(`${path} already exists and is not a report. Name another file.`)
}

/** A report begins with its columns, or with its first object. */
async function isReport(path: string): Promise<boolean> {
  const file = await open(path)
  const { buffer, bytesRead } = await file.read(Buffer.alloc(64), 0, 64, 0).finally(() => file.close())
  return /^(\ufeffsource,target,size,|\[\n\{"source":|\[\]\n$)/.test(buffer.toString('utf8', 0, bytesRead))
}

/**
 * One line for each object, as JSON if the file's name says so, else as CSV. It grows beside and takes the name when it is whole, which
 * follows no link.
 */
export async function writeReport(
  path: string,
  journal: Journal,
  job: Pick<JobFigures, 'id' | 'phase'>,
): Promise<void> {
  const lines = /\.json$/i.test(path) ? jsonReport : csvReport
  await requireReplaceable(path)
  const draft = `${path}.${randomUUID()}`
  try {
    await pipeline(Readable.from(lines(reportedOf(journal, job))), createWriteStream(draft, { flags: 'wx' }))
    await rename(draft, path)
  } finally {
    await rm(draft, { force: true })
  }
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
