/** A journal may come from anybody: it is believed only as far as it stays within its plan. */

import { edited, editOf, propertiesIn } from '../../engine/edit/edited.ts'
import { Uneditable } from '../../engine/edit/uneditable.ts'
import type { Journal } from '../../engine/jobs/journal/journal.ts'
import type { JobRequest, StoredTask } from '../../engine/jobs/types.ts'
import { parentOf, rebase } from '../../engine/keys.ts'
import { targetKey } from '../../engine/plan/check.ts'
import { holdersAmong } from '../../engine/plan/holders.ts'
import { scopeMatcher } from '../../engine/scope/scope.ts'
import type { ChangeRequest, ChangeTask, CopyRequest, PortableRequest, TaskState } from '../../engine/types.ts'
import type { Ref } from '../../oss/types.ts'
import { CannotBegin } from './cannotBegin.ts'

/** The jobs of a plan's journal. */
export const jobIds = { run: 'run', undo: 'undo' } as const

/** What a run acts upon. What is done it only counts; an undo and a comparison read that too. */
const open: TaskState[] = ['waiting', 'running', 'copied', 'restoring', 'conflict', 'failed']
const chunk = 1000

export const undoOf = (request: Exclude<PortableRequest, { do: 'remove' }>): JobRequest => ({
  do: 'undo',
  job: jobIds.run,
  of: request,
  sources: request.sources,
  review: true,
})

/**
 * Looks at what a journal holds before anything is done with it. `readsDone`: what is done will be acted upon, too.
 * @throws CannotBegin if it belongs to another plan, or names objects that its plan does not.
 */
export async function requireOwn(journal: Journal, request: PortableRequest, path: string, readsDone: boolean) {
  const states = readsDone ? [...open, 'done' as const] : open
  // What a scope does not mean is only refused, and never acted upon.
  const isMeant = scopeMatcher(request.sources)
  const places = placesIn(request)
  const other = new CannotBegin(`${path} is the journal of another plan. Move it away to start over.`)
  for (const job of await journal.jobs()) {
    const isUndo = job.id === jobIds.undo && request.do !== 'remove'
    const expected = isUndo ? undoOf(request) : request
    if ((job.id !== jobIds.run && !isUndo) || !isSame(job.request, expected)) throw other
    const isOwn = (task: StoredTask) =>
      isUndo ? isUndoing(task, request, places) : isOf(task, request, places) && isMeant(task.source)
    for (const state of states) {
      const stranger = await firstOf(journal, { job: job.id, state }, (task) => !isOwn(task))
      const name = stranger && JSON.stringify(stranger.source.key)
      if (name) throw new CannotBegin(`${path} names ${name}, which is not in the plan.`)
    }
  }
}

/** Whether it is shown before it runs is no part of what was asked. */
function isSame(one: JobRequest, other: JobRequest): boolean {
  const told = (request: JobRequest) => JSON.stringify(sorted({ ...request, review: undefined }))
  return told(one) === told(other)
}

async function firstOf(
  journal: Journal,
  which: { job: string; state: TaskState },
  isIt: (task: StoredTask) => boolean,
): Promise<StoredTask | undefined> {
  for (let after = -1, left = true; left; ) {
    const tasks = await journal.next({ ...which, after, limit: chunk })
    const found = tasks.find(isIt)
    if (found) return found
    after = tasks.at(-1)?.n ?? after
    left = tasks.length === chunk
  }
  return undefined
}

/** Which sources cover an object, and which places that the plan makes. Told once: there may be as many sources as tasks. */
type Places = { covering: (at: Ref) => Ref[]; isMade: (at: Ref) => boolean }

function placesIn(request: PortableRequest): Places {
  const covering = coveringAmong(request.sources)
  if (request.do !== 'copy') return { covering, isMade: () => false }
  const made = request.sources.map((source) => ({ ...request.target, key: targetKey(source, request) }))
  const makes = coveringAmong(made)
  const besides = new Set(request.conflict === 'keepBoth' ? made.map(folderOf) : [])
  return { covering, isMade: (at) => makes(at).length > 0 || besides.has(folderOf(at)) }
}

function coveringAmong(places: readonly Ref[]): (at: Ref) => Ref[] {
  const holders = holdersAmong(places, nameOf)
  return (at) => holders(nameOf(at))
}

/** What a stranger calls a bucket or a region must not read like the name of another one, and a part of a key. */
const nameOf = ({ account, region, bucket, key }: Ref) => `${JSON.stringify([account, region, bucket])}/${key}`
const folderOf = (at: Ref) => nameOf({ ...at, key: parentOf(at.key) })

function isOf(task: StoredTask, request: PortableRequest, places: Places): boolean {
  const covering = places.covering(task.source)
  if (covering.length === 0 || task.kind !== request.do) return false
  if (task.kind === 'change') return request.do === 'change' && isAskedOf(task, request)
  if (task.kind !== 'copy' || request.do !== 'copy') return task.kind === 'remove'
  if (task.removeSource !== request.removeSource) return false
  return covering.some((source) => isAimedAt(task.target, targetOf(task.source, source, request), request))
}

/** A change that the edit makes of what the plan saw. */
function isAskedOf({ change, expects = {} }: ChangeTask, { change: asked, edit }: ChangeRequest): boolean {
  if (!edit) return isEqual(change, asked)
  try {
    return !isEqual(change, {}) && isEqual(change, edited(editOf(edit, change), propertiesIn(expects)).change)
  } catch (error) {
    if (error instanceof Uneditable) return false
    throw error
  }
}

/** The name of a copy beside another is a number longer. */
function isAimedAt(target: Ref, expected: Ref, { conflict }: CopyRequest): boolean {
  if (!isSameBucket(target, expected)) return false
  if (target.key === expected.key) return true
  return conflict === 'keepBoth' && parentOf(target.key) === parentOf(expected.key)
}

function targetOf(at: Ref, source: Ref, request: CopyRequest): Ref {
  return { ...request.target, key: rebase(at.key, source.key, targetKey(source, request)) }
}

/** A move goes back from where it went; a copy, and that of a move whose source still stands, is removed there; an edit is undone in its place. */
function isUndoing(task: StoredTask, request: PortableRequest, { covering, isMade }: Places): boolean {
  if (request.do === 'change') return task.kind === 'change' && covering(task.source).length > 0
  if (request.do !== 'copy' || !isMade(task.source)) return false
  if (task.kind === 'remove') return true
  return request.removeSource && task.kind === 'copy' && covering(task.target).length > 0
}

function isSameBucket(a: Ref, b: Ref): boolean {
  return a.account === b.account && a.region === b.region && a.bucket === b.bucket
}

function isEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([name, each]) => [name, sorted(each)]))
}
