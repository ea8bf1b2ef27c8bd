/** The tasks of a log, read when they are wanted; some are remembered. */

import type { StoredTask } from '../types.ts'
import { type Log, taskOf } from './log.ts'
import type { LineSpan, LogIndex } from './logIndex.ts'

export type LogTasks = {
  /** Remembers a task whose line is about to be written at this offset. */
  put: (at: number, task: StoredTask) => void
  /** @throws JournalFormatError where a line is broken. */
  read: (index: LogIndex, numbers: number[]) => Promise<StoredTask[]>
  clear: () => void
}

/** Tasks that are kept although they could be read: more than are worked on at once. */
const remembered = 4096

export function createLogTasks(log: Log): LogTasks {
  /** By their offsets: a line never changes. */
  const tasks = new Map<number, StoredTask>()
  /** What waits for the disk can't be read from there yet, and is kept. */
  const forget = () => {
    for (const at of tasks.keys()) {
      if (tasks.size <= remembered || at >= log.size()) return
      tasks.delete(at)
    }
  }
  const readRun = async (run: LineSpan[]) => {
    const [first, last] = [run[0], run.at(-1)]
    if (!first || !last) return
    const bytes = await log.read(first.at, last.at + last.length)
    for (const { at, length } of run) tasks.set(at, taskOf(bytes.subarray(at - first.at, at - first.at + length)))
  }
  return {
    put(at, task) {
      tasks.set(at, task)
      forget()
    },
    async read(index, numbers) {
      const spots = numbers.flatMap((n) => index.spot(n) ?? [])
      for (const run of runsOf(spots.filter(({ at }) => !tasks.has(at)))) await readRun(run)
      const found = spots.map(({ at }) => tasks.get(at)).filter((task) => task !== undefined)
      forget()
      return found
    },
    clear: () => tasks.clear(),
  }
}

/** Gaps of so many bytes are read over. */
const gap = 4096
/** No more than this at once. */
const most = 1024 ** 2

/** Lines that stand near each other, to be read in one go. */
function runsOf(spots: LineSpan[]): LineSpan[][] {
  const runs: LineSpan[][] = []
  for (const spot of [...spots].sort((a, b) => a.at - b.at)) {
    const run = runs.at(-1)
    const [first, last] = [run?.[0], run?.at(-1)]
    const isNear = first && last && spot.at - (last.at + last.length) < gap && spot.at - first.at < most
    if (run && isNear) run.push(spot)
    else runs.push([spot])
  }
  return runs
}
