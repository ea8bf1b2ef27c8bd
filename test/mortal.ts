import { setImmediate, setTimeout as sleep } from 'node:timers/promises'
import type { Settings } from '../src/engine/ctx.ts'
import type { Journal } from '../src/engine/jobs/journal/journal.ts'
import { createRunner } from '../src/engine/jobs/runner.ts'
import { createLimiter } from '../src/engine/limits/limiter.ts'
import type { LocalFiles } from '../src/engine/localFiles.ts'
import { plan, planAgain } from '../src/engine/plan/plan.ts'
import { cancelTask, runTask } from '../src/engine/run/run.ts'
import { createResources } from '../src/engine/world.ts'
import { OssError } from '../src/oss/errors.ts'
import type { Oss, Ref } from '../src/oss/types.ts'

/**
 * The runner that ships, in a world that ends at the n-th event: a request, a journal write, or a call to the files of this computer. A
 * dead world gets no answer any more, so that none of its code goes on; what it had sent goes on at the store.
 */

/** What a call to the store says of its object. */
type Call = { at?: Ref; source?: Ref; bucket?: { bucket: string }; keys?: string[]; signal: AbortSignal }
export type Event = {
  of: 'request' | 'journal' | 'file' | 'actor' | 'end'
  op: string
  call?: Call
  /** Of a journal write about one task. */
  task?: number
  isAnswered?: boolean
}

/**
 * What happens around the n-th event. `before`, `after`: the world ends there. `lost`: the answer never arrives. `cut`: the request
 * reaches the store only after the world has stopped waiting for it, or 5 ms later.
 */
export type Disturbance = {
  at: number
  as: 'calm' | 'before' | 'after' | 'lost' | 'cut'
  /** Runs before the event, or before its answer is lost; nothing else happens meanwhile. */
  act?: () => Promise<void>
  /** What the person wants before the event, which goes on meanwhile. */
  wish?: () => void
}
export const undisturbed: Disturbance = { at: Number.POSITIVE_INFINITY, as: 'calm' }

type Materials = {
  oss: Oss
  journal: Journal
  settings: Settings
  local?: (() => LocalFiles) | undefined
  disturbance: Disturbance
  /** All events of all worlds of a run. */
  trace: Event[]
  atOnce?: number
  /** More events than this are a run without an end. */
  most: number
}

const writes = ['create', 'update', 'append', 'save', 'change', 'changeAll', 'remove'] as const
const isWrite = (name: string) => (writes as readonly string[]).includes(name)
const hang = () => new Promise<never>(() => {})

export type Mortal = ReturnType<typeof mortalWorld>

