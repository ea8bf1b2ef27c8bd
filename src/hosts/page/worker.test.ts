import 'fake-indexeddb/auto'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { channelName, type News, type WorkerConfiguration } from '../../engine/jobs/messages.ts'

/** The Worker itself, with the parts of a browser that Node lacks: what is said on the channel of all tabs never ends it. */

const { setTimeout: later } = globalThis
const { getAll } = IDBIndex.prototype

const other = new BroadcastChannel(channelName)
const heard: News[] = []
const given: string[] = []
let brief: (briefing: WorkerConfiguration) => void = () => {}

beforeAll(async () => {
  vi.stubGlobal('addEventListener', (type: string, listener: (event: { data: WorkerConfiguration }) => void) => {
    if (type === 'message') brief = (data) => listener({ data })
  })
  vi.stubGlobal('navigator', {
    onLine: true,
    locks: { request: (_: string, work: () => Promise<void>) => work().then(() => void given.push('back')) },
    storage: { getDirectory: () => Promise.reject(new DOMException('none', 'SecurityError')) },
  })
  vi.stubGlobal('setTimeout', (work: () => void, ms?: number) => later(work, Math.min(ms ?? 0, 10)))
  other.onmessage = ({ data }) => heard.push(data)
  await import('./worker.ts')
})
afterAll(() => {
  other.close()
  vi.unstubAllGlobals()
})

const account = { id: 'me', name: 'me', accessKeyId: 'a', accessKeySecret: 's', region: 'r', endpoint: 'http://x' }
const answers = () => heard.filter(({ is }) => is === 'open').length

test('an engine that can not read what jobs there are is still the only one, and asks again', async () => {
  let isFirst = true
  IDBIndex.prototype.getAll = function (this: IDBIndex, ...range: Parameters<typeof getAll>) {
    if (!isFirst) return getAll.apply(this, range)
    isFirst = false
    throw new DOMException('The connection is closing', 'InvalidStateError')
  }
  brief({ accounts: [account], atOnce: undefined, keepDays: undefined })
  await expect.poll(answers).toBe(1)
  other.postMessage({ is: 'hello' })
  await expect.poll(answers).toBe(2)
  await new Promise((resolve) => later(resolve, 50))
  expect(answers()).toBe(2)
  heard.length = 0
})

test('junk is dropped, a job that nobody has is no reason to fail, and a new tab is answered', async () => {
  for (const junk of [
    null,
    undefined,
    'text',
    [],
    {},
    { is: '__proto__', job: 'x' },
    { is: 'constructor', job: 'x' },
    { is: 'views', job: 'x' },
    { is: 'wake', job: 'x' },
    { is: 'removed', job: 'x' },
    { is: 'pause' },
    { is: 'pause', job: {} },
    ...['submitted', 'confirm', 'pause', 'resume', 'cancel', 'retry', 'remove', 'look'].map((is) => ({ is, job: 'x' })),
    new Map(),
  ])
    other.postMessage(junk)
  other.postMessage({ is: 'hello' })
  await expect.poll(answers).toBe(1)
  expect(heard.filter(({ is }) => is === 'open')).toEqual([{ is: 'open', views: [] }])
})

test('a tab without keys gives the lock back, and stands for it again when it has some', async () => {
  heard.length = 0
  const keys = { atOnce: undefined, keepDays: undefined }
  brief({ ...keys, accounts: [] })
  await expect.poll(() => given).toEqual(['back'])
  brief({ ...keys, accounts: [account] })
  await expect.poll(answers).toBe(1)
  other.postMessage({ is: 'hello' })
  await expect.poll(answers).toBe(2)
  brief({ ...keys, accounts: [] })
  brief({ ...keys, accounts: [account] })
  other.postMessage({ is: 'hello' })
  await expect.poll(answers).toBeGreaterThan(2)
})
