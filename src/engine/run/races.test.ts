import { beforeEach, describe, expect, test } from 'vitest'
import { away, clear, ferry, fill, headOf, home, keysOf, live, move, never, textAt } from '../../../test/crash.ts'
import { bytesOfEach } from '../../oss/headerBytes.ts'
import type { Ref } from '../../oss/types.ts'
import { createLimiter } from '../limits/limiter.ts'
import { plan } from '../plan/plan.ts'
import { problemOf } from '../problem.ts'
import type { Edit, Request, Task } from '../types.ts'
import { createResources, createWorld } from '../world.ts'
import { createRemovals } from './removals.ts'
import { runTask } from './run.ts'

/** What somebody else does between the plan and the write. */

beforeEach(async () => {
  ferry.store.faults.clear()
  for (const at of [home, away]) await clear(at('race/'))
})

const race = (key: string): Ref => home(`race/${key}`)
const copy = { ...move, removeSource: false, keepAcl: false } satisfies Request

async function planned(request: Request, world = live): Promise<Task[]> {
  const tasks: Task[] = []
  for await (const batch of plan(request, world))
    for (const one of batch) tasks.push({ ...one, job: 'j', n: tasks.length } as Task)
  return tasks
}

/** Resolves with what became of each task. */
async function ends(tasks: Task[], world = live): Promise<string[]> {
  const removals = createRemovals(world)
  const ended = tasks.map(async (task) => {
    let end: string = task.state
    const save = async ({ state = end }: { state?: string }) => {
      end = state
    }
    return runTask(task, { ...world, removals, save }).then(
      () => end,
      (error) => problemOf(error).code,
    )
  })
  return Promise.all(ended)
}

async function copyNow(source: Ref, at: Ref) {
  const { etag: ifMatch } = await headOf(source)
  await ferry.oss.copyObject({ at, source, ifMatch, replace: false, attributes: {}, signal: never })
}

test.each([
  ['skip', 'skipped', ['race/b', 'race/same']],
  ['keepBoth', 'done', ['race/b', 'race/b (1)', 'race/same']],
] as const)('equal bytes that came while parts were copied are somebody else’s: %s', async (conflict, end, keys) => {
  expect(await ends(await planned({ ...copy, sources: [home('large')], target: away('race/same') }))).toEqual(['done'])
  const run = () => copyNow(away('race/same'), away('race/b'))
  ferry.store.faults.add({ op: 'CompleteMultipartUpload', times: 1, run })
  const tasks = await planned({ ...copy, sources: [home('large')], target: away('race/b'), conflict })
  expect(await ends(tasks)).toEqual([end])
  // Looks for open uploads, too.
  expect(await keysOf(away('race/'))).toEqual(keys)
})

test('a Complete that did nothing is asked for again, though the target had the same bytes before', async () => {
  const request: Request = { ...copy, sources: [home('large')], target: away('race/b'), conflict: 'replace' }
  await ends(await planned(request))
  const { etag: ifMatch } = await headOf(away('race/b'))
  const attributes = { meta: bytesOfEach({ old: 'yes' }), storageClass: 'Standard' as const }
  const at = away('race/b')
  await ferry.oss.copyObject({ at, source: at, ifMatch, replace: true, attributes, signal: never })
  ferry.store.faults.add({ op: 'CompleteMultipartUpload', times: 1, error: { code: 'ServiceUnavailable' } })
  expect(await ends(await planned(request))).toEqual(['done'])
  expect((await headOf(at)).meta).toEqual((await headOf(home('large'))).meta)
  expect(await keysOf(away('race/'))).toEqual(['race/b'])
})

test('tags and ACL are not given to an object that is no longer the one that was seen', async () => {
  await fill(race('a'), 'harmless')
  const tasks = await planned({ do: 'change', sources: [race('a')], change: { acl: 'public-read' } })
  await fill(race('a'), 'secret')
  expect(await ends(tasks)).toEqual(['SourceChanged'])
  expect(await ferry.oss.getAcl({ at: race('a'), signal: never })).toBe('default')
})

test('a link gets tags of its own, also if what it points to is not there', async () => {
  const tags = [{ key: 'a', value: 'b' }]
  await ferry.oss.putSymlink({ at: race('link'), target: 'nowhere', signal: never })
  expect(await ends(await planned({ do: 'change', sources: [race('link')], change: { tags } }))).toEqual(['done'])
  expect(await ferry.oss.getTags({ at: race('link'), signal: never })).toEqual(tags)
})

