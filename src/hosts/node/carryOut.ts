/** Runs a job of the journal to its end, or to its stop, and says how it ended. */
import { commands } from '../../engine/jobs/commands.ts'
import type { Job, JobRequest, JobView } from '../../engine/jobs/types.ts'
import { askAbout, type Consent, consentTo, wantsYes } from './consent.ts'
import { exitCodes } from './exitCodes.ts'
import { planWords, writesOver } from './planWords.ts'
import { showProgress } from './progress.ts'
import { emptyPrefixes, reasonsOf, rightLines } from './reasons.ts'
import { remedyOf } from './remedies.ts'
import { writeReport } from './report.ts'
import type { ActiveSession } from './session.ts'
import { stopSignal } from './stop.ts'
import { say } from './terminal.ts'

/**
 * Resolves with the exit code. A person in a terminal sees the plan before anything is removed, edited or written over. `sure`: what is to
 * be done first when there is a yes, or nothing to ask.
 * @throws CannotBegin where a yes is wanted and nobody can be asked.
 */
export async function carryOut(
  id: string,
  request: JobRequest,
  session: ActiveSession,
  sure: () => Promise<unknown> = async () => {},
): Promise<number> {
  const stop = stopSignal()
  stop.signal.addEventListener('abort', () => void session.runner.pause(id))
  try {
    const consent = await consentTo(id, request, session)
    if (consent === 'given') await sure()
    await begin(id, request, consent, session)
    // A stop that came by now found nothing to pause.
    if (!stop.signal.aborted) await session.runner.submitted(id)
    const planned = await shown(id, session)
    if (stop.signal.aborted || !waitsForYes(planned)) return await ended(planned, stop.signal.aborted, session)
    if (!(await agreed(planned, consent, stop.signal, session))) return refused(session)
    await sure()
    if (!stop.signal.aborted) await session.runner.confirm(id)
    return await ended(await shown(id, session), stop.signal.aborted, session)
  } finally {
    stop.drop()
  }
}

/** What failed before is tried again; what was stopped goes on. */
async function begin(id: string, request: JobRequest, consent: Consent, { journal }: ActiveSession): Promise<void> {
  const before = await journal.figures(id)
  if (!before) await journal.create(newJob(id, request, consent))
  if (before && before.counts.failed > 0) await commands.retry(journal, id)
  if (before) await commands.resume(journal, id)
  if (before && consent === 'given') await commands.confirm(journal, id)
}

function newJob(id: string, request: JobRequest, consent: Consent): Job {
  const job = { id, phase: 'planning', planned: false, created: Date.now() } as const
  if (consent === 'given') return { ...job, request, confirmed: true }
  return { ...job, request: { ...request, review: true } }
}

async function shown(id: string, { runner, onFigures, terminal, journal }: ActiveSession): Promise<JobView> {
  const before = await journal.figures(id)
  const progress = showProgress(terminal.output, before?.bytesDone)
  onFigures((now) => now.id === id && progress.moved(now))
  await runner.idle()
  const view = await runner.view(id)
  if (!view) throw new Error('The journal no longer holds this job')
  progress.end(view)
  return view
}

/** Conflicts that the plan leaves to a person wait for good: here nobody answers them. */
function waitsForYes({ phase, planned, confirmed }: JobView): boolean {
  return phase === 'review' && planned && !confirmed
}

/** Nobody may say yes for a person; but where nothing is written over, there is nothing to ask. */
async function agreed(view: JobView, consent: Consent, signal: AbortSignal, session: ActiveSession): Promise<boolean> {
  if (consent === 'nobody' && !writesOver(view)) return keepsWhatTurnsUp(view.id, session)
  for (const line of planWords(view, session.store.accounts)) say(session.terminal, line)
  if (consent === 'nobody') throw wantsYes(session.options)
  return askAbout(view.request, session, signal)
}

/** What turns up at a target after the plan was made was in no plan: it is left for a person to decide about. */
async function keepsWhatTurnsUp(id: string, { journal }: ActiveSession): Promise<true> {
  await journal.changeAll(id, 'waiting', (task) => ('conflict' in task ? { conflict: 'ask' } : undefined))
  return true
}

function refused({ terminal, options }: ActiveSession): number {
  say(terminal, `Nothing was done. The plan is kept in ${options.plan}.journal.`)
  return exitCodes.stopped
}

async function ended(view: JobView, isStopped: boolean, session: ActiveSession): Promise<number> {
  const { options, journal } = session
  if (options.report) await writeReport(options.report, journal, view)
  const isInterrupted = view.phase !== 'finished' && (isStopped || view.phase !== 'review')
  if (isInterrupted) return interrupted(view, isStopped, session)
  return summary(view, session)
}

function interrupted({ problem }: JobView, isStopped: boolean, { terminal, options }: ActiveSession): number {
  say(terminal, isStopped ? 'Stopped.' : `Ended: ${problem?.message || problem?.code}`)
  const remedy = !isStopped && problem && remedyOf(problem)
  if (remedy) say(terminal, remedy)
  for (const line of isStopped ? [] : rightLines(problem)) say(terminal, line)
  say(terminal, `Nothing is lost. To resume: oss-ferry ${options.verb} ${options.plan}`)
  return isStopped ? exitCodes.stopped : exitCodes.partly
}

async function summary(view: JobView, { terminal, options, journal }: ActiveSession): Promise<number> {
  const { failed, refused, conflict } = view.counts
  for (const line of await reasonsOf(journal, view)) say(terminal, `  ${line}`)
  const empty = await emptyPrefixes(journal, view)
  for (const { bucket, key } of empty) say(terminal, `  Nothing was found in oss://${bucket}/${key}`)
  if (conflict > 0) say(terminal, `  ${conflict} ${undecided(view)}`)
  if (failed > 0) say(terminal, `To retry what failed: oss-ferry ${options.verb} ${options.plan}`)
  const isWhole = failed + refused + conflict + empty.length === 0
  say(terminal, isWhole ? 'Done.' : 'Partly done.')
  return isWhole ? exitCodes.done : exitCodes.partly
}

function undecided({ request }: JobView): string {
  if (request.do === 'copy' && request.conflict !== 'ask')
    return 'appeared at the destination meanwhile and were left. To start over with --yes, move the journal away.'
  return 'already exist at the destination and were left. Choose what to do with conflicts in the plan.'
}
