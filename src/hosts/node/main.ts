import { JournalFormatError } from '../../engine/jobs/journal/log.ts'
import { visible } from '../../i18n/visible.ts'
import { type Options, readArguments, usage, type Verb } from './arguments.ts'
import { CannotBegin } from './cannotBegin.ts'
import { carryOut } from './carryOut.ts'
import { withConfiguration } from './configuration.ts'
import { exitCodes } from './exitCodes.ts'
import { jobIds, undoOf } from './ownTasks.ts'
import { planOfRule } from './planOfRule.ts'
import { writeCsv, writeReport } from './report.ts'
import { type ActiveSession, type Session, withJournal, withSession } from './session.ts'
import { ownTerminal, type Terminal } from './terminal.ts'
import { verify } from './verify.ts'

/** `oss-ferry`: resolves with the exit code. */
export async function main(args: string[], terminal: Terminal = ownTerminal()): Promise<number> {
  if (args.some((word) => word === '--help' || word === '-h')) {
    terminal.output.write(usage)
    return exitCodes.done
  }
  try {
    const options = readArguments(args)
    const environment = await withConfiguration(terminal.environment, options)
    return await verbs[options.verb](options, { ...terminal, environment })
  } catch (error) {
    terminal.errors.write(`${wordsOf(error)}\n`)
    return exitCodes.cannotBegin
  }
}

const verbs: Record<Verb, (options: Options, terminal: Terminal) => Promise<number>> = {
  plan: planOfRule,
  run: (options, terminal) => withSession(options, terminal, run),
  undo: (options, terminal) => withSession(options, terminal, undo),
  report: (options, terminal) => withJournal(options, terminal, report),
  verify: (options, terminal) => withJournal(options, terminal, verify),
}

async function run(session: ActiveSession): Promise<number> {
  if (await session.journal.figures(jobIds.undo))
    throw new CannotBegin(`This plan was undone. Move ${session.options.plan}.journal away to run it again.`)
  return carryOut(jobIds.run, session.request, session)
}

/** What the run had not done stays undone. */
async function undo(session: ActiveSession): Promise<number> {
  const { request, journal, runner, options } = session
  if (request.do === 'remove') throw new CannotBegin("A deletion can't be undone.")
  const ran = await journal.figures(jobIds.run)
  if (!ran) throw new CannotBegin(`${options.plan} has not been run yet.`)
  const endRun = async () => ran.phase !== 'finished' && runner.cancel(jobIds.run)
  return carryOut(jobIds.undo, undoOf(request), session, endRun)
}

async function report({ journal, options, terminal }: Session): Promise<number> {
  const ran = await journal.figures(jobIds.run)
  if (!ran) throw new CannotBegin(`${options.plan} has not been run yet.`)
  if (options.report) await writeReport(options.report, journal, ran)
  else await writeCsv(terminal.output, journal, ran)
  return exitCodes.done
}

/** Never a stack trace. Names may hold what a terminal obeys. */
function wordsOf(error: unknown): string {
  if (error instanceof JournalFormatError)
    return `The journal of this plan cannot be read. ${visible(error.message)} Move it away to begin anew.`
  const text = error instanceof Error ? error.message : String(error)
  if (error instanceof CannotBegin) return error.lines.map(visible).join('\n')
  return visible(text)
}