export function mortalWorld({ oss, journal, settings, local, disturbance, trace, atOnce = 8, most }: Materials) {
  const { at, as, act, wish } = disturbance
  const flying = new Set<Promise<unknown>>()
  let count = 0
  let cause: 'crash' | 'endless' | undefined
  /** Nothing is sent while the second actor acts, so that what it found and what it left is known. */
  let acting: Promise<void> | undefined
  let tellDeath: (cause: 'crash' | 'endless') => void = () => {}
  const death = new Promise<'crash' | 'endless'>((resolve) => {
    tellDeath = resolve
  })
  const die = (why: 'crash' | 'endless') => {
    cause ??= why
    tellDeath(cause)
  }

  async function event<T>(what: Event, work: () => Promise<T>): Promise<T> {
    if (cause) return hang()
    const n = ++count
    if (n > most) die('endless')
    while (acting) await acting
    if (n === at && act && as !== 'lost' && as !== 'after') await alone(act)
    const flown = n === at && wish ? underWay() : undefined
    if (n === at && wish) await heard(wish)
    if (n === at && as === 'before') die('crash')
    if (cause) return hang()
    const entry = { ...what }
    trace.push(entry)
    const running = n === at && as === 'cut' ? late(what.call?.signal, work) : unlessTooLate(what.call?.signal, work)
    const landed = running.then(
      () => {},
      () => {},
    )
    flying.add(landed)
    await landed.finally(() => flying.delete(landed))
    flown?.()
    if (n === at && as === 'after') die('crash')
    if (cause) return hang()
    if (n === at && as === 'lost') {
      if (act) await alone(act)
      if (what.of === 'request') throw lost()
    }
    entry.isAnswered = !what.call?.signal.aborted
    return running
  }
  /** What the person does not wait for is on its way all the same. Returns how it is told that it has landed. */
  function underWay(): () => void {
    let end = () => {}
    const way = new Promise<void>((resolve) => {
      end = resolve
    })
    flying.add(way)
    return () => {
      flying.delete(way)
      end()
    }
  }
  async function alone(act: () => Promise<void>): Promise<void> {
    acting = Promise.all(flying).then(act)
    await acting.finally(() => {
      acting = undefined
    })
  }
  const mortalOss = new Proxy(oss, {
    get: (target, op: keyof Oss) => (call: Call) => {
      const send = target[op] as unknown as (call: Call) => Promise<unknown>
      if (op === 'publicUrl' || op === 'signUrl' || op === 'clockOffset') return send(call)
      // What was sent goes on at the store when nobody waits for it any more.
      const sent = event({ of: 'request', op, call }, () => send({ ...call, signal: never }))
      return unlessStopped(call.signal, sent)
    },
  })
  const mortalJournal = new Proxy(journal, {
    get:
      (target, op: keyof Journal) =>
      async (...args: unknown[]) => {
        const work = () => (target[op] as (...args: unknown[]) => Promise<unknown>)(...args)
        if (cause) return hang()
        if (!isWrite(op) || (await changesNothing(op, args, target))) return work()
        const task = op === 'save' || op === 'change' ? { task: args[1] as number } : {}
        return event({ of: 'journal', op, ...task }, work)
      },
  })
  const files = local && mortalFiles(local(), event, () => cause !== undefined)
  const runner = createRunner({
    ...createResources({ settings, limiter: createLimiter({ least: 8, most: 8 }) }),
    journal: mortalJournal,
    oss: () => mortalOss,
    atOnce,
    plan,
    planAgain,
    runTask,
    cancelTask,
    free: async () => Number.POSITIVE_INFINITY,
    ...(files && { local: () => files }),
    publish: () => {},
  })
  return {
    runner,
    journal: mortalJournal,
    death,
    events: () => count,
    /** Resolves when nothing that was sent is under way at the store. */
    async landed() {
      while (flying.size > 0) await Promise.all(flying)
    },
    /** Ends it, whatever it does. */
    end: () => die('crash'),
  }
}

export const never = new AbortController().signal

/** Long enough for the journal to be told, and for what runs to be stopped. */
async function heard(wish: () => void): Promise<void> {
  wish()
  for (let turn = 0; turn < 5; turn++) await setImmediate()
}

/** What is stopped before it is sent does not reach the store. */
async function unlessTooLate<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
  signal?.throwIfAborted()
  return work()
}

async function late<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
  await unlessStopped(signal ?? never, sleep(5)).catch(() => {})
  return work()
}

/** Rejects with the signal's reason as soon as it is stopped. */
function unlessStopped<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason)
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop)
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}

function lost(): OssError {
  return new OssError({ kind: 'network', code: 'NetworkError', message: 'lost', operation: '', resource: '' })
}

/** An update that changes nothing is no write. */
async function changesNothing(op: keyof Journal, args: unknown[], journal: Journal): Promise<boolean> {
  if (op !== 'update') return false
  const [id, change] = args as Parameters<Journal['update']>
  const record = await journal.job(id)
  return !record || change(record) === undefined
}

type Run = <T>(what: Event, work: () => Promise<T>) => Promise<T>

/** Every call is an event, also those to what a call returns: a file that is being written. */
function mortalFiles<T extends object>(files: T, event: Run, isDead: () => boolean): T {
  return new Proxy(files, {
    get(target, op: string) {
      const value = target[op as keyof T] as unknown
      if (typeof value === 'object' && value !== null) return mortalFiles(value, event, isDead)
      if (typeof value !== 'function') return value
      if (op === 'walk') return (...args: unknown[]) => mortalWalk(value(...args), isDead)
      return (...args: unknown[]) =>
        event({ of: 'file', op }, async () => {
          const made = await value.apply(target, args)
          return op === 'create' ? mortalFiles(made, event, isDead) : made
        })
    },
  })
}

async function* mortalWalk<T>(pages: AsyncGenerator<T>, isDead: () => boolean): AsyncGenerator<T> {
  for await (const page of pages) {
    if (isDead()) await hang()
    yield page
  }
}
