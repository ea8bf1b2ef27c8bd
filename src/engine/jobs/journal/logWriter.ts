/** Writes to a log together what comes together: one commit, and one wait for the disk, for all of it. */
import { bytesOf, type Commit, commitLine, joined, type Log, openingBracket, type Seal } from './log.ts'
import type { LineSpan } from './logIndex.ts'

export type LogWriter = {
  /** Puts a line behind the others and says where it will stand. */
  add: (line: string) => LineSpan
  /** Resolves when all that was added, and what the jobs named here look like now, is on the disk. */
  commit: (touched: Touched) => Promise<void>
}
export type Touched = { jobs?: string[]; requests?: string[]; removed?: string[] }

type Batch = { touched: Required<{ [K in keyof Touched]: Set<string> }>; end: Promise<void>; settle: Settle }
type Settle = { resolve: () => void; reject: (reason: unknown) => void }

/** ms to the next write: the more came with the last, the longer they are gathered. One that comes alone waits for nothing. */
const paceOf = (writes: number) => Math.min(20, writes - 1)

type Options = {
  log: Log
  /** The offset behind the last line that counts; what a crash left behind it goes with the first write. */
  end: number
  seal: Seal
  /** Of all lines before the end. */
  sealed: string
  commitOf: (touched: { jobs: string[]; requests: string[]; removed: string[] }) => Commit
  /** Nothing that was added since the last success is on the disk. */
  failed: (error: unknown) => void
}

/** A writer at the end of a log. After a failure it is of no more use. */
export function createLogWriter({ log, end, seal, sealed, commitOf, failed }: Options): LogWriter {
  let pending: Uint8Array[] = []
  let tail = end
  let last = sealed
  let batch: Batch | undefined
  let writing = false
  let broken: { error: unknown } | undefined

  const put = (line: string): LineSpan => {
    const bytes = bytesOf(line)
    pending.push(bytes)
    const spot = { at: tail, length: bytes.length }
    tail += bytes.length
    return spot
  }
  const close = ({ touched }: Batch) => {
    const [jobs, requests, removed] = [touched.jobs, touched.requests, touched.removed].map((ids) => [...(ids ?? [])])
    const sealing = seal(last)
    for (const line of pending) if (line[0] === openingBracket) sealing.add(line)
    const commit = commitOf({ jobs: jobs ?? [], requests: requests ?? [], removed: removed ?? [] })
    const closing = commitLine(commit, sealing)
    last = closing.seal
    put(closing.line)
    const bytes = joined(...pending)
    pending = []
    return bytes
  }
  const write = async (own: Batch): Promise<number> => {
    batch = undefined
    const writes = pending.length
    const bytes = close(own)
    if (log.size() > tail - bytes.length) await log.truncate(tail - bytes.length)
    await log.append(bytes)
    own.settle.resolve()
    return writes
  }
  /** Whoever waits for a write hears of its failure; so does who came after it, since that was built on it. */
  const drain = async (): Promise<void> => {
    writing = true
    for (let own = batch; own; own = batch) {
      try {
        const writes = await write(own)
        const pause = paceOf(writes)
        if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause))
      } catch (error) {
        broken = { error }
        own.settle.reject(error)
        batch?.settle.reject(error)
        failed(error)
        return
      }
    }
    writing = false
  }
  return {
    add: put,
    async commit({ jobs = [], requests = [], removed = [] }) {
      if (broken) throw broken.error
      batch ??= newBatch()
      const own = batch
      for (const id of jobs) own.touched.jobs.add(id)
      for (const id of requests) own.touched.requests.add(id)
      for (const id of removed) own.touched.removed.add(id)
      if (!writing) void drain()
      return own.end
    },
  }
}

function newBatch(): Batch {
  let settle: Settle = { resolve: () => {}, reject: () => {} }
  const end = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject }
  })
  return { touched: { jobs: new Set(), requests: new Set(), removed: new Set() }, end, settle }
}
