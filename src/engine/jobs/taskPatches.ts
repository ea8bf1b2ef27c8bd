/** What a command makes of each task that it is about. */
import { restoreFor } from '../plan/restore.ts'
import { collidesOnDisk } from '../run/diskTwin.ts'
import type { Restoring } from '../types.ts'
import type { Outcome, Phase, StoredPatch, StoredTask } from './types.ts'

/** One whose target was proved only has its source left to remove. One whose source changed begins with what is there now. */
export function retried({ proof, problem }: StoredTask): StoredPatch {
  if (problem?.refusal || problem?.code === 'SourceChanged' || problem?.code === 'PreconditionFailed')
    return { state: 'waiting', problem: undefined, again: true }
  return { state: proof ? 'copied' : 'waiting', problem: undefined }
}

/** What was refused because it is archived is restored, and then looked at again. */
export function restored({ source }: StoredTask, restoring: Restoring): StoredPatch {
  return { state: 'waiting', refusal: undefined, again: true, restore: restoreFor(source, restoring) }
}

/** What OSS won't copy goes through this page, and is looked at again before. */
export function relayed(): StoredPatch {
  return { state: 'waiting', refusal: undefined, method: 'relay', again: true }
}

/** What is done is of no use: it waits again. */
export function startedOver(): StoredPatch {
  return { state: 'waiting', proof: undefined }
}

/** An answer to a conflict stands until the job goes on; `undefined` takes it back. */
export function answered({ state }: StoredTask, phase: Phase, outcome: Outcome | undefined): StoredPatch | undefined {
  return phase === 'review' && state === 'conflict' ? { answer: outcome } : undefined
}

const patches: Record<Outcome, StoredPatch> = {
  // It is said of what the person has seen: what stands there later instead is asked about again.
  replace: { state: 'waiting', overwrite: true, answer: undefined },
  // Which name is free is seen when it runs.
  keepBoth: { state: 'waiting', overwrite: false, conflict: 'keepBoth', again: true, answer: undefined },
  skip: { state: 'skipped', conflict: 'skip', answer: undefined },
}

/** The answer to a conflict takes effect; one without an answer of its own gets that for all. */
export function decided(task: StoredTask, forAll: Outcome | undefined): StoredPatch | undefined {
  const outcome = task.answer ?? forAll
  return outcome && patches[outcome === 'replace' && collidesOnDisk(task) ? 'keepBoth' : outcome]
}
