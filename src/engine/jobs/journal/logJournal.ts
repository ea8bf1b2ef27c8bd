/**
 * The journal of jobs in a log: a file of the command, a list of bytes in tests. Memory holds the figures of each job and a few bytes of
 * each task; tasks are read from the log when they are wanted. All changes go one behind the other, and those that come together are one
 * write. A write that fails leaves everything as it was on the disk.
 */
import type { Planned, Task } from '../../types.ts'
import { needsWork, newestOf } from '../history.ts'
import { emptyTally, tally } from '../outcome/tally.ts'
import type { FiguresPatch, JobFigures, JobRecord, StoredTask } from '../types.ts'
import type { ChangeTo, Journal } from './journal.ts'
import { type Commit, header, type Log, type Seal, taskLine, unsealed } from './log.ts'
import { createLogIndex, type TaskFilter } from './logIndex.ts'
import { type Kept, type LogState, readLog } from './logState.ts'
import { createLogTasks } from './logTasks.ts'
import { createLogWriter, type LogWriter, type Touched } from './logWriter.ts'
import { changed, stored, withPatch } from './stored.ts'

const changeAtOnce = 500

/**
 * Opens the journal in a log. Nothing is written before the first change.
 * @throws JournalFormatError
 * @throws ForeignLogError if its lines do not bear this seal.
 */
export async function openLogJournal(log: Log, seal: Seal = unsealed): Promise<Journal> {
  let state: LogState
  let writer: LogWriter
  let turn: Promise<unknown> = Promise.resolve()
  const tasks = createLogTasks(log)

  const exclusive = <T>(work: () => Promise<T> | T): Promise<T> => {
    const mine = turn.then(work, work)
    turn = mine
    return mine
  }
  async function load(): Promise<void> {
    state = await readLog(log, seal)
    tasks.clear()
    const failed = () => void exclusive(load).catch(() => {})
    writer = createLogWriter({ log, end: state.end, seal, sealed: state.seal, commitOf, failed })
    if (state.end === 0) writer.add(header)
  }
  function commitOf({ jobs, requests, removed }: Required<Touched>): Commit {
    const kept = (ids: string[]) => ids.flatMap((id) => state.jobs.get(id) ?? [])
    const named = <T>(ids: string[], of: (one: Kept) => T) =>
      Object.fromEntries(kept(ids).map((one) => [one.figures.id, of(one)]))
    return {
      jobs: named(jobs, ({ figures }) => figures),
      ...(requests.length > 0 && { requests: named(requests, ({ request }) => request) }),
      ...(removed.length > 0 && { removed }),
    }
  }
  function known(id: string): Kept {
    const kept = state.jobs.get(id)
    if (!kept) throw new Error('The journal no longer holds this job')
    return kept
  }
  function write({ index }: Kept, task: StoredTask): void {
    const spot = writer.add(taskLine(task))
    const { job, n, state: now, group, checkpoint } = task
    index.set({ job, n, state: now, group, unfinished: checkpoint !== undefined }, spot)
    tasks.put(spot.at, task)
  }
  const find = (id: string, what: TaskFilter | undefined, from: number, limit: number, skip = 0) =>
    exclusive(async () => {
      const kept = state.jobs.get(id)
      return kept ? tasks.read(kept.index, kept.index.find(what, from, limit, skip)) : []
    })
  async function changeSome(id: string, numbers: number[], to: ChangeTo): Promise<Touched> {
    const kept = known(id)
    const before = await tasks.read(kept.index, numbers)
    if (before.length < numbers.length) throw new Error('The journal no longer holds this task')
    for (const task of before) {
      const after = changed(kept.figures, task, to)
      if (after !== task) write(kept, after)
    }
    return { jobs: [id] }
  }
  /** The commit is promised within the turn, and waited for outside of it: so that others can share it. */
  const durably = async <T>(work: () => Promise<{ touched: Touched | undefined; result: T }>): Promise<T> => {
    const { result, end } = await exclusive(async () => {
      const { touched, result } = await work()
      return { result, end: touched && writer.commit(touched) }
    })
    await end
    return result
  }
  const change = (id: string, n: number, to: ChangeTo) =>
    durably<void>(async () => ({ touched: await changeSome(id, [n], to), result: undefined }))

  await load()
  return {
    jobs: async () => [...state.jobs.values()].map(recordOf),
    open: async () => [...state.jobs.values()].filter(({ figures }) => needsWork(figures)).map(recordOf),
    newest: async (query) => newestOf([...state.jobs.values()].map(recordOf), query),
    job: async (id) => {
      const kept = state.jobs.get(id)
      return kept && recordOf(kept)
    },
    figures: async (id) => structuredClone(state.jobs.get(id)?.figures),
    create: ({ request, ...job }) =>
      durably(async () => {
        if (state.jobs.has(job.id)) throw new Error('The journal has this job already')
        const kept = { figures: { ...job, ...emptyTally() }, request, index: createLogIndex() }
        state.jobs.set(job.id, kept)
        return { touched: { jobs: [job.id], requests: [job.id] }, result: recordOf(kept) }
      }),
    update: (id, to) =>
      durably(async () => {
        const kept = state.jobs.get(id)
        const patch = kept && to(recordOf(kept))
        if (!kept || !patch) return { touched: undefined, result: undefined }
        const { request, ...figures } = withPatch(recordOf(kept), patch)
        Object.assign(kept, { figures, request })
        return { touched: { jobs: [id], requests: patch.request ? [id] : [] }, result: recordOf(kept) }
      }),
    append: (id, planned, to) =>
      durably(async () => ({ touched: { jobs: [id] }, result: append(known(id), planned, to) })),
    save: (id, n, patch) => change(id, n, () => patch),
    change,
    async changeAll(id, from, to) {
      for (let next = 0, left = true; left; ) {
        await durably<void>(async () => {
          const numbers = known(id).index.find(from, next, changeAtOnce)
          next = (numbers.at(-1) ?? next) + 1
          left = numbers.length === changeAtOnce
          return { touched: numbers.length > 0 ? await changeSome(id, numbers, to) : undefined, result: undefined }
        })
      }
    },
    next: ({ job, state: what, after, limit }) => find(job, what, after + 1, limit),
    page: ({ job, state: what, group, from, limit }) =>
      (what ?? group) ? find(job, what ?? group, 0, limit, from) : find(job, undefined, from, limit),
    unfinished: (id) => find(id, 'unfinished', 0, Number.POSITIVE_INFINITY),
    remove: (id) =>
      durably<void>(async () => {
        state.jobs.delete(id)
        return { touched: { removed: [id] }, result: undefined }
      }),
  }

  function append(kept: Kept, planned: Planned[], to: (job: JobFigures) => FiguresPatch = () => ({})): JobFigures {
    const figures = structuredClone(kept.figures)
    const first = figures.objects
    const added = planned.map((task, i) => stored({ ...task, job: figures.id, n: first + i } as Task))
    for (const task of added) tally(figures, task, 1)
    kept.figures = withPatch(figures, to(figures))
    for (const task of added) write(kept, task)
    return structuredClone(kept.figures)
  }
}

function recordOf({ figures, request }: Kept): JobRecord {
  return { ...structuredClone(figures), request }
}
