import { usePanelState } from '../../app/jobs-panel/panelState.ts'
import { viewOf } from '../../engine/jobs/progress/view.ts'
import type { JobRequest, JobView, Throughput } from '../../engine/jobs/types.ts'
import type { CopyRequest, CopyTask, Planned, Problem, TaskState } from '../../engine/types.ts'
import { openJournal } from '../../hosts/page/journal.ts'
import { show } from '../../hosts/page/views.ts'
import type { Ref } from '../../oss/types.ts'
import { now } from './accounts.ts'
import { at, GiB, listed } from './objects.ts'

/** What a job was asked, its objects as they stand, and what else differs from a job that has finished. */
export type Made = { request: JobRequest; tasks: Planned[] } & Partial<Omit<JobView, 'id' | 'request'>>

const journal = openJournal()

export async function emptyJournal(): Promise<void> {
  const { jobs, remove } = await journal
  for (const { id } of await jobs()) await remove(id)
}

/** A job in the journal, whose figures are counted there from its tasks, and in the panel; what only its run can tell is laid over it. */
export async function put({
  id,
  request,
  tasks,
  phase = 'finished',
  planned = true,
  ...more
}: Made & { id: string }): Promise<void> {
  const { create, append, job } = await journal
  const { created = now - 95_000, ended, problem, versioned, forAll, confirmed, throughput, ...live } = more
  const known = { ended, problem, versioned, forAll, confirmed, throughput }
  await create({ id, request, phase: 'planning', planned: false, created })
  await append(id, tasks, () => ({ phase, planned, ...known }))
  const record = await job(id)
  if (!record) return
  const view = { ...viewOf(record, undefined, now), ...live }
  show([{ ...view, ...(throughput && { throughput: scaled(throughput, view.bytesDone) }) }])
}

/** The same course, with all bytes that the job has moved. */
function scaled(throughput: Throughput, bytes: number): Throughput {
  const sum = throughput.bytes.reduce((all, some) => all + some, 0)
  return { ...throughput, bytes: throughput.bytes.map((some) => (some / sum) * bytes) }
}

/** The panel is open, and tall enough for what is below the one row that is open. */
export function openPanel(job: string | null = null): void {
  usePanelState.setState({ open: true, job })
  localStorage.setItem('ferry.panelHeight', '620')
}

export const target: Ref = at('2024/', 'ferry-backup')

export function copyOf(keys: string[], more: Partial<CopyRequest> = {}): CopyRequest {
  return {
    do: 'copy',
    sources: keys.map((key) => at(key)),
    target,
    placement: 'into',
    removeSource: false,
    conflict: 'skip',
    keepAcl: false,
    ...more,
  }
}

type Done = Partial<Omit<CopyTask, 'kind'>> & { size?: number }

/** One object's copy; the proof of one that is done is that its CRC64 is the same. */
export function copied(key: string, state: TaskState, { size = 3_565_158, ...more }: Done = {}): Planned {
  return {
    kind: 'copy',
    source: { ...at(key), ...facts(key, size) },
    target: { ...target, key: target.key + key.slice(key.lastIndexOf('/', key.length - 2) + 1) },
    overwrite: false,
    conflict: 'skip',
    removeSource: false,
    method: size > GiB ? 'parts' : 'whole',
    keepAcl: false,
    ...(state === 'done' && { proof: { etag: '"8F14"', crc64: '9278441032245' } }),
    ...more,
    state,
  }
}

function facts(key: string, size: number) {
  const { etag, modified, type, storageClass } = listed(key, { size })
  return { size, etag, modified, type, storageClass }
}

export const there = { ...facts('', 3_040_870), etag: '"0CC1"', modified: now - 40 * 86_400_000 }

export const problem = (code: string, status: number, operation = 'CopyObject'): Problem => ({
  code,
  status,
  operation,
  message: `OSS answered ${code}.`,
  requestId: '65A1F0E2B3C4D5',
})

export const many = (count: number, of: (key: string, n: number) => Planned): Planned[] =>
  Array.from({ length: count }, (_, n) => of(`photos/2024/raw/DSC_${String(n + 1).padStart(4, '0')}.NEF`, n))

/** As it was measured: `spans` of 2 s. */
export const measured = (spans: number): Throughput => ({
  worked: spans * 2000,
  every: 2000,
  bytes: Array.from({ length: spans }, (_, n) => 180e6 + 60e6 * Math.sin(n / 3)),
  objects: Array.from({ length: spans }, () => 12),
})
