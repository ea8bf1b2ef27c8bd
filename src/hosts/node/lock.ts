/** One run of a plan at a time: a file beside it says who. */
import { randomUUID } from 'node:crypto'
import { constants, link, mkdir, open, readFile, rename, rm, rmdir, unlink, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { CannotBegin } from './cannotBegin.ts'
import { isCode } from './ownFile.ts'

/** `started`: when the process began, as the system counts, so that another with the same number is told apart. */
type Holder = { pid: number; host: string; since: string; started?: string; id: string }

/** Gives the lock back. */
export type Lock = { release: () => Promise<void> }

/**
 * Takes the lock at `path`. One that a process of this computer left when it died is taken over; never one of another computer.
 * @throws CannotBegin that says who holds it.
 */
export async function takeLock(path: string): Promise<Lock> {
  const started = await startOf(process.pid)
  const own: Holder = {
    pid: process.pid,
    host: hostname(),
    since: new Date().toISOString(),
    ...(started && { started }),
    id: randomUUID(),
  }
  const draft = `${path}.${own.id}`
  await writeFile(draft, `${JSON.stringify(own)}\n`, { mode: 0o600, flag: 'wx' })
  try {
    if (!(await placed(draft, path))) await takeOver(draft, path)
  } finally {
    await rm(draft, { force: true })
  }
  return { release: () => release(path, own) }
}

/** A link is made by one only, and with its content. */
async function placed(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path)
    return true
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false
    throw error
  }
}

/**
 * Only who has made the folder beside it may replace a lock, and looks again before: of two that found it stale one wins. A lock that was
 * given back meanwhile is taken as a new one, so that nobody's is replaced who took it just now.
 */
async function takeOver(draft: string, path: string): Promise<void> {
  requireStale(await holderOf(path), path)
  const guard = `${path}.takeover`
  await mkdir(guard).catch((error: unknown) => {
    throw isCode(error, 'EEXIST') ? new CannotBegin(beingTaken(path, guard)) : error
  })
  try {
    const holder = await holderOf(path)
    requireStale(holder, path)
    if (holder) await rename(draft, path)
    else if (!(await placed(draft, path))) throw new CannotBegin(beingTaken(path, guard))
  } finally {
    await rmdir(guard)
  }
}

function requireStale(holder: Found | undefined, path: string): void {
  if (holder && !holder.isDead) throw new CannotBegin(busy(holder, path))
}

const busy = ({ pid, host, since }: Holder, path: string) =>
  `This plan is being run by process ${pid} on ${host}, since ${since}. If that is not so, remove ${path}.`
const beingTaken = (path: string, guard: string) =>
  `Another process is about to run this plan. If that is not so, remove ${guard} and ${path}.`

/** Bytes of a lock. */
const longest = 4096

type Found = Holder & { isDead: boolean }

/** Undefined where nobody holds it any more. */
async function holderOf(path: string): Promise<Found | undefined> {
  const text = await textOf(path)
  if (text === undefined) return undefined
  const holder = parsed(text)
  if (!holder) throw new CannotBegin(`${path} doesn't say which process runs this plan. If none does, delete it.`)
  return { ...holder, isDead: await isDead(holder) }
}

/** Of a lock, the beginning: a stranger's may have no end. */
async function textOf(path: string): Promise<string | undefined> {
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)
  const file = await open(path, flags).catch((error: unknown) => {
    if (isCode(error, 'ENOENT')) return undefined
    throw isCode(error, 'ELOOP')
      ? new CannotBegin(`${path} is a symbolic link. If no process runs this plan, delete it.`)
      : error
  })
  if (!file) return undefined
  const { buffer, bytesRead } = await file.read(Buffer.alloc(longest), 0, longest, 0).finally(() => file.close())
  return buffer.toString('utf8', 0, bytesRead)
}

function parsed(text: string): Holder | undefined {
  try {
    const { pid, host, since, started, id } = JSON.parse(text)
    const isText = [host, since, id, started ?? ''].every((value) => typeof value === 'string')
    return Number.isInteger(pid) && pid > 0 && isText ? { pid, host, since, started, id } : undefined
  } catch {
    return undefined
  }
}

async function isDead({ pid, host, started }: Holder): Promise<boolean> {
  if (host !== hostname()) return false
  if (!isThere(pid)) return true
  const now = await startOf(pid)
  return started !== undefined && now !== undefined && now !== started
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return !isCode(error, 'ESRCH')
  }
}

/** Ticks since the computer started, where the system tells. */
async function startOf(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  // The name of the program, in brackets, may hold anything.
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
}

async function release(path: string, own: Holder): Promise<void> {
  const holder = await holderOf(path).catch(() => undefined)
  if (holder?.id === own.id) await unlink(path)
}