describe.each(['Enabled', 'Suspended'] as const)('in a bucket with versions, %s, which protects nothing', (status) => {
  const kept = (key: string): Ref => ({ ...home(key), bucket: `kept-${status.toLowerCase()}` })
  test.each([
    ['whole', 'race/a'],
    ['by parts', 'large'],
  ])('a target that came after the plan is not written over, %s', async (_how, key) => {
    const bucket = { bucket: kept('').bucket, region: 'cn-hangzhou' }
    await ferry.oss.putBucket({ bucket, signal: never })
    await ferry.oss.putVersioning({ bucket, status, signal: never })
    await fill(race('a'), 'mine')
    const tasks = await planned({ ...copy, sources: [home(key)], target: kept(key), conflict: 'skip' })
    await fill(kept(key), 'theirs')
    expect(await ends(tasks)).toEqual(['skipped'])
    expect(await textAt(kept(key))).toBe('theirs')
  })

  test('nor by a key that may not ask whether the bucket has versions', async () => {
    await fill(race('a'), 'mine')
    const tasks = await planned({ ...copy, sources: [race('a')], target: kept('asked'), conflict: 'skip' })
    await fill(kept('asked'), 'theirs')
    ferry.store.faults.add({ op: 'GetBucketInfo', error: { code: 'AccessDenied' } })
    expect(await ends(tasks)).toEqual(['skipped'])
    expect(await textAt(kept('asked'))).toBe('theirs')
  })

  test('a target that came while parts were copied is not written over', async () => {
    const tasks = await planned({ ...copy, sources: [home('large')], target: kept('late'), conflict: 'keepBoth' })
    const run = () => fill(kept('late'), 'theirs')
    ferry.store.faults.add({ op: 'ListParts', times: 1, run })
    expect(await ends(tasks)).toEqual(['done'])
    expect(await textAt(kept('late'))).toBe('theirs')
    expect(await keysOf(kept('late'))).toEqual(['late', 'late (1)'])
  })
})

describe('versioning that is switched on in the middle of a job', () => {
  async function newBucket(name: string): Promise<Ref> {
    await ferry.oss.putBucket({ bucket: { bucket: name, region: 'cn-hangzhou' }, signal: never })
    return { ...home('race/'), bucket: name }
  }
  /** A world in which `later` lets so many ms pass. */
  const worldWithTime = () => {
    let ahead = 0
    const clock = { ...live.clock, now: () => Date.now() + ahead }
    const resources = createResources({ ...live, clock })
    const world = createWorld(resources, { oss: () => ferry.oss, signal: never, report: () => {} })
    const later = (ms: number) => {
      ahead += ms
    }
    return { world, later }
  }

  test.each([
    ['skip', ['skipped'], ['race/1', 'race/2']],
    ['keepBoth', ['done'], ['race/1', 'race/2', 'race/2 (1)']],
  ] as const)(
    'is known a few seconds later: what came meanwhile is not written over, %s',
    async (conflict, end, keys) => {
      const target = await newBucket(`later-${conflict.toLowerCase()}`)
      const bucket = { bucket: target.bucket, region: target.region }
      const theirs = { ...target, key: 'race/2' }
      const { world, later } = worldWithTime()
      for (const key of ['1', '2']) await fill(race(key), 'mine')
      const request: Request = { ...copy, sources: [race('1'), race('2')], target, placement: 'into', conflict }
      const [first, second] = (await planned(request, world)) as [Task, Task]
      expect(await ends([first], world)).toEqual(['done'])
      await ferry.oss.putVersioning({ bucket, status: 'Enabled', signal: never })
      await fill(theirs, 'theirs')
      await ferry.oss.putVersioning({ bucket, status: 'Suspended', signal: never })
      later(5000)
      expect(await ends([second], world)).toEqual(end)
      expect(await textAt(theirs)).toBe('theirs')
      expect(await keysOf(target)).toEqual(keys)
    },
  )

  test('is asked for once in that time, however many objects are written', async () => {
    const target = await newBucket('later-asked')
    const { world, later } = worldWithTime()
    const keys = ['1', '2', '3', '4']
    for (const key of keys) await fill(race(key), 'mine')
    ferry.store.requests.clear()
    // The plan asks, too: where versioning is suspended it refuses what would take an older version.
    const tasks = await planned({ ...copy, sources: keys.map(race), target, placement: 'into' }, world)
    await ends(tasks.slice(0, 2), world)
    later(5000)
    await ends(tasks.slice(2), world)
    expect(ferry.store.requests.entries.filter(({ op }) => op === 'GetBucketInfo')).toHaveLength(2)
  })
})

