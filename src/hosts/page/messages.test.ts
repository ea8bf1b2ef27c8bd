import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { channelName } from '../../engine/jobs/messages.ts'
import { emptyTally } from '../../engine/jobs/outcome/tally.ts'
import { viewOf } from '../../engine/jobs/progress/view.ts'
import type { JobView } from '../../engine/jobs/types.ts'
import { commandIn, fileMessageIn, newsIn } from './messages.ts'
import { onTouched, setAccounts } from './store.ts'
import { useJobs } from './views.ts'

/** What others may say on the channels of all tabs: a tab of another version, a page that got to this origin. */

const at = { account: 'me', region: 'r', bucket: 'b', key: 'k' }
const job: JobView = viewOf(
  {
    ...emptyTally(),
    id: 'one',
    request: { do: 'remove', sources: [at] },
    phase: 'planning',
    planned: false,
    created: 1,
  },
  undefined,
  2,
)
const copy = { do: 'copy', sources: [at], target: at, placement: 'into' }
const without = (name: string) => Object.fromEntries(Object.entries(job).filter(([key]) => key !== name))

const junk: unknown[] = [
  undefined,
  null,
  0,
  'hello',
  [],
  {},
  { is: 'constructor', job: 'one' },
  { is: '__proto__', job: 'one' },
  { is: 'views', job: 'one' },
  { is: 'pause' },
  { is: 'pause', job: 7 },
  { is: 'pause', job: 'x'.repeat(1e6) },
  { is: 'look', job: 'one', isAnswer: 'yes' },
  { is: 'removed' },
  { is: 'open' },
  { is: 'open', views: 'open' },
  { is: 'changed', views: null },
  { is: 'moved', figures: {} },
  { is: 'touched', places: [null] },
  { is: 'touched', places: [{ account: 'me', bucket: 1, prefix: '' }] },
]
const undrawable: unknown[] = [
  null,
  7,
  {},
  ...['id', 'phase', 'created', 'request', 'counts', 'problems', 'groups', 'active', 'bytes'].map(without),
  { ...job, phase: 'dreaming' },
  { ...job, created: Number.NaN },
  { ...job, request: { do: 'remove', sources: [null] } },
  { ...job, request: { do: 'remove', sources: at } },
  { ...job, request: { do: 'teleport', sources: [at] } },
  { ...job, request: { do: 'copy', sources: [at] } },
  { ...job, request: { do: 'undo', sources: [at] } },
  { ...job, problems: { NoSuchKey: { count: 1 } } },
  { ...job, problem: 'broken' },
  { ...job, active: [{ n: 1 }] },
  { ...job, active: [{ n: 1, key: 'k', size: 1, bytes: 0, parts: 'abc' }] },
]

test('what Ferry says is heard', () => {
  expect(commandIn({ is: 'pause', job: 'one' })).toEqual({ is: 'pause', job: 'one' })
  expect(commandIn({ is: 'hello' })).toEqual({ is: 'hello' })
  for (const news of [
    { is: 'open', views: [job, { ...job, request: copy }] },
    { is: 'changed', views: [{ ...job, missingAccount: 'other', problem: { code: 'A', message: 'b' } }] },
    { is: 'moved', figures: [without('request')] },
    { is: 'removed', job: 'one' },
    { is: 'touched', places: [{ account: 'me', bucket: 'b', prefix: '' }] },
  ])
    expect(newsIn(news)).toEqual(news)
  const want = { is: 'want', job: 'one', from: 0 }
  expect(fileMessageIn(want)).toBe(want)
  const file = { path: 'a.txt', file: new File(['x'], 'a.txt') }
  const chosen = { is: 'sources', handles: [], files: [file, { path: 'gone' }] }
  const piece = { is: 'piece', job: 'one', of: 'x', from: 0, left: 0, chosen }
  expect(fileMessageIn(piece)).toBe(piece)
})

test.each(junk.map((message) => [JSON.stringify(message)?.slice(0, 80), message]))('%s is nothing', (_, message) => {
  expect([commandIn(message), newsIn(message), fileMessageIn(message)]).toEqual([undefined, undefined, undefined])
})

test.each([
  null,
  { is: 'sources', handles: [1], files: [] },
  { is: 'sources', handles: [], files: [{ path: 'a', file: 'b' }] },
  { is: 'folder' },
])('files that are none: %j', (chosen) => {
  expect(fileMessageIn({ is: 'piece', job: 'one', of: 'x', from: 0, left: 0, chosen })).toBeUndefined()
})

test('of a list of jobs those that can be drawn are taken', () => {
  // That is no list of all open jobs any more: none that is known goes because of it.
  expect(newsIn({ is: 'open', views: [...undrawable, job] })).toEqual({ is: 'changed', views: [job] })
  expect(newsIn({ is: 'moved', figures: [null, { id: 'one' }, without('request')] })).toEqual({
    is: 'moved',
    figures: [without('request')],
  })
})

test('whatever is said, nothing throws', () => {
  const listed = fc.record({
    is: fc.constantFrom('all', 'changed', 'moved', 'touched', 'piece'),
    views: fc.anything(),
    figures: fc.anything(),
    chosen: fc.anything(),
  })
  const hear = (message: unknown) => void [commandIn(message), newsIn(message), fileMessageIn(message)]
  fc.assert(fc.property(fc.oneof(fc.anything({ withNullPrototype: true, withMap: true }), listed), hear), {
    numRuns: 2000,
  })
})

/** On the channel itself. */
class NoWorker extends EventTarget {
  postMessage(): void {}
}
const other = new BroadcastChannel(channelName)
beforeAll(() => {
  vi.stubGlobal('Worker', NoWorker)
  vi.stubGlobal('localStorage', { getItem: () => null })
  vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }))
  setAccounts([])
})
afterAll(() => {
  other.close()
  vi.unstubAllGlobals()
})
beforeEach(() => useJobs.setState({ views: [] }))

test('a tab hears junk and goes on with what is right', async () => {
  const touched: unknown[] = []
  const stop = onTouched((places) => touched.push(...places))
  for (const message of junk) other.postMessage(message)
  for (const view of undrawable) other.postMessage({ is: 'changed', views: [view] })
  other.postMessage({ is: 'changed', views: [job] })
  other.postMessage({ is: 'touched', places: [{ account: 'me', bucket: 'b', prefix: 'p/' }] })
  await expect.poll(() => touched).toEqual([{ account: 'me', bucket: 'b', prefix: 'p/' }])
  expect(useJobs.getState().views).toEqual([job])
  stop()
})
