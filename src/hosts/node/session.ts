/** A plan with all that a verb needs to work on it. */
import { readFile, stat } from 'node:fs/promises'
import type { Journal } from '../../engine/jobs/journal/journal.ts'
import { ForeignLogError } from '../../engine/jobs/journal/log.ts'
import { openLogJournal } from '../../engine/jobs/journal/logJournal.ts'
import { createRunner, type Runner } from '../../engine/jobs/runner.ts'
import type { FiguresView } from '../../engine/jobs/types.ts'
import { createLimiter } from '../../engine/limits/limiter.ts'
import { plan, planAgain } from '../../engine/plan/plan.ts'
import { type PlanFile, readPlanFile } from '../../engine/plan/planFile.ts'
import { cancelTask, runTask } from '../../engine/run/run.ts'
import { createResources, type Resources } from '../../engine/world.ts'
import { createOss } from '../../oss/client.ts'
import type { Account, Oss } from '../../oss/types.ts'
import { type Proxies, ProxySettingError, proxiesOf } from '../../proxy/proxies.ts'
import type { Options } from './arguments.ts'
import { CannotBegin } from './cannotBegin.ts'
import { accountsOf } from './credentials.ts'
import { type FileLog, openFileLog, readFileLog, sealWith } from './fileLog.ts'
import { takeLock } from './lock.ts'
import { requireOwn } from './ownTasks.ts'
import { requireReplaceable } from './report.ts'
import { journalSecret, stateFolder } from './stateFolder.ts'
import type { Terminal } from './terminal.ts'
import { nodeTransport } from './transport.ts'

/** More than requests: those whose copy is proved wait until their sources are removed together. */
const lanes = 400

export type Store = {
  accounts: Map<string, Account>
  oss: (account: string) => Oss
  resources: Resources
  close: () => Promise<void>
}
export type Session = Pick<PlanFile, 'request'> & { options: Options; terminal: Terminal; journal: Journal }
export type ActiveSession = Session & {
  runner: Runner
  store: Store
  onFigures: (listener: (now: FiguresView) => void) => void
}

/** Bytes: some hundred thousand sources. */
const longestPlan = 128 * 1024 ** 2

/** @throws PlanFileError, CannotBegin if it is too long, and what reading the file throws. */
export async function readPlan({ plan }: Options): Promise<PlanFile> {
  if ((await stat(plan)).size > longestPlan) throw new CannotBegin(`${plan} is too large for a plan.`)
  return readPlanFile(await readFile(plan, 'utf8'))
}

/** The store as the keys of the environment see it. @throws CannotBegin */
export function openStore(file: PlanFile, { concurrency }: Options, { environment }: Terminal): Store {
  const transport = nodeTransport(concurrency, proxiesIn(environment))
  const accounts = accountsOf(file, environment)
  const clients = new Map([...accounts].map(([id, account]) => [id, createOss(account, transport.send)]))
  const limiter = createLimiter({ least: Math.min(16, concurrency), most: concurrency })
  return {
    accounts,
    oss(account) {
      const client = clients.get(account)
      if (!client) throw new Error(`Nobody signs for ${account}`)
      return client
    },
    resources: createResources({ limiter }),
    close: transport.close,
  }
}

/** @throws CannotBegin */
function proxiesIn(environment: Terminal['environment']): Proxies | undefined {
  try {
    return proxiesOf(environment)
  } catch (error) {
    throw error instanceof ProxySettingError ? new CannotBegin(error.message) : error
  }
}

/** Works on a plan that nobody else works on meanwhile. @throws CannotBegin */
export async function withSession<T>(
  options: Options,
  terminal: Terminal,
  work: (session: ActiveSession) => Promise<T>,
): Promise<T> {
  const file = await readPlan(options)
  if (options.report) await requireReplaceable(options.report)
  const store = openStore(file, options, terminal)
  const lock = await takeLock(`${options.plan}.lock`)
  try {
    const log = await openFileLog(journalOf(options))
    try {
      return await work(await sessionOf({ file, store, log }, options, terminal))
    } finally {
      await log.close()
    }
  } finally {
    await store.close()
    await lock.release()
  }
}

/** Reads the journal of a plan, also while somebody works on it. @throws CannotBegin */
export async function withJournal<T>(options: Options, terminal: Terminal, work: (session: Session) => Promise<T>) {
  const { request } = await readPlan(options)
  const log = await readFileLog(journalOf(options)).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? new CannotBegin(`${options.plan} has not been run yet.`) : error
  })
  try {
    const journal = await openOwnJournal(log, options, terminal)
    await requireOwn(journal, request, journalOf(options), options.verb === 'verify')
    return await work({ request, options, terminal, journal })
  } finally {
    await log.close()
  }
}

/** A journal is believed if this user's own runs have written it: it says what was allowed, proved and begun. */
async function openOwnJournal(log: FileLog, options: Options, { environment }: Terminal): Promise<Journal> {
  const secret = await journalSecret(environment)
  return openLogJournal(log, sealWith(secret)).catch((error: unknown) => {
    if (!(error instanceof ForeignLogError)) throw error
    throw stranger(journalOf(options), stateFolder(environment))
  })
}

const stranger = (path: string, folder: string) =>
  new CannotBegin(
    `${path} was not written by your own runs on this computer, so it is not trusted.`,
    "If you don't know where it comes from, don't trust the plan either.",
    `If you brought it from another computer, copy its journal.key to ${folder} as well,`,
    'or move it away to start over: existing objects are then handled as the plan says, and nothing is lost.',
  )

const journalOf = ({ plan }: Options) => `${plan}.journal`

type Parts = { file: PlanFile; store: Store; log: FileLog }

async function sessionOf({ file, store, log }: Parts, options: Options, terminal: Terminal): Promise<ActiveSession> {
  const journal = await openOwnJournal(log, options, terminal)
  await requireOwn(journal, file.request, journalOf(options), options.verb === 'undo')
  const listeners: ((now: FiguresView) => void)[] = []
  const runner = createRunner({
    journal,
    oss: store.oss,
    ...store.resources,
    atOnce: lanes,
    plan,
    planAgain,
    runTask,
    cancelTask,
    free: async () => Number.POSITIVE_INFINITY,
    publish(news) {
      const views = news.is === 'moved' ? news.figures : news.is === 'changed' ? news.views : []
      for (const view of views) for (const listener of listeners) listener(view)
    },
  })
  const onFigures = (listener: (now: FiguresView) => void) => void listeners.push(listener)
  return { request: file.request, options, terminal, journal, runner, store, onFigures }
}
