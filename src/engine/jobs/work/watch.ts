/** What OSS is restoring is looked at now and then: listing pages, since a job may wait for a hundred thousand objects. */

import type { Listed } from '../../../oss/types.ts'
import { pin } from '../../plan/pin.ts'
import { CopyError, problemOf } from '../../problem.ts'
import { statMany } from '../../standing/statMany.ts'
import type { StoredPatch, StoredTask } from '../types.ts'
import { planWorldOf, type Run } from '../world.ts'
import { save } from './saving.ts'

const longest = 60_000
const growth = 1.5
const chunk = 1000

/** One look, after a pause that grows with the rounds. False: nothing is being restored. */
export async function watch(run: Run, round: number): Promise<boolean> {
  const { journal, settings } = run.world
  const now = await journal.figures(run.job)
  if (run.signal.aborted || !now?.counts.restoring) return false
  await run.world.clock.pause(Math.min(longest, settings.watch * growth ** round), run.signal)
  for (let after = -1, left = true; left; ) {
    const tasks = await journal.next({ job: run.job, state: 'restoring', after, limit: chunk })
    await lookAtAll(tasks, run)
    after = tasks.at(-1)?.n ?? after
    left = tasks.length === chunk
  }
  return true
}

async function lookAtAll(tasks: StoredTask[], run: Run): Promise<void> {
  const sources = tasks.map(({ source }) => source)
  const now = await statMany(sources, planWorldOf(run))
  const patches = tasks.map((task) => patchOf(task, now.get(task.source.key)))
  await Promise.all(tasks.map((task, i) => patches[i] && save(task, run, patches[i])))
}

/** Undefined while it is still being restored. */
function patchOf({ kind, source }: StoredTask, found: Listed | undefined): StoredPatch | undefined {
  if (found?.etag !== source.etag) return { state: 'failed', problem: changed(source.key) }
  if (found.restore?.ongoing) return undefined
  // What was readable for too short a time is asked for again.
  if (!found.restore) return { state: 'waiting' }
  return kind === 'restore' ? { state: 'done', source: pin(source, found) } : { state: 'waiting', again: true }
}

const changed = (key: string) => problemOf(new CopyError('SourceChanged', `${key} has changed while it was restored`))
