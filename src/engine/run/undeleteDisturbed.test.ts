import { beforeEach, expect, test } from 'vitest'
import {
  away,
  crashEverywhere,
  drive,
  ferry,
  fill,
  keysOf,
  never,
  setUp,
  tasksIn,
  textAt,
} from '../../../test/crash.ts'
import { extent, isAll, offsetOf } from '../../../test/moments.ts'
import { type Disturbance, type Event, undisturbed } from '../../../test/mortal.ts'
import type { Version } from '../../oss/types.ts'
import type { StoredTask } from '../jobs/types.ts'
import type { UndeleteRequest } from '../types.ts'

/** Deleted objects come back, whatever moment the world ends at and whatever another client does at each. */

const bucket = { bucket: 'away', region: 'cn-hangzhou' }
const request: UndeleteRequest = { do: 'undelete', sources: [away('work/')] }
const [a, b] = [away('work/a'), away('work/b')]

const setVersioning = (status: 'Enabled' | 'Suspended') => ferry.oss.putVersioning({ bucket, status, signal: never })
const remove = (at: typeof a, versionId?: string) =>
  ferry.oss.remove({ at, ...(versionId !== undefined && { versionId }), signal: never })

async function versions(prefix = 'work/'): Promise<Version[]> {
  return (await ferry.oss.listVersions({ at: away(prefix), signal: never })).versions
}
const contents = (all: Version[]) => all.flatMap((one) => (one.is === 'version' ? [`${one.key} ${one.etag}`] : []))

/** Two contents of `a` under two markers; `b` was deleted where versioning was suspended, so that its marker has the id `null`. */
async function begin() {
  await setVersioning('Enabled')
  for (const { key, versionId } of await versions()) await remove(away(key), versionId)
  ferry.store.settings.clockOffset = -60_000
  await fill(a, 'old a')
  await fill(a, 'a')
  await fill(b, 'b')
  for (const at of [a, a]) await remove(at)
  await setVersioning('Suspended')
  await remove(b)
  await setVersioning('Enabled')
  ferry.store.settings.clockOffset = 0
}

beforeEach(() => {
  ferry.store.settings.clockOffset = 0
})

test(`whatever moment the world ends at: ${extent}`, async () => {
  await crashEverywhere({
    request,
    begin,
    places: [away('work/')],
    async expectEnd() {
      expect(await keysOf(away('work/'))).toEqual(['work/a', 'work/b'])
      expect([await textAt(a), await textAt(b)]).toEqual(['a', 'b'])
      expect(await versions()).toHaveLength(3)
    },
  })
})

const newest = async () => (await versions('work/a')).find(({ is }) => is === 'version')
const actions: Record<string, () => Promise<unknown>> = {
  'deletes it once more': () => remove(a),
  'puts another': () => fill(a, 'theirs'),
  'puts another and deletes it': () => fill(a, 'theirs').then(() => remove(a)),
  'brings it back': async () => {
    for (const { is, versionId } of await versions('work/a')) if (is === 'marker') await remove(a, versionId)
  },
  'deletes its content for good': async () => remove(a, (await newest())?.versionId),
  'suspends versioning and puts another': () => setVersioning('Suspended').then(() => fill(a, 'theirs')),
  'suspends versioning and deletes it once more': () => setVersioning('Suspended').then(() => remove(a)),
  'puts another in the place of the marker with the id null': () =>
    setVersioning('Suspended').then(() => fill(b, 'theirs')),
}

type Trial = { at: number; as: Disturbance['as']; name: string }

function trialsOf(events: number): Trial[] {
  const all = Array.from({ length: events }, (_, index) =>
    Object.keys(actions).flatMap((name) =>
      (['calm', 'after', 'lost'] as const).map((as) => ({ at: index + 1, as, name })),
    ),
  ).flat()
  const turn = offsetOf(expect.getState().currentTestName ?? '')
  return isAll ? all : all.filter((_, index) => (index + turn) % 5 === 0)
}

test(`whatever another client does, at ${extent}`, { timeout: 300_000 }, async () => {
  const clean = await setUp({ request, begin }, undisturbed)
  expect(await drive(clean.world, 'submitted', undefined)).toBe('ended')
  const broken: string[] = []
  for (const trial of trialsOf(clean.trace.length))
    broken.push(...(await tryOne(trial)).map((wrong) => `${trial.name}, ${trial.as} at ${trial.at}: ${wrong}`))
  expect(broken).toEqual([])
})

async function tryOne({ at, as, name }: Trial): Promise<string[]> {
  let theirs: Version[] = []
  const act = async () => {
    ferry.store.settings.clockOffset += 2000
    await actions[name]?.()
    theirs = await versions()
    attempt.trace.push({ of: 'actor', op: name })
  }
  const attempt = await setUp({ request, begin }, { at, as, act })
  let ending = await drive(attempt.world, 'submitted', undefined)
  if (ending === 'crash') {
    await act()
    ending = await attempt.restart()
  }
  const { trace, journal } = attempt
  const end = await versions()
  const tasks = await tasksIn(journal)
  return [
    ...(ending === 'ended' ? [] : [`it does not end: ${ending}`]),
    ...[a, b]
      .filter(({ key }) => !isUnseen(key, trace))
      .flatMap(({ key }) => [
        ...lost(of(theirs, key), of(end, key)),
        ...notAsked(of(theirs, key), of(end, key), tasks),
      ]),
    ...tasks.flatMap((task) => untrue(task, end, trace)),
  ]
}

/** Between the last look at a key and the DELETE of a marker over it, which takes no condition. */
function isUnseen(key: string, trace: Event[]): boolean {
  const later = trace.slice(trace.findIndex(({ of }) => of === 'actor') + 1)
  const next = later.findIndex(({ op, call }) => op === 'remove' && call?.at?.key === key)
  return next >= 0 && !later.slice(0, next).some((event) => isLook(event, key))
}

const isLook = ({ op, call }: Event, key: string) => op === 'listVersions' && key.startsWith(call?.at?.key ?? '-')

const of = (all: Version[], own: string) => all.filter(({ key }) => key === own)

function lost(theirs: Version[], end: Version[]): string[] {
  return contents(end).join() === contents(theirs).join() ? [] : ['contents are not those that the other client left']
}

/** What is current is so by the other client, or is what the plan named. */
function notAsked(theirs: Version[], end: Version[], tasks: StoredTask[]): string[] {
  const others = end.filter((one) => {
    const isTheirs = theirs.some(
      ({ isLatest, key, versionId }) => isLatest && key === one.key && versionId === one.versionId,
    )
    const isPlanned = tasks.some(
      ({ source }) => source.key === one.key && one.is === 'version' && source.etag === one.etag,
    )
    return one.isLatest && one.is === 'version' && !isTheirs && !isPlanned
  })
  return others.map(({ key }) => `${key} is an object that nobody asked for`)
}

/** What is done is back, or the other client acted behind the last look at it. */
function untrue({ n, state, source }: StoredTask, end: Version[], trace: Event[]): string[] {
  const now = end.find(({ key, isLatest }) => isLatest && key === source.key)
  if (state !== 'done' || (now?.is === 'version' && now.etag === source.etag)) return []
  const acted = trace.findIndex(({ of }) => of === 'actor')
  const noted = trace.findLastIndex(({ op, task }) => op === 'save' && task === n)
  const isLookedAt = trace.slice(acted, noted).some((event) => isLook(event, source.key))
  return acted >= 0 && isLookedAt ? [`${source.key} is back, it says, and is not`] : []
}
