import { expect, place, test } from '../world.ts'

const { signal } = new AbortController()
const body = 'x'

test('a job that runs when the session is made read-only: nothing that waited leaves, and it goes on when it may', async ({
  app,
  page,
  ferry,
}) => {
  test.slow()
  const names = Array.from({ length: 400 }, (_, n) => `many/${String(n).padStart(3, '0')}`)
  for (let from = 0; from < names.length; from += 40)
    await Promise.all(
      names
        .slice(from, from + 40)
        .map((key) => app.oss.put({ at: place('ferry-photos', key), body, attributes: {}, signal })),
    )
  await app.goTo('ferry-photos')
  ferry.localOss.settings.latency = 400
  await app.choose('many', 'Copy to…')
  await app.transfer('oss://ferry-backup/to/')
  const copies = () => ferry.localOss.requests.entries.filter(({ op }) => op === 'CopyObject')
  await expect.poll(() => copies().length).toBeGreaterThan(40)
  await page.getByRole('button', { name: /^Account/ }).click()
  await page.getByRole('menuitem', { name: 'Read-only' }).click()
  await expect(page.getByRole('button', { name: /^Account/ })).toContainText('Read-only')
  const switched = Date.now()
  await expect(app.job('many')).toContainText('This session is read-only')
  await page.waitForTimeout(1500)
  // The Worker hears of it some ms after the screen shows it.
  expect(copies().filter(({ started }) => started > switched + 150)).toEqual([])
  expect(copies().length).toBeLessThan(400)
  ferry.localOss.settings.latency = 0
  await page.getByRole('button', { name: /^Account/ }).click()
  await page.getByRole('menuitem', { name: 'Read-only' }).click()
  await expect(app.job('many')).toContainText('Done')
  expect(await app.keysOf('ferry-backup', 'to/many/')).toHaveLength(400)
})
