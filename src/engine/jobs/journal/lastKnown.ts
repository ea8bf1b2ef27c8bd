import type { JobFigures, JobRecord } from '../types.ts'
import type { Journal } from './journal.ts'

type Reading = Pick<Journal, 'job' | 'figures' | 'open'> & { forget: (id: string) => void }

/**
 * The journal as a screen reads it: while it can't be read, or has lost a job that runs here, that job stands as it was last seen. Otherwise
 * the screen would show for ever what was before. `isHere`: whether a job has run in this session.
 */
export function createLastKnown(journal: Journal, isHere: (id: string) => boolean): Reading {
  const records = new Map<string, JobRecord>()
  const seen = (record: JobRecord) => {
    if (isHere(record.id)) records.set(record.id, record)
    return record
  }
  return {
    forget: (id) => void records.delete(id),
    async job(id) {
      const record = await journal.job(id).catch(() => undefined)
      return record ? seen(record) : records.get(id)
    },
    async figures(id): Promise<JobFigures | undefined> {
      const figures = await journal.figures(id).catch(() => undefined)
      const record = records.get(id)
      if (figures && record) records.set(id, { ...figures, request: record.request })
      return figures ?? record
    },
    async open() {
      const there = await journal.open().catch(() => [])
      const ids = new Set(there.map(({ id }) => id))
      return [...there.map(seen), ...[...records.values()].filter(({ id }) => !ids.has(id))]
    },
  }
}
