import { csvReport, jsonReport } from '../../../engine/jobs/outcome/report.ts'
import type { JobView } from '../../../engine/jobs/types.ts'
import { readTasks } from '../../../hosts/page/store.ts'
import { saveAs } from '../../../ui/saveAs.ts'

type Reported = Pick<JobView, 'id' | 'phase'>
export type ReportFormat = 'csv' | 'json'

const lines = { csv: csvReport, json: jsonReport }

/** Saves the report of a job as a file. A Blob takes the text in chunks, which the browser keeps out of the page's memory. */
export async function saveReport({ id, phase }: Reported, format: ReportFormat, name: string): Promise<void> {
  const chunks: Blob[] = []
  for await (const text of lines[format]({ read: (page) => readTasks({ job: id, ...page }), phase }))
    chunks.push(new Blob([text]))
  saveAs(new Blob(chunks), `${name}.${format}`)
}
