import { expect, it } from 'vitest'
import { journal, phaseOf, planOf, runnerWith, signal, submit, succeed } from '../../../test/runner.ts'
import type { Ctx } from '../ctx.ts'
import { type LocalFiles, localRef } from '../localFiles.ts'
import type { Task } from '../types.ts'
import { commands, relayAppendable, restoreArchived } from './commands.ts'
import type { Journal } from './journal/journal.ts'
import { jobNamed, plannedCopy } from './samples.ts'

/** What a person, or a failing journal, does to a job between two steps of the runner. */

const tiers = { Archive: 'Standard', ColdArchive: 'Standard', DeepColdArchive: 'Standard' } as const
const expired = { code: 'SecurityTokenExpired', message: '' }
const full = () => Promise.reject(new DOMException('full', 'QuotaExceededError'))

async function stopped(id: string) {
  await journal.create({ ...jobNamed(id), phase: 'paused', planned: true, confirmed: true, problem: expired })
  await journal.append(id, [plannedCopy('x', 5)])
}

it('new keys wake no job that a person pauses at that very moment', async () => {
  await stopped('a')
  let isFirst = true
  const update: Journal['update'] = async (id, change) => {
    if (isFirst) {
      isFirst = false
      await commands.resume(journal, id)
      await commands.pause(journal, id)
    }
    return journal.update(id, change)
  }
  const runner = runnerWith({ journal: { ...journal, update } })
  await runner.wake()
  await runner.idle()
  expect(await journal.job('a')).toMatchObject({ phase: 'paused', counts: { waiting: 1 } })
})

it('a job that can not be woken is no reason to leave the others, and says why', async () => {
  await stopped('a')
  await stopped('b')
  const runner = runnerWith({
    journal: { ...journal, update: (id, change) => (id === 'a' ? full() : journal.update(id, change)) },
  })
  await runner.wake()
  await runner.idle()
  expect(await phaseOf('b')).toBe('finished')
  expect(await runner.view('a')).toMatchObject({ phase: 'paused', problem: { code: 'QuotaExceededError' } })
})

it('who asks again to remove a job before it is told what could not be aborted has asked once', async () => {
  await journal.create({ ...jobNamed('a'), phase: 'paused', planned: true })
  await journal.append('a', [plannedCopy('x', 5)])
  await journal.save('a', 0, { checkpoint: { id: 'u', partSize: 1 } })
  let second: Promise<void> | undefined
  const update: Journal['update'] = async (id, change) => {
    const after = await journal.update(id, change)
    if (after?.phase === 'cancelled' && !after.removing) second ??= runner.remove('a')
    return after
  }
  const runner = runnerWith({
    journal: { ...journal, update },
    cancelTask: () => Promise.reject(new Error('unreachable')),
  })
  await runner.remove('a')
  await second
  expect(await journal.job('a')).toMatchObject({ phase: 'cancelled', unfinished: 1 })
})

it('a plan that is paused at its very end is shown all the same when it overlaps an older job', async () => {
  await journal.create({ ...jobNamed('older'), created: 0, phase: 'paused' })
  const runner = runnerWith({
    async *plan(_request, _world, soFar) {
      if (soFar) return
      yield [plannedCopy('x', 5)]
      await journal.update('a', () => ({ phase: 'planning' }))
      await commands.pause(journal, 'a')
    },
  })
  await submit(runner)
  await runner.idle()
  expect(await phaseOf()).toBe('paused')
  await runner.resume('a')
  await runner.idle()
  expect(await journal.job('a')).toMatchObject({ phase: 'review', planned: true, counts: { done: 0 } })
})

it('a retry that comes while a zip is closed has all of it written again', async () => {
  const [closing, close] = [signal(), signal()]
  const zips: string[][] = []
  let open: string[] = []
  const zip: LocalFiles['zip'] = {
    add: async ({ path }) => {
      open.push(path)
      return path
    },
    async finish() {
      closing.fire()
      await close.fired
      zips.push(open)
      open = []
    },
    leave: async () => {},
  }
  let isLucky = false
  const runTask = async (task: Task, ctx: Ctx) => {
    if (task.source.key === 'x' && !isLucky) throw new Error('no luck')
    await ctx.local?.().zip.add({ path: task.source.key, modified: 0 }, (async function* () {})())
    await succeed(task, ctx)
  }
  const local = () => ({ zip }) as LocalFiles
  const runner = runnerWith({ runTask, local, atOnce: 1, plan: planOf([plannedCopy('x', 5), plannedCopy('y', 7)]) })
  const { sources } = jobNamed('a').request
  const request = { do: 'download', sources, target: localRef('', 'a.zip'), into: 'zip', conflict: 'ask' } as const
  await journal.create({ ...jobNamed('a'), request })
  await runner.submitted('a')
  await closing.fired
  isLucky = true
  await runner.retry('a')
  close.fire()
  await runner.idle()
  expect(await journal.job('a')).toMatchObject({ phase: 'finished', counts: { done: 2, failed: 0 } })
  expect(zips.at(-1)?.sort()).toEqual(['x', 'y'])
})

it.each([
  ['what failed', 'failed', undefined, commands.retry],
  ['what is archived', 'refused', 'archived', (all: Journal) => restoreArchived(all, 'a', { days: 1, tiers })],
  ['what is of append type', 'refused', 'appendable', (all: Journal) => relayAppendable(all, 'a')],
] as const)('%s is done also when its tab is closed in the middle of the wish', async (_what, state, refusal, wish) => {
  await journal.create({ ...jobNamed('a'), phase: 'finished', planned: true, confirmed: true })
  await journal.append('a', [{ ...plannedCopy('x', 5), state, ...(refusal && { refusal }) }])
  let isClosed = false
  const closed = () => Promise.reject(new Error('closed'))
  const changeAll: Journal['changeAll'] = async (...what) => {
    await journal.changeAll(...what)
    isClosed = true
  }
  const update: Journal['update'] = (...what) => (isClosed ? closed() : journal.update(...what))
  await expect(wish({ ...journal, changeAll, update }, 'a')).rejects.toThrow('closed')
  const runner = runnerWith({})
  await runner.wake()
  await runner.idle()
  expect(await journal.job('a')).toMatchObject({ phase: 'finished', counts: { done: 1, waiting: 0 } })
})
