import { createHash } from 'node:crypto'
import type { RunningFerry } from '../src/gateway/startFerry.ts'
import { bytesOfEach } from '../src/oss/headerBytes.ts'
import type { Listed, Oss } from '../src/oss/types.ts'
import { type App, expect, held, place } from './world.ts'

const never = new AbortController().signal
const home = 'ferry-photos'
const away = 'ferry-backup'

export const names = Array.from({ length: 600 }, (_, n) => `many/${String(n).padStart(3, '0')}`)

/** `moved`: only at the target. `both`: copied, and the source is not removed yet. `left`: not copied. */
export type Stand = { moved: string[]; both: string[]; left: string[] }

/**
 * Starts a move of 600 objects that stops by itself where some are moved, some stand at both places, and some are not copied. `letGo`
 * lets what is under way come to an end: copies are made, removals are lost before they reach the store.
 */
export async function halfMoved(app: App, ferry: RunningFerry): Promise<{ letGo: () => Promise<void> }> {
  await eachOf(names, (key) =>
    app.oss.put({ at: place(home, key), body: key, attributes: { meta: metaOf(key) }, signal: never }),
  )
  const { hold, letGo } = held()
  const { faults, requests } = ferry.localOss
  faults.add({ op: 'CopyObject', skip: 400, hold })
  faults.add({ op: ['DeleteObject', 'DeleteMultipleObjects'], skip: 1, hold, reset: 'before' })
  await app.goTo(home)
  await app.choose('many', 'Move to…')
  await app.transfer(`oss://${away}/`)
  await expect.poll(async () => (await app.keysOf(away, 'many/')).length, { timeout: 30_000 }).toBe(400)
  await expect.poll(async () => (await app.keysOf(home, 'many/')).length).toBeLessThan(600)
  const settled = async () => {
    letGo()
    await expect.poll(() => requests.entries.every(({ status, lost }) => status !== 0 || lost)).toBe(true)
    faults.clear()
  }
  return { letGo: settled }
}

/** Where the objects stand, when what anybody changes from now on has another time than all that was copied. */
export async function standOf(app: App): Promise<Stand> {
  const [from, to] = [await listed(app.oss, home), await listed(app.oss, away)]
  const latest = Math.max(...[...from.values(), ...to.values()].map(({ modified }) => modified))
  // The store's times are whole seconds.
  await expect.poll(() => Date.now()).toBeGreaterThan(latest + 1000)
  return {
    moved: names.filter((key) => to.has(key) && !from.has(key)),
    both: names.filter((key) => to.has(key) && from.has(key)),
    left: names.filter((key) => from.has(key) && !to.has(key)),
  }
}

async function listed(oss: Oss, bucket: string): Promise<Map<string, Listed>> {
  const { objects } = await oss.list({ at: place(bucket, 'many/'), signal: never })
  return new Map(objects.map((object) => [object.key, object]))
}

/** What another client does at the source or the target. */
export function otherClient({ oss }: App) {
  const edit = async (bucket: string, key: string) => {
    const at = place(bucket, key)
    const { etag } = await oss.head({ at, signal: never })
    const attributes = { meta: editedOf(key) }
    await oss.copyObject({ at, source: at, ifMatch: etag, replace: true, attributes, signal: never })
  }
  const remove = (bucket: string, key: string) => oss.remove({ at: place(bucket, key), signal: never })
  const write = (bucket: string, key: string) =>
    oss.put({ at: place(bucket, key), body: 'another', attributes: {}, signal: never })
  return {
    editsSources: (keys: string[]) => eachOf(keys, (key) => edit(home, key)),
    editsCopies: (keys: string[]) => eachOf(keys, (key) => edit(away, key)),
    deletesSources: (keys: string[]) => eachOf(keys, (key) => remove(home, key)),
    deletesCopies: (keys: string[]) => eachOf(keys, (key) => remove(away, key)),
    writesSources: (keys: string[]) => eachOf(keys, (key) => write(home, key)),
  }
}

/** What an object is: as it was put, as the other client left its metadata, or what the other client wrote. */
type Is = 'own' | 'edited' | 'another' | undefined
/** At the source, and at the target. */
export type Sides = [Is, Is]

/** What stands at both places, by key. The ETags tell the bytes; the metadata of each object is read. */
export async function sidesOf(app: App): Promise<Map<string, Sides>> {
  const [from, to] = [await listed(app.oss, home), await listed(app.oss, away)]
  const sides = new Map<string, Sides>()
  await eachOf(names, async (key) => {
    sides.set(key, [await isAt(app, home, from.get(key)), await isAt(app, away, to.get(key))])
  })
  return new Map([...sides].sort())
}

async function isAt(app: App, bucket: string, object: Listed | undefined): Promise<Is> {
  if (!object) return undefined
  const { key, etag } = object
  if (etag === etagOf('another')) return 'another'
  expect(etag).toBe(etagOf(key))
  const { meta } = await app.oss.head({ at: place(bucket, key), signal: never })
  expect([metaOf(key), editedOf(key)]).toContainEqual(meta)
  return 'by' in meta ? 'edited' : 'own'
}

/** What is expected of all, from what is expected of some. */
export function expected(...groups: [keys: string[], sides: Sides][]): Map<string, Sides> {
  return new Map(groups.flatMap(([keys, sides]) => keys.map((key): [string, Sides] => [key, sides])).sort())
}

/** The keys in as many groups, in turn. */
export function dealt(keys: string[], groups: number): string[][] {
  return Array.from({ length: groups }, (_, group) => keys.filter((_, n) => n % groups === group))
}

const metaOf = (key: string) => bytesOfEach({ of: key })
const editedOf = (key: string) => bytesOfEach({ of: key, by: 'another' })
const etagOf = (body: string) => createHash('md5').update(body).digest('hex').toUpperCase()

async function eachOf(keys: string[], act: (key: string) => Promise<unknown>): Promise<void> {
  const left = keys.values()
  const lane = async () => {
    for (const key of left) await act(key)
  }
  await Promise.all(Array.from({ length: 16 }, lane))
}