describe('an edit of tags and ACL', () => {
  const mine: Edit = { tags: { add: [{ key: 'mine', value: '' }], remove: [] }, acl: 'private' }
  const theirs = [{ key: 'theirs', value: '' }]
  const edited = async () => {
    await ferry.oss.put({ at: race('1'), body: '1', attributes: {}, signal: never })
    return planned({ do: 'change', sources: [race('1')], change: {}, edit: mine })
  }

  test('gives no tags over those that came while the ACL was read', async () => {
    const tasks = await edited()
    const run = () => ferry.oss.putTags({ at: race('1'), tags: theirs, signal: never })
    ferry.store.faults.add({ op: 'GetObjectAcl', times: 1, run })
    expect(await ends(tasks)).toEqual(['SourceChanged'])
    expect(await ferry.oss.getTags({ at: race('1'), signal: never })).toEqual(theirs)
  })

  test('gives no ACL over one that came while the tags were given', async () => {
    const tasks = await edited()
    const run = () => ferry.oss.putAcl({ at: race('1'), acl: 'public-read', signal: never })
    ferry.store.faults.add({ op: 'PutObjectTagging', times: 1, run })
    expect(await ends(tasks)).toEqual(['SourceChanged'])
    expect(await ferry.oss.getAcl({ at: race('1'), signal: never })).toBe('public-read')
  })
})

describe('a write that waits for its turn', () => {
  const held = () => {
    let letGo = () => {}
    const hold = new Promise<void>((resolve) => {
      letGo = resolve
    })
    return { hold, letGo: () => letGo() }
  }
  /** One request at a time; `ahead` ms pass while it is held. */
  const narrow = (ahead = { ms: 0 }) => {
    const clock = { ...live.clock, now: () => Date.now() + ahead.ms }
    const resources = createResources({ ...live, clock, limiter: createLimiter({ least: 1, most: 1 }, clock) })
    return createWorld(resources, { oss: () => ferry.oss, signal: never, report: () => {} })
  }

  test('does not write over what came while others had theirs', async () => {
    for (const key of ['1', '2']) await fill(race(key), 'mine')
    for (const key of ['1', '2']) await fill(away(`race/${key}`), 'seen')
    const ahead = { ms: 0 }
    const world = narrow(ahead)
    const request: Request = {
      ...copy,
      sources: [race('1'), race('2')],
      target: away('race/'),
      placement: 'into',
      conflict: 'ask',
    }
    const tasks = (await planned(request, world)).map(
      (task) => ({ ...task, state: 'waiting', overwrite: true }) as Task,
    )
    const { hold, letGo } = held()
    const first = ferry.store.faults.add({ op: 'CopyObject', times: 1, hold })
    const running = ends(tasks, world)
    await expect.poll(() => first.hits).toBe(1)
    await fill(away('race/2'), 'theirs')
    ahead.ms += 2000
    letGo()
    expect(await running).toEqual(['done', 'conflict'])
    expect(await textAt(away('race/2'))).toBe('theirs')
  })

  test('gives no tags over those that came while it waited', async () => {
    for (const key of ['1', '2']) await ferry.oss.put({ at: race(key), body: key, attributes: {}, signal: never })
    const ahead = { ms: 0 }
    const world = narrow(ahead)
    const tags = [{ key: 'mine', value: '' }]
    const theirs = [{ key: 'theirs', value: '' }]
    const tasks = await planned({ do: 'change', sources: [race('1'), race('2')], change: { tags } }, world)
    const { hold, letGo } = held()
    const first = ferry.store.faults.add({ op: 'PutObjectTagging', times: 1, hold })
    const running = ends(tasks, world)
    await expect.poll(() => first.hits).toBe(1)
    await ferry.oss.putTags({ at: race('2'), tags: theirs, signal: never })
    ahead.ms += 2000
    letGo()
    expect(await running).toEqual(['done', 'SourceChanged'])
    expect(await ferry.oss.getTags({ at: race('2'), signal: never })).toEqual(theirs)
  })

  test('removes no source whose copy went while it waited', async () => {
    ferry.store.settings.clockOffset = -60_000
    await ferry.oss.put({ at: race('a'), body: 'mine', attributes: {}, signal: never })
    ferry.store.settings.clockOffset = 0
    const ahead = { ms: 0 }
    const world = narrow(ahead)
    const tasks = await planned({ ...move, sources: [race('a')], target: away('race/a'), keepAcl: false }, world)
    const { hold, letGo } = held()
    const tags = ferry.store.faults.add({ op: 'GetObjectTagging', times: 1, hold })
    const running = ends(tasks, world)
    await expect.poll(() => tags.hits).toBe(1)
    // Something else has the only place between the last look and the DELETE.
    const [begun, others] = [held(), held()]
    const other = () => {
      begun.letGo()
      return others.hold
    }
    const between = world.limiter.take(other, never, { isUrgent: true })
    letGo()
    await begun.hold
    await ferry.oss.remove({ at: away('race/a'), signal: never })
    ahead.ms += 2000
    others.letGo()
    await between
    await running
    const kept = [...(await keysOf(race(''))), ...(await keysOf(away('race/')))]
    expect(kept.length).toBeGreaterThan(0)
  })
})
