import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ChosenSources } from './chosen.ts'

/** Two tabs: each has the module for itself. */
async function tab() {
  vi.resetModules()
  return import('./chosen.ts')
}

const sources = (count: number): ChosenSources => ({
  is: 'sources',
  handles: [],
  files: Array.from({ length: count }, (_, n) => ({ path: `f/${n}`, file: new File([String(n)], String(n)) })),
})
const paths = (chosen: unknown) => (chosen as ChosenSources).files.map(({ path }) => path)

/** How many files go out in one message, and into one record. */
let said: number[]
let put: number[]
const countIn = (value: unknown): number => {
  if (value instanceof Blob) return 1
  if (typeof value !== 'object' || value === null) return 0
  return Object.values(value).reduce((sum: number, each) => sum + countIn(each), 0)
}

/** Between the tabs of one process: that of Node carries no files. */
let tabs: Set<EventTarget>
class Channel extends EventTarget {
  constructor() {
    super()
    tabs.add(this)
  }
  postMessage(data: unknown) {
    said.push(countIn(data))
    for (const other of tabs)
      if (other !== this) setTimeout(() => other.dispatchEvent(new MessageEvent('message', { data })))
  }
}

const realPut = IDBObjectStore.prototype.put
beforeEach(() => {
  said = []
  put = []
  tabs = new Set()
  vi.stubGlobal('BroadcastChannel', Channel)
  IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...args) {
    put.push(countIn(args[0]))
    return realPut.apply(this, args)
  }
})
afterEach(() => {
  vi.unstubAllGlobals()
  IDBObjectStore.prototype.put = realPut
})

const atMost = 50

test('many files go from tab to tab some at a time, all of them, and are kept by the page alone', async () => {
  const chosen = sources(2510)
  const [page, worker] = [await tab(), await tab()]
  await page.keepChosen('many', chosen)
  expect(put).toEqual([])
  expect(paths(await worker.chosenOf('many'))).toEqual(paths(chosen))
  expect(Math.max(...said)).toBeLessThanOrEqual(atMost)
  expect(said.reduce((sum, each) => sum + each, 0)).toBe(2510)
})

test('a page whose browser is busy says so, and hands over what it has a little later', async () => {
  const chosen = sources(2510)
  const [page, worker] = [await tab(), await tab()]
  await page.keepChosen('busy', chosen)
  const ask = Blob.prototype.arrayBuffer
  const slow = vi.spyOn(Blob.prototype, 'arrayBuffer').mockImplementation(async function (this: Blob) {
    if (slow.mock.calls.length <= 20) await new Promise((resolve) => setTimeout(resolve, 50))
    return ask.call(this)
  })
  expect(paths(await worker.chosenOf('busy'))).toEqual(paths(chosen))
  slow.mockRestore()
  expect(said.reduce((sum, each) => sum + each, 0)).toBe(2510)
})

test('few and small files are kept some at a time, and outlive their page', async () => {
  const chosen = sources(260)
  await (await tab()).keepChosen('few', chosen)
  expect(Math.max(...put)).toBe(atMost)
  tabs.clear()
  expect(paths(await (await tab()).chosenOf('few'))).toEqual(paths(chosen))
})

test('what is chosen again takes the place of all that was kept before', async () => {
  const page = await tab()
  await page.keepChosen('again', sources(120))
  await page.keepChosen('again', sources(3))
  expect(paths(await (await tab()).chosenOf('again'))).toEqual(['f/0', 'f/1', 'f/2'])
  await page.forgetChosen('again')
  expect(await (await tab()).chosenOf('again')).toBeUndefined()
})

test('what is chosen again while it is handed over is never mixed with what was before', async () => {
  const [page, worker] = [await tab(), await tab()]
  await page.keepChosen('changing', sources(2200))
  const asked = worker.chosenOf('changing')
  await vi.waitUntil(() => said.some((files) => files > 0))
  await page.keepChosen('changing', { ...sources(2300), files: sources(2300).files.reverse() })
  const found = await asked
  expect(found === undefined || [2200, 2300].includes(paths(found).length)).toBe(true)
  expect(paths(await worker.chosenOf('changing'))[0]).toBe('f/2299')
})

test('what two tabs choose at once, or one while another reads it, is never mixed or cut short', async () => {
  const [one, other] = [await tab(), await tab()]
  const named = (name: string, count: number): ChosenSources => ({
    ...sources(count),
    files: sources(count).files.map(({ file }, n) => ({ path: `${name}/${n}`, file })),
  })
  await one.keepChosen('both', named('first', 260))
  const read = (await tab()).chosenOf('both')
  await Promise.all([one.keepChosen('both', named('one', 260)), other.keepChosen('both', named('other', 160))])
  for (const found of [await read, await (await tab()).chosenOf('both')]) {
    const files = paths(found)
    const names = new Set(files.map((path) => path.split('/')[0]))
    expect([names.size, files.length]).toEqual([1, names.has('other') ? 160 : 260])
  }
})
