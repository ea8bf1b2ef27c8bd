import { OssError } from '../../oss/errors.ts'
import type { Listed, Oss, Ref } from '../../oss/types.ts'
import { mayHaveHappened, once, passes, withRetry } from '../limits/ask.ts'
import { CopyError } from '../problem.ts'
import type { Pinned, PlanWorld, Removals } from '../types.ts'
import { listed } from './statMany.ts'

/** A tenth of what one DeleteMultipleObjects takes: two requests for a hundred objects, and the copies behind them need not wait. */
const enough = 100

type Waiting = { source: Pinned; resolve: () => void; reject: (reason: unknown) => void }

/**
 * Removes objects that still are what was seen: sources of proved copies, or what a person wants gone. They are gathered until there are
 * enough, or no more have come for a moment; then one fresh listing shows which still have their pinned ETag and time, and one request
 * removes those. One that is gone already was removed by an earlier run. Each promise rejects with CopyError SourceChanged if its object
 * changed, with OssError if the store refused.
 */
export function createRemovals(world: PlanWorld): Removals {
  const queues = new Map<string, Waiting[]>()
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  const removing = new Map<string, Promise<void>>()
  const unheard = new Set<string>()
  const flush = (place: string) => {
    clearTimeout(timers.get(place))
    const batch = queues.get(place) ?? []
    queues.delete(place)
    void removeAll(batch, unheard, world)
  }
  const add = (place: string, waiting: Waiting) => {
    const queue = queues.get(place) ?? []
    queues.set(place, queue)
    clearTimeout(timers.get(place))
    if (queue.push(waiting) === enough) flush(place)
    else timers.set(place, setTimeout(flush, world.settings.gather, place))
  }
  const gathered = (source: Pinned) =>
    new Promise<void>((resolve, reject) => add(`${source.account} ${source.bucket}`, { source, resolve, reject }))
  const settle = async (name: string) => {
    if (unheard.delete(name)) await world.clock.pause(world.settings.settle, world.signal)
  }
  return {
    ended: async (at) => removing.get(nameOf(at)),
    remove(source, note) {
      const name = nameOf(source)
      const removal = gathered(source)
      const noted = removal.then(note)
      const ended = removal
        .then(
          () => noted,
          () => {},
        )
        .then(() => settle(name))
      removing.set(name, ended)
      ended.catch(() => {}).finally(() => removing.delete(name))
      return noted
    },
  }
}

const nameOf = ({ bucket, key }: Ref) => `${bucket}/${key}`

/** An ETag tells bytes; an edit of the metadata, or a copy of the same bytes, has a time of its own. */
const isSame = (source: Pinned, now: Listed | undefined) =>
  now !== undefined && now.etag === source.etag && now.modified === source.modified

/**
 * No DELETE is sent again unseen: what stands there by then may be another object, and a bucket with versions would get a second marker.
 * `unheard`: names of those whose DELETE had no answer, and may still come.
 */
async function removeAll(batch: Waiting[], unheard: Set<string>, world: PlanWorld): Promise<void> {
  const left = new Set(batch)
  const end = (one: Waiting, error?: unknown) => {
    left.delete(one)
    if (error === undefined) one.resolve()
    else one.reject(error)
  }
  const send: Send = async (at, some, request) => {
    try {
      return await once(world, at, request)
    } catch (error) {
      if (mayHaveHappened(error)) for (const { source } of some) unheard.add(nameOf(source))
      throw error
    }
  }
  await withRetry(world, () => removeOnce([...left], end, send, world)).catch((error) => {
    for (const one of left) end(one, error)
  })
}

type End = (one: Waiting, error?: unknown) => void
type Send = <T>(at: Pinned, some: Waiting[], request: (oss: Oss, signal: AbortSignal) => Promise<T>) => Promise<T>

async function removeOnce(batch: Waiting[], end: End, send: Send, world: PlanWorld): Promise<void> {
  const now = await listed(
    batch.map(({ source }) => source),
    world,
  )
  const same = batch.filter(({ source }) => isSame(source, now.get(source.key)))
  for (const one of batch) {
    const { key } = one.source
    if (!now.has(key)) end(one)
    else if (!same.includes(one))
      end(one, new CopyError('SourceChanged', `${key} has changed in the meantime; it was kept`))
  }
  const gone = same.length > 1 ? await removeMany(same, send) : new Set<string>()
  for (const one of same) {
    if (gone.has(one.source.key)) end(one)
    // The store names what it removed. What it does not name is asked for by itself, and then says why it stays.
    else await removeOne(one, end, send)
  }
}

async function removeMany(same: Waiting[], send: Send): Promise<Set<string>> {
  const [first] = same
  if (!first) return new Set()
  const { region, bucket } = first.source
  const keys = same.map(({ source }) => source.key)
  const request = { bucket: { region, bucket }, keys }
  return new Set(await send(first.source, same, (oss, signal) => oss.removeMany({ ...request, signal })))
}

async function removeOne(one: Waiting, end: End, send: Send): Promise<void> {
  const at = one.source
  try {
    await send(at, [one], (oss, signal) => oss.remove({ at, signal }))
    end(one)
  } catch (error) {
    if (!(error instanceof OssError) || passes(error)) throw error
    end(one, error)
  }
}
