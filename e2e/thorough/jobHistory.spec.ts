import type { Locator, Page } from '@playwright/test'
import { expect, test } from '../world.ts'

/** Jobs of months: only what is seen is drawn, and only as long as a person wants it kept. */

const panelOf = (page: Page) => page.getByRole('region', { name: 'Jobs' })
const toggle = (page: Page) => page.getByRole('button', { name: 'Job panel' }).click()

/** A journal of some months: written past the page, as its jobs would have been. */
async function seedHistory(page: Page, count: number, from = 0) {
  await page.evaluate(
    async ([first, many]) => {
      const db = await new Promise<IDBDatabase>((resolve) => {
        const opening = indexedDB.open('oss-ferry')
        opening.onsuccess = () => resolve(opening.result)
      })
      const at = { account: 'me', region: 'cn-hangzhou', bucket: 'ferry-photos', key: 'x' }
      const none = { conflict: 0, waiting: 0, running: 0, copied: 0, restoring: 0, skipped: 0, refused: 0, failed: 0 }
      const empty = { problems: {}, refusals: {}, groups: {}, methods: {}, hints: {}, requests: 1, unfinished: 0 }
      const tx = db.transaction(['jobs', 'requests'], 'readwrite')
      const day = 86_400_000
      for (let n = first; n < many; n++) {
        const created = Date.now() - day - n * 3_600_000
        const job = {
          id: `old-${n}`,
          phase: 'finished',
          planned: true,
          confirmed: true,
          created,
          ended: created + 1000,
        }
        tx.objectStore('jobs').add({
          ...job,
          ...empty,
          counts: { ...none, done: 1 },
          objects: 1,
          bytes: 5,
          bytesDone: 5,
        })
        const request = { do: 'copy', sources: [{ ...at, key: `file ${n}` }], target: { ...at, key: 'to/' } }
        const how = { placement: 'into', removeSource: false, conflict: 'ask', keepAcl: false }
        tx.objectStore('requests').add({ job: job.id, request: { ...request, ...how } })
      }
      await new Promise((resolve) => {
        tx.oncomplete = resolve
      })
      db.close()
    },
    [from, count] as const,
  )
}

/** How many there are when no more come: what a row says of its job is loaded with the first. */
async function settled(all: Locator): Promise<number> {
  for (let before = -1; ; ) {
    const now = await all.count()
    if (now === before) return now
    before = now
    await all.page().waitForTimeout(300)
  }
}

/** How much the panel draws when it is opened. */
async function drawnIn(page: Page): Promise<number> {
  await toggle(page)
  await expect(page.locator('li.job').first()).toBeVisible()
  const drawn = await settled(page.locator('.panel-body *'))
  await toggle(page)
  return drawn
}

test('with 2000 jobs of history the panel draws as much as with 20, what is seen; older ones come on demand', async ({
  app,
  page,
}) => {
  const seeded = async (count: number, from = 0) => {
    await seedHistory(page, count, from)
    await page.reload()
    await expect(app.row('README.md')).toBeVisible()
    return drawnIn(page)
  }
  await app.goTo('ferry-photos')
  const few = await seeded(20)
  const many = await seeded(2000, 20)
  // A line that leads to older ones, and no more.
  expect(many).toBeLessThan(few + 20)
  await toggle(page)
  expect(await page.locator('li.job').count()).toBeLessThan(20)
  const body = page.locator('.panel-body')
  await body.evaluate((element) => element.scrollTo(0, element.scrollHeight))
  await expect(app.job('file 49')).toBeVisible()
  await page.getByRole('button', { name: 'Show older jobs' }).click()
  await expect(page.locator('li.job').first()).toHaveAttribute('aria-setsize', '100')
  await body.evaluate((element) => element.scrollTo(0, element.scrollHeight))
  await expect(app.job('file 99')).toBeVisible()
  expect(await page.locator('li.job').count()).toBeLessThan(20)
})

test('finished jobs are kept as long as a person wants', async ({ app, page }) => {
  await app.goTo('ferry-photos')
  await seedHistory(page, 240)
  await page.reload()
  await expect(app.row('README.md')).toBeVisible()
  await toggle(page)
  await expect(app.job('file 0')).toBeVisible()
  await page.getByRole('button', { name: 'Job settings' }).click()
  await page.getByRole('menuitem', { name: 'Keep finished jobs' }).click()
  await page.getByRole('menuitem', { name: '7 days' }).click()
  const left = () =>
    page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          indexedDB.open('oss-ferry').onsuccess = ({ target }) => {
            const db = (target as IDBOpenDBRequest).result
            db.transaction('jobs').objectStore('jobs').count().onsuccess = (counted) => {
              resolve((counted.target as IDBRequest<number>).result)
              db.close()
            }
          }
        }),
    )
  // One an hour, from yesterday back: six days of them.
  await expect.poll(left, { timeout: 20_000 }).toBe(144)
  await expect(app.job('file 0')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Clear finished' }).click()
  await expect.poll(left, { timeout: 20_000 }).toBe(0)
  await expect(panelOf(page)).toContainText('No jobs yet')
})

test('problems of jobs that are too old to be read are counted, too', async ({ app, page }) => {
  await app.goTo('ferry-photos')
  await seedHistory(page, 120)
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        indexedDB.open('oss-ferry').onsuccess = ({ target }) => {
          const db = (target as IDBOpenDBRequest).result
          const tx = db.transaction('jobs', 'readwrite')
          for (const id of ['old-5', 'old-110']) {
            const asked = tx.objectStore('jobs').get(id)
            asked.onsuccess = () =>
              tx.objectStore('jobs').put({ ...asked.result, counts: { ...asked.result.counts, failed: 1 } })
          }
          tx.oncomplete = () => {
            db.close()
            resolve()
          }
        }
      }),
  )
  await page.reload()
  await expect(panelOf(page)).toContainText('2 with problems')
  await toggle(page)
  const body = page.locator('.panel-body')
  for (let pages = 0; pages < 2; pages++) {
    await body.evaluate((element) => element.scrollTo(0, element.scrollHeight))
    await page.getByRole('button', { name: 'Show older jobs' }).click()
  }
  await expect(page.locator('li.job').first()).toHaveAttribute('aria-setsize', '120')
  await expect(panelOf(page)).toContainText('2 with problems')
})
