import { csvReport, jsonReport } from '../jobs/report.ts'
import { readTasks } from '../jobs/store.ts'

export type ReportFormat = 'csv' | 'json'

const formats = {
  csv: { lines: csvReport, type: 'text/csv' },
  json: { lines: jsonReport, type: 'application/json' },
}

/** Saves the report of a job as a file. A Blob takes the text in chunks, which the browser keeps out of the page's memory. */
export async function saveReport(job: string, format: ReportFormat, name: string): Promise<void> {
  const { lines, type } = formats[format]
  const chunks: Blob[] = []
  for await (const text of lines((page) => readTasks({ job, ...page }))) chunks.push(new Blob([text]))
  const url = URL.createObjectURL(new Blob(chunks, { type }))
  const link = Object.assign(document.createElement('a'), { href: url, download: `${name}.${format}` })
  link.click()
  // The download has its own hold on the bytes from the click on; a minute is for slow beginnings.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
