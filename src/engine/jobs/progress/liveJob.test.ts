import { describe, expect, it, vi } from 'vitest'
import type { Task } from '../../types.ts'
import { plannedCopy } from '../samples.ts'
import { createLiveJob } from './liveJob.ts'

const big: Task = { ...plannedCopy('big', 100), job: 'a', n: 4 }

function begun() {
  const live = createLiveJob()
  live.begin(big)
  return live
}
const shown = (live: ReturnType<typeof createLiveJob>) => live.entries()[0]
const movedBytes = (live: ReturnType<typeof createLiveJob>) => live.samples(0).at(-1)?.bytes

describe('a copy by parts', () => {
  it('shows one letter a part, and the bytes of those that are done', () => {
    const live = begun()
    live.report(4, { is: 'split', partSize: 30, size: 100, done: [] })
    live.report(4, { is: 'part', number: 1, state: 'running' })
    live.report(4, { is: 'part', number: 4, state: 'running' })
    live.report(4, { is: 'part', number: 4, state: 'done' })
    expect(shown(live)).toMatchObject({ bytes: 10, parts: { size: 30, states: '>..#' } })
  })

  it('marks a part that failed before, to the end', () => {
    const live = begun()
    live.report(4, { is: 'split', partSize: 50, size: 100, done: [] })
    for (const state of ['running', 'retried', 'running'] as const) live.report(4, { is: 'part', number: 2, state })
    expect(shown(live)?.parts?.states).toBe('.!')
    live.report(4, { is: 'part', number: 2, state: 'done' })
    expect(shown(live)?.parts?.states).toBe('.+')
  })

  it('counts what the store had before as done, not as speed', () => {
    const live = begun()
    live.report(4, { is: 'split', partSize: 30, size: 100, done: [1, 4] })
    expect(shown(live)?.bytes).toBe(40)
    expect(movedBytes(live)).toBe(0)
    live.report(4, { is: 'part', number: 2, state: 'done' })
    live.report(4, { is: 'bytes', done: 70 })
    expect(movedBytes(live)).toBe(30)
  })

  it('keeps its figures while it is paused, with nothing running', () => {
    const live = begun()
    live.report(4, { is: 'split', partSize: 30, size: 100, done: [1] })
    live.report(4, { is: 'part', number: 2, state: 'running' })
    live.freeze()
    live.begin(big)
    expect(shown(live)).toMatchObject({ bytes: 30, parts: { states: '#...' } })
  })
})

describe('a task', () => {
  it('leaves the screen when it is settled', () => {
    const live = begun()
    live.reached(4, 'copied')
    expect(live.entries()).toHaveLength(1)
    live.reached(4, 'done')
    expect(live.entries()).toEqual([])
  })

  it('says why it waits to try again, until it goes on', () => {
    const live = begun()
    live.report(4, { is: 'retry', code: 'NetworkError', delay: 300 })
    expect(shown(live)?.retrying).toBe('NetworkError')
    live.report(4, { is: 'bytes', done: 10 })
    expect(shown(live)).not.toHaveProperty('retrying')
  })
})

describe('a job', () => {
  it('moves while an object is worked on, and rests while OSS restores it', () => {
    const live = begun()
    live.samples(0)
    expect(live.isMoving()).toBe(true)
    live.reached(4, 'restoring')
    live.samples(200)
    expect(live.isMoving()).toBe(false)
  })

  it('moves until its speed has fallen to nothing', () => {
    const live = begun()
    live.samples(0)
    live.report(4, { is: 'bytes', done: 100 })
    live.reached(4, 'done')
    live.samples(200)
    expect(live.isMoving()).toBe(true)
    live.samples(9_000)
    live.samples(20_000)
    expect(live.isMoving()).toBe(false)
  })
})

describe('throughput', () => {
  it('counts from the first object to the stop, goes on from what was written down, and rests between', () => {
    vi.useFakeTimers({ now: 1000 })
    const live = createLiveJob()
    live.goOnFrom({ worked: 500, every: 500, bytes: [7], objects: [1] })
    expect(live.throughput(9000)).toMatchObject({ worked: 500 })
    vi.setSystemTime(10_000)
    live.begin(big)
    live.report(4, { is: 'split', partSize: 50, size: 100, done: [] })
    live.report(4, { is: 'part', number: 1, state: 'done' })
    vi.setSystemTime(10_500)
    live.freeze()
    vi.setSystemTime(99_000)
    expect(live.throughput(99_000)).toEqual({ worked: 1000, every: 500, bytes: [7, 50], objects: [1, 0] })
    vi.useRealTimers()
  })
})
