/**
 * The engine's own thread: a hidden page's timers stop, a Worker's don't. Every tab has one; the one that holds the lock runs all
 * jobs, and the next takes over when its tab goes. Keys arrive from the own page only and stay in memory.
 */

import { channelName, type News, type WorkerConfiguration } from '../../engine/jobs/messages.ts'
import { createRunner, type Runner } from '../../engine/jobs/runner.ts'
import { createLimiter } from '../../engine/limits/limiter.ts'
import { plan, planAgain } from '../../engine/plan/plan.ts'
import { CopyError } from '../../engine/problem.ts'
import { cancelTask, runTask } from '../../engine/run/run.ts'
import { createResources } from '../../engine/world.ts'
import { createOss } from '../../oss/client.ts'
import { byWay } from '../../oss/direct/byWay.ts'
import { directTransport } from '../../oss/direct/transport.ts'
import { createPermits } from '../../oss/permits.ts'
import { gatewayTransport } from '../../oss/transport.ts'
import type { Oss } from '../../oss/types.ts'
import { forgetChosen } from './chosen.ts'
import { localFor } from './files/localFiles.ts'
import { openJournal } from './journal.ts'
import { sweepZips } from './keptZips.ts'
import { commandIn } from './messages.ts'

/** Requests of all jobs together: how many they begin with, and as many as they grow to while the store answers as fast. */
const automatic = { least: 16, most: 32 }
/** Some more wait at the gateway, so that what ends at OSS is followed at once; too few for a person's click to notice. */
const inFlight = { ...automatic, ahead: (limit: number) => Math.floor(limit / 8) * 2 }
/** More than requests: those whose copy is proved wait until their sources are removed together. */
const atOnce = 400
const limiter = createLimiter(inFlight)
/** Of the six connections that a browser opens to a host; the others are for what a person looks at. */
const fetches = 4
const transport = byWay({
  gateway: gatewayTransport({ among: limiter.limit, fetches }),
  direct: () => directTransport({ fetches }),
})

/** ms */
const standAgain = 5000

const permits = createPermits()
let clients = new Map<string, Oss>()
let runner: Runner | undefined
let standing = false
let keepDays: number | undefined

addEventListener(
  'message',
  ({ data: { accounts, atOnce: wanted, keepDays: days } }: MessageEvent<WorkerConfiguration>) => {
    permits.update(accounts)
    clients = new Map(accounts.map((account) => [account.id, createOss(account, transport, permits.of(account.id))]))
    const most = wanted ?? automatic.most
    Object.assign(inFlight, { most, least: Math.min(automatic.least, most) })
    keepDays = days
    if (runner) void wake(runner).then(forgetOld)
    if (accounts.length === 0) keysGone()
    // Without keys nothing can run here: the lock is left to a tab that has some.
    if (accounts.length > 0 && !standing) void stand()
  },
)

/** What jobs there are may be unreadable now, and not later. The lock stays: what runs already would run beside the engine of another tab. */
async function wake(leading: Runner): Promise<void> {
  await leading.wake().catch(async () => {
    await new Promise((resolve) => setTimeout(resolve, standAgain))
    if (runner === leading) await wake(leading)
  })
}

function online(): Promise<void> {
  if (navigator.onLine) return Promise.resolve()
  return new Promise((resolve) => addEventListener('online', () => resolve(), { once: true }))
}

/** A journal that can't be opened now may be later: the lock is given back, and asked for again. */
async function stand(): Promise<void> {
  standing = true
  await navigator.locks.request('oss-ferry-engine', lead).catch((error: unknown) => {
    setTimeout(stand, standAgain)
    throw error
  })
  standing = false
  // Some may have come while it was given back.
  if (clients.size > 0) void stand()
}

let keysGone = () => {}

/** Without keys nothing can run here any more: another tab may have some, of a session of its own. */
async function untilNoKeys(leading: Runner): Promise<void> {
  do {
    if (clients.size > 0) await new Promise<void>((resolve) => (keysGone = resolve))
    await leading.idle()
  } while (clients.size > 0)
}

/** Not every engine tells (WebKitGTK): there a zip that does not fit fails when it is written. */
async function free(): Promise<number> {
  const { storage } = navigator as { storage?: StorageManager }
  const { quota = Number.POSITIVE_INFINITY, usage = 0 } = (await storage?.estimate?.()) ?? {}
  return quota - usage
}

/** An old page lets go of the lock, as if its tab was closed; it says so, since only a reload brings the new one. */
function letGo(): void {
  postMessage('outdated')
  close()
}

const hourMs = 3_600_000

/** The history goes back as far as the person wants. A journal that can't be reached now is asked again in an hour. */
async function forgetOld(): Promise<void> {
  if (keepDays === undefined) return
  await runner?.clear(Date.now() - keepDays * 24 * hourMs).catch((error: unknown) => {
    if (!(error instanceof CopyError)) throw error
  })
}

/** Holds the lock until the tab goes, or has no keys any more. */
async function lead(): Promise<void> {
  const journal = await openJournal(undefined, letGo)
  await sweepZips(journal)
  const channel = new BroadcastChannel(channelName)
  const tell = (news: News) => {
    channel.postMessage(news)
    if (news.is === 'removed') void forgetChosen(news.job)
  }
  const leading = createRunner({
    journal,
    oss: (account) => clients.get(account),
    ...createResources({ limiter, online }),
    atOnce,
    plan,
    planAgain,
    runTask,
    cancelTask,
    local: localFor,
    free,
    publish: tell,
  })
  const tellOpen = async () => tell({ is: 'open', views: await leading.views() })
  channel.onmessage = ({ data }) => {
    const command = commandIn(data)
    if (command?.is === 'hello') void tellOpen()
    else if (command?.is === 'clear') void leading.clear(command.endedBefore)
    else if (command?.isAnswer) leading.answered(command.job)
    else if (command) void leading[command.is](command.job)
  }
  runner = leading
  await wake(leading)
  await tellOpen()
  void forgetOld()
  const hourly = setInterval(forgetOld, hourMs)
  await untilNoKeys(leading)
  clearInterval(hourly)
  // What is still being removed is told of.
  channel.onmessage = null
  runner = undefined
}
