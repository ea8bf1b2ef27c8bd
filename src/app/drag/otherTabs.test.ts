import { afterEach, expect, test } from 'vitest'
import type { Scope, Source } from '../../engine/types.ts'
import { hearOfDrags, isOwnDrag, offerRows, takeBack } from './otherTabs.ts'

const sources = [{ account: 'me', region: 'cn-hangzhou', bucket: 'photos', key: 'a/one.jpg' }]
const opened: { close: () => void }[] = []

afterEach(() => {
  takeBack()
  for (const one of opened.splice(0)) one.close()
})

/** Another tab; `told` collects what it hears. */
function anotherTab() {
  const told: unknown[] = []
  const tab = hearOfDrags((what) => told.push(what))
  opened.push(tab)
  return { ...tab, told }
}

/** Another tab of this page that sends whatever it likes. */
function sender() {
  const channel = new BroadcastChannel('ferry-drag')
  opened.push(channel)
  return channel
}

test('another tab is told what is dragged while it is, with what was chosen as a whole', async () => {
  const seen = { before: 1, since: [] }
  const scope: Scope = { rows: 'level', tests: [], except: [], seen, count: 3 }
  const whole: Source[] = sources.map((at) => ({ ...at, key: 'a/', scope }))
  const token = offerRows(() => whole)
  expect(isOwnDrag(null)).toBe(true)
  const tab = anotherTab()
  tab.ask()
  await expect.poll(() => tab.told).toEqual([{ say: 'this', token, sources: whole }])
})

test('nothing is told of a drag that has ended', async () => {
  offerRows(() => sources)
  takeBack()
  expect(isOwnDrag(null)).toBe(false)
  const [late, next] = [anotherTab(), anotherTab()]
  late.ask()
  const token = offerRows(() => sources)
  next.ask()
  await expect.poll(() => next.told.length).toBeGreaterThan(0)
  expect(next.told.every((what) => (what as { token: string }).token === token)).toBe(true)
})

test('a drop that is told after the end of its drag is still known as the own one', () => {
  const carries = (text: string) => ({ getData: () => text })
  const token = offerRows(() => sources)
  takeBack()
  expect(isOwnDrag(carries(token))).toBe(true)
  expect(isOwnDrag(carries('another'))).toBe(false)
  expect(isOwnDrag(carries(''))).toBe(false)
})

test('what has not the shape of sources is not heard', async () => {
  const tab = anotherTab()
  const channel = sender()
  channel.postMessage({ say: 'this', token: 't', sources: [{ bucket: 'photos', key: 'x' }] })
  channel.postMessage({ say: 'this', token: 't', sources: 'all' })
  channel.postMessage({ say: 'this', token: 'good', sources })
  await expect.poll(() => tab.told).toEqual([{ say: 'this', token: 'good', sources }])
})
