/**
 * What a person wants of a job goes into the journal first, and only then is anybody told: the tab that runs the jobs may be going just
 * now, and the next one reads the wish. Each may be written twice without harm.
 */

import type { Restoring } from '../types.ts'
import type { ChangeTo, Journal } from './journal/journal.ts'
import type { CommandName } from './messages.ts'
import { nextPhase } from './planning/review.ts'
import { answered, relayed, restored, retried } from './taskPatches.ts'
import type { JobPatch, JobRecord, Outcome, Phase } from './types.ts'

type Wish = (journal: Journal, job: string) => Promise<unknown>

const move =
  (from: Phase[], patch: (record: JobRecord) => JobPatch): Wish =>
  (journal, job) =>
    journal.update(job, (record) => (from.includes(record.phase) ? patch(record) : undefined))

/** Where a job goes on that is stopped. */
export const resumed = (record: JobRecord): JobPatch => ({ phase: nextPhase(record), problem: undefined })

export const commands: Record<Exclude<CommandName, 'look'>, Wish> = {
  /** A new job is in the journal already. */
  submitted: async () => {},
  /** Says yes to a plan, also to one that is still being made. */
  confirm: move(['review'], () => ({ phase: 'running', confirmed: true })),
  pause: move(['planning', 'running'], () => ({ phase: 'paused' })),
  resume: move(['paused'], resumed),
  cancel: move(['planning', 'review', 'running', 'paused', 'finished'], () => cancelled()),
  retry: (journal, job) => goOnWith(journal, job, 'failed', retried),
  remove: (journal, job) =>
    journal.update(job, ({ phase, unfinished, removing }) => ({
      removing: removing ?? (phase === 'cancelled' && unfinished > 0 ? 'anyway' : 'clean'),
      ...(phase !== 'cancelled' && cancelled()),
    })),
}

const cancelled = (): JobPatch => ({ phase: 'cancelled', ended: Date.now() })

/**
 * What a person says to one conflict, or to all that have no answer of their own, also those that are still to be found; `undefined`
 * takes it back. It takes effect with the yes.
 */
export async function answer(
  journal: Journal,
  job: string,
  outcome: Outcome | undefined,
  n?: number,
): Promise<unknown> {
  if (n !== undefined) return journal.change(job, n, (task, { phase }) => answered(task, phase, outcome))
  return journal.update(job, ({ phase }) => (phase === 'review' ? { forAll: outcome } : undefined))
}

/** What the plan refused because it is archived is restored first, and the job goes on with it when it can be read. */
export async function restoreArchived(journal: Journal, job: string, restoring: Restoring): Promise<void> {
  await journal.update(job, ({ request }) =>
    request.do === 'copy' || request.do === 'change' ? { request: { ...request, restore: restoring } } : undefined,
  )
  await goOnWith(journal, job, 'archived', (task) => restored(task, restoring))
}

/** What the plan refused because it is of append type goes through the page, as the person wants it now. */
export async function relayAppendable(journal: Journal, job: string): Promise<void> {
  await journal.update(job, ({ request }) =>
    request.do === 'copy' ? { request: { ...request, relay: true } } : undefined,
  )
  await goOnWith(journal, job, 'appendable', relayed)
}

/**
 * Makes tasks of a job that has ended wait again. It runs from before the first of them on: a tab that is closed in their middle leaves none
 * that waits in a job that nobody takes up. Who took it up meanwhile may have found nothing yet, and ended it once more.
 */
async function goOnWith(journal: Journal, job: string, from: Again, to: ChangeTo): Promise<void> {
  const goOnIf = (isLeft: (now: JobRecord) => boolean) =>
    journal.update(job, (now) => (now.phase === 'finished' && isLeft(now) ? goingOn : undefined))
  await goOnIf(({ counts, refusals }) => (from === 'failed' ? counts.failed : (refusals[from] ?? 0)) > 0)
  await journal.changeAll(job, from, to)
  await goOnIf(({ counts }) => counts.waiting + counts.copied > 0)
}

type Again = 'failed' | 'archived' | 'appendable'

const goingOn: JobPatch = { phase: 'running', confirmed: true, ended: undefined }

/** The same for the encryption of each object. */
export async function keepEncryption(journal: Journal, job: string, keeps: boolean): Promise<void> {
  await journal.update(job, ({ phase }) => (phase === 'review' ? { keepEncryption: keeps } : undefined))
}

/** Before it starts, a person may leave each object's own ACL out, which saves a request an object. */
export async function keepAcl(journal: Journal, job: string, keeps: boolean): Promise<void> {
  await journal.update(job, ({ request, phase }) =>
    request.do === 'copy' && phase === 'review' ? { request: { ...request, keepAcl: keeps } } : undefined,
  )
}
