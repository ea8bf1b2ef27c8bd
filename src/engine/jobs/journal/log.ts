/**
 * A journal as lines of JSON in a log that only grows. A task is a line `[job, n, state, group, unfinished, task]`, and so is what a
 * change makes of it: the last line of a number holds. A line `{jobs, requests, removed}` behind some of them makes them count; what
 * comes behind the last of these was cut off by a crash, and nobody was told that it was written.
 */
import type { Group, JobFigures, JobRequest, StoredTask } from '../types.ts'

/** Where the lines are kept. Offsets and sizes are bytes. */
export type Log = {
  size(): number
  /** Adds bytes at the end; resolves when they are on the disk. After a failure the end may hold a part of them. */
  append(bytes: Uint8Array): Promise<void>
  read(from: number, to: number): Promise<Uint8Array>
  /** Cuts off what lies behind. */
  truncate(size: number): Promise<void>
}

/** What is no journal, or one that cannot be read. The message is for people. */
export class JournalFormatError extends Error {
  override readonly name = 'JournalFormatError'
}

/**
 * Ties lines to whoever holds a secret: begins the seal of the lines behind those that `before` seals, so that none can be left out,
 * changed or put elsewhere. Only the end may be missing, as after a crash.
 */
export type Seal = (before: string) => Sealing
export type Sealing = { add: (bytes: Uint8Array) => void; end: () => string }

/** For a log that nobody else can write. */
export const unsealed: Seal = () => ({ add: () => {}, end: () => '' })

/** A log that was written without the secret: by somebody else, or elsewhere. */
export class ForeignLogError extends Error {
  override readonly name = 'ForeignLogError'
}

export const header = '{"journal":"oss-ferry","version":2}\n'

/** What makes the lines before it count: what the jobs look like now, what was asked where that is new, and which are gone. */
export type Commit = {
  jobs: Record<string, JobFigures>
  requests?: Record<string, JobRequest>
  removed?: string[]
}

const sealMark = ',"seal":"'

/** The line of a commit, with the seal of itself and of the lines before it. */
export function commitLine(commit: Commit, sealing: Sealing): { line: string; seal: string } {
  const body = JSON.stringify(commit).slice(0, -1)
  sealing.add(bytesOf(body))
  const seal = sealing.end()
  return { line: `${body}${seal && `${sealMark}${seal}"`}}\n`, seal }
}

/** The two parts of such a line. */
export function sealOf(line: string): { body: string; seal: string } {
  const at = line.lastIndexOf(sealMark)
  return at < 0
    ? { body: line.slice(0, -1), seal: '' }
    : { body: line.slice(0, at), seal: line.slice(at + sealMark.length, -2) }
}

/** Where a task's line stands and what is found by without reading it. */
export type TaskLine = { job: string; n: number; state: StoredTask['state']; group: Group; unfinished: boolean }

const encoder = new TextEncoder()
const decoder = new TextDecoder()
export const bytesOf = (line: string): Uint8Array => encoder.encode(line)

export function taskLine(task: StoredTask): string {
  const { job, n, state, group, checkpoint } = task
  const head = JSON.stringify([job, n, state, group, checkpoint ? 1 : 0])
  return `${head.slice(0, -1)},${JSON.stringify(task)}]\n`
}

/** What stands before the task; the task itself is read when it is wanted. */
export function headOf(line: Uint8Array): TaskLine {
  let end = line.indexOf(openingBrace)
  while (end > 0 && line[end - 1] !== comma) end = line.indexOf(openingBrace, end + 1)
  const [job, n, state, group, unfinished] = JSON.parse(`${decoder.decode(line.subarray(0, end - 1))}]`)
  return { job, n, state, group, unfinished: unfinished === 1 }
}

/** @throws JournalFormatError */
export function taskOf(bytes: Uint8Array): StoredTask {
  const line = decoder.decode(bytes)
  try {
    return JSON.parse(line.slice(line.indexOf(',{') + 1, line.lastIndexOf(']')))
  } catch {
    throw new JournalFormatError(`A line of it is broken: ${line.slice(0, 60)}…`)
  }
}

const chunk = 1024 ** 2
/** Tasks begin with it. The first line of all is the same in every log. */
export const openingBracket = 91
const newline = 10
const comma = 44
const openingBrace = 123
/** Bytes. What was asked is one line, whatever it names. */
const longestLine = 128 * 1024 ** 2

/** `bytes`: with its end of line. */
export type Line = { bytes: Uint8Array; at: number }

/** Every whole line with its offset, those of one read together. A last line without an end is left out. */
export async function* linesOf(log: Log): AsyncGenerator<Line[]> {
  let rest = new Uint8Array()
  let at = 0
  for (let from = 0; from < log.size(); ) {
    const read = await log.read(from, Math.min(log.size(), from + chunk))
    from += read.length
    const data = rest.length > 0 ? joined(rest, read) : read
    const lines: Line[] = []
    let begin = 0
    for (let end = data.indexOf(newline); end >= 0; end = data.indexOf(newline, begin)) {
      lines.push({ bytes: data.subarray(begin, end + 1), at: at + begin })
      begin = end + 1
    }
    yield lines
    at += begin
    rest = data.slice(begin)
    if (rest.length > longestLine) throw new JournalFormatError(`Its line at byte ${at} is too long.`)
  }
}

/** The text of a line, without its end. */
export const textIn = ({ bytes }: Line): string => decoder.decode(bytes.subarray(0, -1))

export function joined(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
