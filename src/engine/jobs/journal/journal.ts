/** The durable copy of jobs and tasks: what every host that runs jobs gives the engine. `journalContract.ts` of the tests says what must hold. */
import type { Planned, TaskState } from '../../types.ts'
import type { FiguresPatch, Group, Job, JobFigures, JobPatch, JobRecord, StoredPatch, StoredTask } from '../types.ts'

export type Journal = {
  jobs(): Promise<JobRecord[]>
  /** Those that somebody or something must still act on: not ended, to be removed, or with something left in the store. */
  open(): Promise<JobRecord[]>
  /** The newest of those that were created before another, newest first. */
  newest(query: { before?: Pick<Job, 'created' | 'id'>; limit: number }): Promise<JobRecord[]>
  job(id: string): Promise<JobRecord | undefined>
  /** How far it is; what was asked stays unread. */
  figures(id: string): Promise<JobFigures | undefined>
  create(job: Job): Promise<JobRecord>
  /** Changes a job in one transaction; `undefined` from `change`, or no such job, changes nothing and resolves with `undefined`. */
  update(id: string, change: (job: JobRecord) => JobPatch | undefined): Promise<JobRecord | undefined>
  /** Adds tasks and, in the same transaction, what follows from them for the job; resolves with its figures. */
  append(id: string, planned: Planned[], change?: (job: JobFigures) => FiguresPatch): Promise<JobFigures>
  /** Changes one task. Resolves when it is on the disk. */
  save(id: string, n: number, patch: StoredPatch): Promise<void>
  /** Changes one task as it and its job stand at that moment; `undefined` leaves it as it is. */
  change(id: string, n: number, to: ChangeTo): Promise<void>
  /** Changes every task of a state or a group, some at a time; `undefined` leaves one as it is. */
  changeAll(id: string, from: TaskState | Group, to: ChangeTo): Promise<void>
  /** The next tasks of a state behind number `after`, in order. */
  next(query: { job: string; state: TaskState; after: number; limit: number }): Promise<StoredTask[]>
  /** For a screen: tasks from the `from`th on, of one state, one group, or all. */
  page(query: TaskQuery): Promise<StoredTask[]>
  /** Tasks that have begun an upload and not ended it. */
  unfinished(id: string): Promise<StoredTask[]>
  remove(id: string): Promise<void>
}

export type ChangeTo = (task: StoredTask, job: JobFigures) => StoredPatch | undefined

export type TaskQuery = { job: string; state?: TaskState; group?: Group; from: number; limit: number }
