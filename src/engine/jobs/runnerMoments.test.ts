import { expect, it } from 'vitest'
import { journal, phaseOf, runnerWith, submit } from '../../../test/runner.ts'
import { commands } from './commands.ts'
import type { Journal } from './journal/journal.ts'
import { jobNamed, plannedCopy } from './samples.ts'

/** What a person, or a failing journal, does to a job between two steps of the runner. */

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
