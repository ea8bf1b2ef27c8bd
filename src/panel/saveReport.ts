import { csvReport, jsonReport } from '../jobs/report.ts'
import { readTasks } from '../jobs/store.ts'
import { saveAs } from './saveAs.ts'

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
  saveAs(new Blob(chunks, { type }), `${name}.${format}`)
}
