import { type FileHandle, open } from 'node:fs/promises'
import type { Planned, Request, Task, TaskPatch, TaskState } from '../../engine/types.ts'
import { UsageError } from './credentials.ts'

type Line =
  | { version: 1; request: Request }
  | { tasks: Planned[] }
  /** The plan is whole. */
  | { planned: number }
  | { n: number; patch: TaskPatch }

/** A run's memory: a file of JSON lines that only grows. Tasks stay in the file; memory holds what became of each. */
export type Journal = {
  /** How many tasks an earlier run planned; undefined if it did not come to the end of its plan, and this one plans anew. */
  before: number | undefined
  append: (tasks: Planned[]) => Promise<void>
  planned: () => Promise<void>
  /** Durable before it resolves. Writes that come together share one fsync. */
  save: (n: number, patch: TaskPatch) => Promise<void>
  /** All tasks as they are, in the order of the plan. */
  tasks: () => AsyncGenerator<Task>
  close: () => Promise<void>
}

/**
 * Opens the journal of a plan, or begins one.
 * @throws UsageError if it is another plan's.
 */
export async function openJournal(path: string, request: Request): Promise<Journal> {
  const file = await open(path, 'a+')
  const { whole, planned, patches, foreign } = await recall(file, request)
  if (foreign) throw new UsageError(`${path} is the journal of another plan. Move it away to begin anew.`)
  // A line that a crash cut off, or a plan that was not finished: nothing was written to the store by either.
  await file.truncate(planned === undefined ? 0 : whole)
  const write = writer(file)
  if (planned === undefined) await write({ version: 1, request })
  let count = planned ?? 0
  return {
    before: planned,
    append: (tasks) => {
      count += tasks.length
      return write({ tasks })
    },
    planned: () => write({ planned: count }),
    save: (n, patch) => {
      // JSON knows no undefined, which removes.
      const kept = Object.fromEntries(Object.entries(patch).map(([name, value]) => [name, value ?? null]))
      patches.set(n, shortened({ ...patches.get(n), ...patch }))
      return write({ n, patch: kept as TaskPatch })
    },
    async *tasks() {
      let n = 0
      for await (const { line } of linesOf(file)) {
        if ('planned' in line) return
        if (!('tasks' in line)) continue
        for (const task of line.tasks) {
          yield { ...task, ...patches.get(n), job: '', n } as Task
          n++
        }
      }
    },
    close: () => file.close(),
  }
}

type Memory = {
  /** Bytes up to the end of the last whole line. */
  whole: number
  planned?: number
  patches: Map<number, TaskPatch>
  foreign: boolean
}

async function recall(file: FileHandle, request: Request): Promise<Memory> {
  const memory: Memory = { whole: 0, patches: new Map(), foreign: false }
  for await (const { line, end } of linesOf(file)) {
    memory.whole = end
    if ('version' in line) memory.foreign = JSON.stringify(line.request) !== JSON.stringify(request)
    if ('planned' in line) memory.planned = line.planned
    if ('n' in line) memory.patches.set(line.n, shortened(applied(memory.patches.get(line.n), line.patch)))
  }
  return memory
}

function applied(before: TaskPatch | undefined, patch: TaskPatch): TaskPatch {
  const all = Object.entries({ ...before, ...patch }).map(([name, value]) => [name, value ?? undefined])
  return Object.fromEntries(all)
}

const settled = new Set<TaskState | undefined>(['done', 'skipped'])

/** Of a million tasks that are done memory keeps just that. */
function shortened(patch: TaskPatch): TaskPatch {
  return settled.has(patch.state) ? { state: patch.state ?? 'done' } : patch
}

/** Whole lines with the offset behind each, in bytes. A last line without an end was cut off. */
async function* linesOf(file: FileHandle): AsyncGenerator<{ line: Line; end: number }> {
  const chunk = Buffer.alloc(1024 ** 2)
  let rest = Buffer.alloc(0)
  let end = 0
  for (let at = 0; ; ) {
    const { bytesRead } = await file.read(chunk, 0, chunk.length, at)
    if (bytesRead === 0) return
    at += bytesRead
    let data = Buffer.concat([rest, chunk.subarray(0, bytesRead)])
    for (let cut = data.indexOf(10); cut >= 0; cut = data.indexOf(10)) {
      end += cut + 1
      yield { line: JSON.parse(data.toString('utf8', 0, cut)), end }
      data = data.subarray(cut + 1)
    }
    rest = data
  }
}

/** Lines wait for the fsync before them and then go out together. */
function writer(file: FileHandle): (line: Line) => Promise<void> {
  let waiting: string[] = []
  let next: Promise<void> | undefined
  let last: Promise<void> = Promise.resolve()
  const flush = async () => {
    await last.catch(() => {})
    const lines = waiting
    waiting = []
    next = undefined
    await file.appendFile(lines.join(''))
    await file.datasync()
  }
  return (line) => {
    waiting.push(`${JSON.stringify(line)}\n`)
    if (!next) {
      next = flush()
      last = next
    }
    return next
  }
}
