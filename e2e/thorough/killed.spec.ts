import type { ListPosition } from '../../src/oss/types.ts'
import { expect, place, test } from '../world.ts'

const never = new AbortController().signal
const many = 1200
const kills = 15

/** The same moments in every run. */
function randomOf(seed: number) {
  let state = seed
  return (most: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    return state % most
  }
}

test('a page killed at 15 moments of a prefix move loses nothing and doubles nothing', async ({
  app,
  ferry,
  context,
  page,
}) => {
  test.setTimeout(300_000)
  const names = Array.from({ length: many }, (_, n) => `many/${n}`)
  const left = names.values()
  const lane = async () => {
    for (const key of left)
      await app.oss.put({ at: place('ferry-photos', key), body: key, attributes: {}, signal: never })
  }
  await Promise.all(Array.from({ length: 16 }, lane))
  await app.goTo('ferry-photos')
  await app.choose('many', 'Move to…')
  await app.transfer('oss://ferry-backup/')
  // So many are shown before they are touched.
  await app.job('many').getByRole('button', { name: 'Start' }).click()

  const random = randomOf(7)
  let current = page
  const { requests } = ferry.localOss
  const writesNow = () =>
    requests.entries.filter(({ op }) => op === 'CopyObject' || op === 'DeleteMultipleObjects').length
  for (let kill = 0; kill < kills; kill++) {
    const enough = writesNow() + 5 + random(60)
    await expect
      .poll(() => writesNow() >= enough || isOver(requests.entries), { intervals: [5], timeout: 60_000 })
      .toBe(true)
    const session = await context.newCDPSession(current)
    // The renderer dies; the promise of its own death is never kept.
    void session.send('Page.crash').catch(() => {})
    await current.waitForEvent('crash')
    await current.close()
    current = await context.newPage()
    await current.goto(ferry.url)
    // The session has ended with its tab; the account is the same.
    await current.getByRole('button', { name: 'Try it on this computer' }).click()
  }
  await expect(current.locator('li.job').filter({ hasText: 'many' })).toContainText('Done', { timeout: 120_000 })

  const { objects } = await app.oss.list({ at: place('ferry-photos', 'many/'), signal: never })
  expect(objects).toEqual([])
  const copied: string[] = []
  let token: ListPosition | undefined
  do {
    const at = place('ferry-backup', 'many/')
    const listing = await app.oss.list({ at, signal: never, ...(token && { token }) })
    copied.push(...listing.objects.map(({ key }) => key))
    token = listing.next
  } while (token)
  expect(copied.sort()).toEqual(names.sort())
  expect(await app.oss.listUploads({ at: place('ferry-backup', ''), signal: never })).toEqual([])
  const sample = await app.oss.get({ at: place('ferry-backup', 'many/1111'), signal: never })
  expect(await sample.text()).toBe('many/1111')
})

/** Everything was copied before all kills were spent: the rest of them hit a page that is done. */
function isOver(entries: { op: string; status: number }[]): boolean {
  return entries.filter(({ op, status }) => op === 'CopyObject' && status === 200).length >= many
}
