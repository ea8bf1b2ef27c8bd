import { needsWork, newestOf } from '../src/engine/jobs/history.ts'
import type { ChangeTo, Journal } from '../src/engine/jobs/journal/journal.ts'
import { emptyTally, groupOf, tally } from '../src/engine/jobs/outcome/tally.ts'
import type { JobFigures, JobRecord, StoredTask } from '../src/engine/jobs/types.ts'
import type { Task } from '../src/engine/types.ts'

/** A journal in memory. Nobody shares an object with it: what goes in or comes out is a copy, as from a disk. */

type Entry = { record: JobRecord; tasks: StoredTask[] }

const copyOf = structuredClone
const stored = (task: Task): StoredTask => ({ ...task, group: groupOf(task) })

/** `undefined` removes a field. */
function patched<T extends object>(before: T, patch: object): T {
  return Object.fromEntries(Object.entries({ ...before, ...patch }).filter(([, value]) => value !== undefined)) as T
}

function figuresOf({ request: _, ...figures }: JobRecord): JobFigures {
  return figures
}

export function createMemoryJournal(): Journal {
  const entries = new Map<string, Entry>()
  const known = (id: string): Entry => {
    const entry = entries.get(id)
    if (!entry) throw new Error('The journal no longer holds this job')
    return entry
  }
  const matching = (id: string, what: string | undefined): StoredTask[] =>
    (entries.get(id)?.tasks ?? []).filter(({ state, group }) => !what || state === what || group === what)
  /** A checkpoint ends with its upload, and why something could not be cleared away with that. */
  const changeOne = (id: string, n: number, to: ChangeTo) => {
    const { record, tasks } = known(id)
    const before = tasks[n]
    if (!before) throw new Error('The journal no longer holds this task')
    const patch = to(copyOf(before), copyOf(figuresOf(record)))
    if (!patch) return
    const isEnded = patch.state === 'copied' || patch.state === 'done' || patch.state === 'skipped'
    const whole = isEnded ? { ...patch, checkpoint: undefined } : patch
    const after = stored(patched(before, copyOf('checkpoint' in whole ? { left: undefined, ...whole } : whole)))
    tally(record, before, -1)
    tally(record, after, 1)
    tasks[n] = after
  }
  return {
    jobs: async () => copyOf([...entries.values()].map(({ record }) => record)),
    open: async () => copyOf([...entries.values()].map(({ record }) => record).filter(needsWork)),
    newest: async (query) =>
      copyOf(
        newestOf(
          [...entries.values()].map(({ record }) => record),
          query,
        ),
      ),
    job: async (id) => copyOf(entries.get(id)?.record),
    async figures(id) {
      const record = entries.get(id)?.record
      return record && copyOf(figuresOf(record))
    },
    async create(job) {
      if (entries.has(job.id)) throw new Error('The journal holds this job already')
      const record = copyOf({ ...job, ...emptyTally() })
      entries.set(job.id, { record, tasks: [] })
      return copyOf(record)
    },
    async update(id, change) {
      const entry = entries.get(id)
      const patch = entry && change(copyOf(entry.record))
      if (!entry || !patch) return undefined
      entry.record = patched(entry.record, copyOf(patch))
      return copyOf(entry.record)
    },
    async append(id, planned, change = () => ({})) {
      const entry = known(id)
      const added = planned.map((task, i) => stored(copyOf({ ...task, job: id, n: entry.tasks.length + i } as Task)))
      for (const task of added) tally(entry.record, task, 1)
      entry.tasks.push(...added)
      entry.record = patched(entry.record, copyOf(change(copyOf(figuresOf(entry.record)))))
      return copyOf(figuresOf(entry.record))
    },
    save: async (id, n, patch) => changeOne(id, n, () => patch),
    change: async (id, n, to) => changeOne(id, n, to),
    async changeAll(id, from, to) {
      for (const { n } of matching(id, from)) changeOne(id, n, to)
    },
    next: async ({ job, state, after, limit }) =>
      copyOf(
        matching(job, undefined)
          .filter((task) => task.state === state && task.n > after)
          .slice(0, limit),
      ),
    page: async ({ job, state, group, from, limit }) => copyOf(matching(job, state ?? group).slice(from, from + limit)),
    unfinished: async (id) => copyOf(matching(id, undefined).filter(({ checkpoint }) => checkpoint)),
    async remove(id) {
      entries.delete(id)
    },
  }
}
