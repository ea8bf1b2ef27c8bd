import { readFile } from 'node:fs/promises'
import { createLimiter } from '../../engine/limits/limiter.ts'
import { PlanFileError, readPlanFile } from '../../engine/plan/planFile.ts'
import { createResources, createWorld } from '../../engine/world.ts'
import { createOss } from '../../oss/client.ts'
import { accountsOf, UsageError } from './credentials.ts'
import { openJournal } from './journal.ts'
import { createProgress, type Progress } from './progress.ts'
import { runPlan } from './runPlan.ts'
import { showProgress } from './show.ts'
import { nodeTransport } from './transport.ts'

const usage = `Usage: oss-ferry run plan.json

Runs an exported plan: copies, moves, edits or removes objects of Alibaba Cloud OSS. It writes what it has done to
plan.json.journal; run it again to go on where it was, also after a crash.

Credentials come from the environment:
  OSS_ACCESS_KEY_ID, OSS_ACCESS_KEY_SECRET, OSS_SESSION_TOKEN
  OSS_REGION, OSS_ENDPOINT       if they are not those of the plan's source
  OSS_TARGET_...                 the same, where a relay writes with another account

Ends with 0 when all is done, 1 when something was not, 2 when it could not begin, 130 when it was stopped.
`
/** Requests in flight. */
const inFlight = { least: 6, most: 32 }

const exitCodes = { done: 0, failed: 1, usage: 2, stopped: 130 }

/** `oss-ferry`: resolves with the exit code. */
export async function main(args: string[]): Promise<number> {
  const [verb, path, ...others] = args
  if (verb === '--help' || verb === '-h') {
    process.stdout.write(usage)
    return exitCodes.done
  }
  try {
    if (verb !== 'run' || path === undefined || others.length > 0) throw new UsageError(usage.trimEnd())
    return await runFile(path)
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof PlanFileError || isMissing(error, path))) throw error
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
    return exitCodes.usage
  }
}

async function runFile(path: string): Promise<number> {
  const file = readPlanFile(await readFile(path, 'utf8'))
  const accounts = accountsOf(file, process.env)
  const journal = await openJournal(`${path}.journal`, file.request)
  const transport = nodeTransport()
  const clients = new Map([...accounts].map(([id, account]) => [id, createOss(account, transport)]))
  const progress = createProgress(Date.now())
  const show = showProgress(progress, process.stdout)
  const stop = stopSignal()
  const oss = (account: string) => {
    const client = clients.get(account)
    if (!client) throw new Error(`Nobody signs for ${account}`)
    return client
  }
  const resources = createResources({ limiter: createLimiter(inFlight) })
  const world = createWorld(resources, { oss, signal: stop.signal, report: () => {} })
  try {
    await runPlan(file.request, world, journal, progress)
  } catch (error) {
    show.end()
    say(stop.signal.aborted ? 'Stopped.' : `Ended: ${error instanceof Error ? error.message : error}`)
    say(`Nothing is lost. To go on: oss-ferry run ${path}`)
    return stop.signal.aborted ? exitCodes.stopped : exitCodes.failed
  } finally {
    stop.drop()
    await journal.close()
  }
  show.end()
  return summary(progress, path)
}

function summary(progress: Progress, path: string): number {
  const { failed = 0, refused = 0, conflict = 0 } = progress.counts()
  for (const [reason, { count, sample }] of progress.reasons()) say(`  ${count} ${reason}, e.g. ${sample}`)
  if (conflict > 0) say(`  ${conflict} exist at the target already and the plan asks: choose a policy in the plan.`)
  if (failed > 0) say(`To try the failed again: oss-ferry run ${path}`)
  const isWhole = failed + refused + conflict === 0
  say(isWhole ? 'Done.' : 'Done, but not all of it.')
  return isWhole ? exitCodes.done : exitCodes.failed
}

/** The first Ctrl+C lets what is in flight come to a known end; the second ends at once, which the journal bears too. */
function stopSignal() {
  const stop = new AbortController()
  const heard = () => {
    if (stop.signal.aborted) process.exit(exitCodes.stopped)
    stop.abort(new Error('stopped'))
  }
  const signals = ['SIGINT', 'SIGTERM'] as const
  for (const name of signals) process.on(name, heard)
  const drop = () => {
    for (const name of signals) process.off(name, heard)
  }
  return { signal: stop.signal, drop }
}

function isMissing(error: unknown, path: string | undefined): boolean {
  const { code, path: at } = error as NodeJS.ErrnoException
  return (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR') && (at === undefined || at === path)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
