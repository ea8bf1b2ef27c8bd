/** Compares what a plan has made with what it was made of, as both are now. Nothing is written. */

import type { PlanWorld } from '../../engine/ctx.ts'
import type { StoredTask } from '../../engine/jobs/types.ts'
import { createWorld } from '../../engine/world.ts'
import { CannotBegin } from './cannotBegin.ts'
import { compareTask, type Finding } from './compare.ts'
import { exitCodes } from './exitCodes.ts'
import { jobIds } from './ownTasks.ts'
import { openStore, readPlan, type Session } from './session.ts'
import { say } from './terminal.ts'

const chunk = 200
const never = new AbortController().signal

/** Says each difference, and how often something could not be compared. Resolves with the exit code. */
export async function verify(session: Session): Promise<number> {
  const { journal, options, terminal } = session
  const ran = await journal.figures(jobIds.run)
  if (!ran || ran.phase === 'planning') throw new CannotBegin(`${options.plan} has not been run to its end yet.`)
  if (await journal.figures(jobIds.undo)) throw new CannotBegin('This plan was undone: there is nothing to compare.')
  const store = openStore(await readPlan(options), options, terminal)
  try {
    const world = createWorld(store.resources, { oss: store.oss, signal: never, report: () => {} })
    const differ = await compareAll(session, world)
    const open = ran.objects - ran.counts.done - ran.counts.skipped
    if (open > 0) say(terminal, `${open} of ${ran.objects} objects were not done and are not compared.`)
    if (ran.counts.skipped > 0) say(terminal, `${ran.counts.skipped} were skipped and are not compared.`)
    say(terminal, `${ran.counts.done} compared, ${differ} differ.`)
    return differ + open > 0 ? exitCodes.partly : exitCodes.done
  } finally {
    await store.close()
  }
}

/** Resolves with how many objects differ. */
async function compareAll(session: Session, world: PlanWorld): Promise<number> {
  const { journal, request, terminal } = session
  const notCompared = new Map<string, number>()
  let differ = 0
  const note = (task: StoredTask, findings: Finding[]) => {
    const place = 'target' in task ? task.target : task.source
    for (const { is, what } of findings)
      if (is === 'different') say(terminal, `oss://${place.bucket}/${place.key}: ${what}`)
      else notCompared.set(what, (notCompared.get(what) ?? 0) + 1)
    if (findings.some(({ is }) => is === 'different')) differ++
  }
  for (let after = -1, left = true; left; ) {
    const tasks = await journal.next({ job: jobIds.run, state: 'done', after, limit: chunk })
    await Promise.all(tasks.map(async (task) => note(task, await compareTask(task, request, world))))
    after = tasks.at(-1)?.n ?? after
    left = tasks.length === chunk
  }
  for (const [what, count] of notCompared) say(terminal, `${count} not compared: ${what}`)
  return differ
}
