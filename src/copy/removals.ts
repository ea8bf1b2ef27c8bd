import type { Listed, Ref } from '../oss/types.ts'
import { ask } from './ask.ts'
import { compareKeys, justBefore } from './keys.ts'
import { lookAt } from './look.ts'
import { CopyError } from './problem.ts'
import type { Pinned, PlanWorld, Removals } from './types.ts'

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
  const removing = new Set<string>()
  const flush = (place: string) => {
    clearTimeout(timers.get(place))
    const batch = queues.get(place) ?? []
    queues.delete(place)
    removeAll(batch, world).catch((error) => {
      for (const { reject } of batch) reject(error)
    })
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
  return {
    isRemoving: (at) => removing.has(nameOf(at)),
    remove(source) {
      removing.add(nameOf(source))
      return gathered(source).finally(() => removing.delete(nameOf(source)))
    },
  }
}

const nameOf = ({ bucket, key }: Ref) => `${bucket}/${key}`

/** An ETag tells bytes; an edit of the metadata, or a copy of the same bytes, has a time of its own. */
const isSame = (source: Pinned, now: Listed | undefined) =>
  now !== undefined && now.etag === source.etag && now.modified === source.modified

async function removeAll(batch: Waiting[], world: PlanWorld): Promise<void> {
  const [first] = batch
  if (!first) return
  const now = await listed(
    batch.map(({ source }) => source),
    world,
  )
  const same = batch.filter(({ source }) => isSame(source, now.get(source.key)))
  const gone = same.length > 0 ? await removeSame(same, world) : new Set<string>()
  for (const { source, resolve, reject } of batch) {
    if (gone.has(source.key) || !now.has(source.key)) resolve()
    else reject(new CopyError('SourceChanged', `${source.key} has changed in the meantime; it was kept`))
  }
}

async function removeSame(same: Waiting[], world: PlanWorld): Promise<Set<string>> {
  const [one] = same
  if (!one) return new Set()
  const { account, region, bucket } = one.source
  const keys = same.map(({ source }) => source.key)
  if (keys.length === 1) {
    await ask(world, account, (oss, signal) => oss.remove({ at: one.source, signal }))
    return new Set(keys)
  }
  const request = { bucket: { region, bucket }, keys }
  const gone = new Set(await ask(world, account, (oss, signal) => oss.removeMany({ ...request, signal })))
  const left = same.filter(({ source }) => !gone.has(source.key))
  // The store names what it removed. What it does not name is asked for by itself, and then says why it stays.
  for (const { source, reject } of left)
    await ask(world, account, (oss, signal) => oss.remove({ at: source, signal })).then(
      () => gone.add(source.key),
      reject,
    )
  return gone
}

/** What is there now of objects of one bucket: by pages while they hold what is looked for, else key by key. */
export async function listed(sources: Pinned[], world: PlanWorld): Promise<Map<string, Listed>> {
  const left = [...sources].sort((a, b) => compareKeys(a.key, b.key))
  const found = new Map<string, Listed>()
  while (left.length > 0) {
    const hits = left.length > 1 ? await readPage(left, found, world) : 0
    if (hits >= Math.min(10, left.length + hits)) continue
    for (const source of left.splice(0, 10)) {
      const there = await lookAt(world, source)
      if (there) found.set(source.key, there)
    }
  }
  return found
}

/** One page from the first key on; takes the keys that it covers off the list and tells how many those are. */
async function readPage(left: Pinned[], found: Map<string, Listed>, world: PlanWorld): Promise<number> {
  const [first] = left
  if (!first) return 0
  const at = { ...first, key: '' }
  const after = justBefore(first.key)
  const page = await ask(world, first.account, (oss, signal) => oss.list({ at, after, signal }))
  const end = page.next === undefined ? undefined : page.objects.at(-1)?.key
  const covered = left.findIndex(({ key }) => end !== undefined && compareKeys(key, end) > 0)
  const wanted = left.splice(0, covered < 0 ? left.length : covered)
  const there = new Map(page.objects.map((object) => [object.key, object]))
  for (const { key } of wanted) {
    const object = there.get(key)
    if (object) found.set(key, object)
  }
  return wanted.length
}
