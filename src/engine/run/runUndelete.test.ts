import { expect, test } from 'vitest'
import { away, ferry, live, never, textAt } from '../../../test/crash.ts'
import { createLimiter } from '../limits/limiter.ts'
import { plan } from '../plan/plan.ts'
import { problemOf } from '../problem.ts'
import type { Task } from '../types.ts'
import { createResources, createWorld } from '../world.ts'
import { createRemovals } from './removals.ts'
import { runTask } from './run.ts'

const bucket = { bucket: 'away', region: 'cn-hangzhou' }
const keys = ['slot/1', 'slot/2']
const put = (key: string, body: string) => ferry.oss.put({ at: away(key), body, attributes: {}, signal: never })

test('a delete of a marker with the id null, which waited for its turn, takes no object that came in its place', async () => {
  await ferry.oss.putVersioning({ bucket, status: 'Enabled', signal: never })
  for (const key of keys) await put(key, 'mine')
  await ferry.oss.putVersioning({ bucket, status: 'Suspended', signal: never })
  for (const key of keys) await ferry.oss.remove({ at: away(key), signal: never })

  const ahead = { ms: 0 }
  const clock = { ...live.clock, now: () => Date.now() + ahead.ms }
  const resources = createResources({ ...live, clock, limiter: createLimiter({ least: 1, most: 1 }, clock) })
  const world = createWorld(resources, { oss: () => ferry.oss, signal: never, report: () => {} })
  const tasks: Task[] = []
  for await (const batch of plan({ do: 'undelete', sources: [away('slot/')] }, world))
    for (const one of batch) tasks.push({ ...one, job: 'j', n: tasks.length } as Task)

  let letGo = () => {}
  const hold = new Promise<void>((resolve) => {
    letGo = resolve
  })
  const first = ferry.store.faults.add({ op: 'DeleteObject', times: 1, hold })
  const removals = createRemovals(world)
  const run = (task: Task) =>
    runTask(task, { ...world, removals, save: async () => {} }).then(
      () => 'done',
      (error) => problemOf(error).code,
    )
  const running = Promise.all(tasks.map(run))
  await expect.poll(() => first.hits).toBe(1)
  await put('slot/2', 'theirs')
  ahead.ms += 2000
  letGo()
  expect(await running).toEqual(['done', 'TargetExists'])
  expect(await textAt(away('slot/2'))).toBe('theirs')
})
