/** What a log says, as it is when it has been read to its end. */

import type { JobFigures, JobRequest } from '../types.ts'
import {
  bytesOf,
  type Commit,
  ForeignLogError,
  header,
  headOf,
  JournalFormatError,
  type Line,
  type Log,
  linesOf,
  openingBracket,
  type Seal,
  type Sealing,
  sealOf,
  type TaskLine,
  textIn,
} from './log.ts'
import { createLogIndex, type LineSpan, type LogIndex } from './logIndex.ts'

/** A job as memory keeps it. */
export type Kept = { figures: JobFigures; request: JobRequest; index: LogIndex }
/** `end`: the offset behind the last line that counts; `seal`: of all lines before it. */
export type LogState = { jobs: Map<string, Kept>; end: number; seal: string }

type Waiting = { task: TaskLine; spot: LineSpan }

/**
 * Reads a log and changes nothing in it.
 * @throws JournalFormatError if it is something else, of another version, or broken before its last line.
 * @throws ForeignLogError if it is not sealed with this seal.
 */
export async function readLog(log: Log, seal: Seal): Promise<LogState> {
  const state: LogState = { jobs: new Map(), end: 0, seal: '' }
  let sealing = seal('')
  let waiting: Waiting[] = []
  let broken: Line | undefined
  const read = (line: Line) => {
    if (line.at === 0) checkHeader(textIn(line))
    else if (line.bytes[0] === openingBracket) {
      sealing.add(line.bytes)
      broken ??= tried(line, () => waiting.push(waitingOf(line)))
    } else {
      const text = textIn(line)
      const commit = commitOf(text)
      if (!commit) broken ??= line
      else if (broken) throw new JournalFormatError(`It is broken at byte ${broken.at}.`)
      else {
        state.seal = checkSeal(text, sealing)
        sealing = seal(state.seal)
        take(state, waiting, commit)
      }
      if (commit) waiting = []
    }
    if (waiting.length === 0 && !broken) state.end = line.at + line.bytes.length
  }
  for await (const lines of linesOf(log)) for (const line of lines) read(line)
  if (state.end === 0 && log.size() > 0) await requireOwnBeginning(log)
  return state
}

function checkSeal(text: string, sealing: Sealing): string {
  const { body, seal } = sealOf(text)
  sealing.add(bytesOf(body))
  if (sealing.end() !== seal) throw new ForeignLogError('It was written by somebody else.')
  return seal
}

function checkHeader(text: string): void {
  if (`${text}\n` === header) return
  const version = /^\{(?:"journal":"oss-ferry",)?"version":(\d+)/.exec(text)?.[1]
  if (version) throw new JournalFormatError(`It is of version ${version}, which this oss-ferry does not read.`)
  throw new JournalFormatError('It is no journal of oss-ferry.')
}

/** A crash may have cut off the very first line; anything else without an end of line is not ours to overwrite. */
async function requireOwnBeginning(log: Log): Promise<void> {
  const begun = new TextDecoder().decode(await log.read(0, Math.min(log.size(), header.length)))
  if (!header.startsWith(begun)) checkHeader(begun)
}

function waitingOf({ bytes, at }: Line): Waiting {
  return { task: headOf(bytes), spot: { at, length: bytes.length } }
}

/** The line if it cannot be read: at the end of a log it was cut off. */
function tried(line: Line, read: () => void): Line | undefined {
  try {
    read()
    return undefined
  } catch {
    return line
  }
}

function commitOf(text: string): Commit | undefined {
  try {
    const { jobs, requests, removed } = JSON.parse(text)
    return typeof jobs === 'object' && jobs !== null ? { jobs, requests, removed } : undefined
  } catch {
    return undefined
  }
}

function take({ jobs }: LogState, waiting: Waiting[], { jobs: figures, requests = {}, removed = [] }: Commit): void {
  for (const id of removed) jobs.delete(id)
  for (const [id, now] of Object.entries(figures)) {
    const kept = jobs.get(id)
    const request = requests[id] ?? kept?.request
    if (!request) throw new JournalFormatError(`It does not say what was asked of ${JSON.stringify(id)}.`)
    jobs.set(id, { figures: now, request, index: kept?.index ?? createLogIndex() })
  }
  for (const { task, spot } of waiting) jobs.get(task.job)?.index.set(task, spot)
}
