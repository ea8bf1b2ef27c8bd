/** The report of a job: one line an object, streamed from the journal so that a million of them never are in memory at once. */

import type { Right } from '../../../oss/rights.ts'
import type { Ref } from '../../../oss/types.ts'
import { escapeControls, escapeControlsInJson } from '../../controlCharacters.ts'
import { isLocal } from '../../localFiles.ts'
import type { Phase, StoredTask } from '../types.ts'
import { stoodOf } from './stood.ts'
import { taskStatusOf } from './taskStatus.ts'

/** Reads tasks of the job from the `from`th on. */
export type ReadTasks = (page: { from: number; limit: number }) => Promise<StoredTask[]>
type Reported = { read: ReadTasks; phase: Phase }

const chunk = 1000

const columns = [
  'source',
  'target',
  'size',
  'method',
  'state',
  'outcome',
  'reason',
  'message',
  'requestId',
  'etag',
  'crc64',
  'missingRights',
] as const
type Line = Partial<Record<(typeof columns)[number], string | number>>

/** As text, a thousand objects at a time. CSV has a byte order mark, without which spreadsheets take UTF-8 for something else. */
export async function* csvReport(job: Reported): AsyncGenerator<string> {
  yield `\ufeff${columns.join(',')}\r\n`
  for await (const lines of pages(job))
    yield lines.map((line) => `${columns.map((column) => cell(line[column])).join(',')}\r\n`).join('')
}

/** A JSON array of objects with the columns of the CSV; what there is nothing to say of is left out. */
export async function* jsonReport(job: Reported): AsyncGenerator<string> {
  let separator = '[\n'
  for await (const lines of pages(job)) {
    if (lines.length > 0) yield separator + lines.map((line) => escapeControlsInJson(JSON.stringify(line))).join(',\n')
    if (lines.length > 0) separator = ',\n'
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n'
}

async function* pages({ read, phase }: Reported): AsyncGenerator<Line[]> {
  for (let from = 0, left = true; left; from += chunk) {
    const tasks = await read({ from, limit: chunk })
    yield tasks.map((task) => lineOf(task, phase))
    left = tasks.length === chunk
  }
}

function lineOf(task: StoredTask, phase: Phase): Line {
  const { source, state, group, problem, refusal, proof, left } = task
  const lacks = [...(problem?.lacks ?? []), ...(left?.lacks ?? [])]
  const reason = problem?.code ?? refusal ?? stoodOf(task) ?? (proof?.unverified && 'Unverified')
  const requestId = proof?.requestId ?? problem?.requestId
  return {
    source: addressOf(source),
    ...('target' in task && { target: addressOf(task.target) }),
    size: source.size,
    method: task.kind === 'copy' ? task.method : task.kind,
    state: taskStatusOf(state, phase),
    outcome: group,
    ...(reason && { reason }),
    ...(problem && { message: problem.message }),
    ...(requestId && { requestId }),
    ...(proof && { etag: proof.etag }),
    ...(proof?.crc64 && { crc64: proof.crc64 }),
    ...(lacks.length > 0 && { missingRights: lacks.map(rightInWords).join('; ') }),
  }
}

function rightInWords({ action, resource, prefix, isDenied }: Right): string {
  return `${action} on ${resource}${prefix ? ` below ${prefix}` : ''}${isDenied ? ' (Deny)' : ''}`
}

function addressOf(at: Ref): string {
  return isLocal(at) ? at.key : `oss://${at.bucket}/${at.key}`
}

/** As text that a terminal can show. A spreadsheet takes what begins like a formula for one, and a file may be called `=1+1`: an apostrophe makes it text. */
function cell(value: string | number | undefined): string {
  const text = escapeControls(String(value ?? '')).replace(/^[=+\-@\t\r]/, "'$&")
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
