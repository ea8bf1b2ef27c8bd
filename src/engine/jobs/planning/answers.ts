import { decided } from '../taskPatches.ts'
import type { Run } from '../world.ts'

/** What a person said to conflicts takes effect when the job runs; what they said to all, for those that turn up later too. */
export async function decideConflicts({ job, world }: Pick<Run, 'job' | 'world'>): Promise<void> {
  const now = await world.journal.figures(job)
  if (now?.phase !== 'running' || now.counts.conflict === 0) return
  const isSaid = now.forAll !== undefined || Object.values(now.answers ?? {}).some((count) => count > 0)
  if (isSaid) await world.journal.changeAll(job, 'conflict', (task) => decided(task, now.forAll))
}
