import { setTimeout as sleep } from 'node:timers/promises'
import type { ListPosition, Oss } from '../../src/oss/types.ts'
import { type App, expect, place, test } from '../world.ts'

const never = new AbortController().signal
const name = (n: number, ending = 'jpg') => `many/${String(n).padStart(4, '0')}.${ending}`

/** Objects that are older than the listing in which a person chooses, as nearly all are. */
async function fill(oss: Oss, count: number, ending: (n: number) => string) {
  const left = Array.from({ length: count }, (_, n) => name(n, ending(n))).values()
  const lane = async () => {
    for (const key of left)
      await oss.put({ at: place('ferry-photos', key), body: 'x', attributes: { headers: {}, meta: {} }, signal: never })
  }
  await Promise.all(Array.from({ length: 16 }, lane))
  await sleep(2100)
}

async function count(oss: Oss, bucket: string, prefix: string): Promise<number> {
  let found = 0
  for (let token: ListPosition | undefined, isFirst = true; isFirst || token; isFirst = false) {
    const page = await oss.list({ at: place(bucket, prefix), signal: never, ...(token && { token }) })
    found += page.objects.length
    token = page.next
  }
  return found
}

async function chooseAll(app: App, items: string) {
  await app.page.getByText(items, { exact: true }).waitFor()
  await app.page.getByRole('grid').focus()
  await app.page.keyboard.press('Control+a')
}

test('all but one of a folder is copied as what it is: the listing that was read, not a source a row', async ({
  app,
  page,
  oss,
}) => {
  await fill(oss, 2300, () => 'jpg')
  await app.goTo('ferry-photos', 'many/')
  await chooseAll(app, '2,300 items')
  await expect(page.getByText('2,300 selected')).toBeVisible()
  await app.row('0003.jpg').getByRole('checkbox').click()
  await expect(page.getByText('2,299 selected')).toBeVisible()
  await expect(app.row('0003.jpg')).toHaveAttribute('aria-selected', 'false')
  await app.row('0004.jpg').click({ button: 'right' })
  await (await app.entry('Copy to…')).click()
  await expect(app.dialog().getByRole('button', { name: 'Copy 2,299 items' })).toBeVisible()
  const { requests } = app.ferry.localOss
  requests.clear()
  await app.transfer('oss://ferry-backup/kept/')
  const job = app.job('Copy 2,299 items')
  await expect(job.getByRole('button', { name: 'Start' })).toBeVisible()
  const planned = requests.entries.filter(({ bucket }) => bucket !== undefined).length
  expect(planned).toBeLessThan(30)
  await job.getByRole('button', { name: 'Start' }).click()
  await expect.poll(() => count(oss, 'ferry-backup', 'kept/'), { timeout: 30_000 }).toBe(2299)
  expect(await app.headOf('ferry-backup', 'kept/0003.jpg')).toBeUndefined()
})

test('what a filter shows is moved into a folder of the same place, and the rest stays', async ({ app, page, oss }) => {
  await fill(oss, 2400, (n) => (n % 2 ? 'tmp' : 'jpg'))
  await app.goTo('ferry-photos', 'many/')
  await page.getByText('2,400 items', { exact: true }).waitFor()
  await page.getByRole('searchbox', { name: 'Filter' }).fill('*.tmp')
  await chooseAll(app, '1,200 of 2,400 items')
  await page.getByRole('searchbox', { name: 'Filter' }).fill('')
  await expect(app.row('0000.jpg')).toHaveAttribute('aria-selected', 'false')
  await expect(page.getByText('1,200 selected')).toBeVisible()
  await app.row('0001.tmp').click({ button: 'right' })
  await (await app.entry('Move to…')).click()
  await app.transfer('oss://ferry-photos/many/old/')
  const job = app.job('Move 1,200 items')
  await job.getByRole('button', { name: 'Start' }).click()
  const counts = async () => [await count(oss, 'ferry-photos', 'many/'), await count(oss, 'ferry-photos', 'many/old/')]
  await expect.poll(counts, { timeout: 30_000 }).toEqual([2400, 1200])
  expect(await app.headOf('ferry-photos', 'many/old/0001.tmp')).toBeDefined()
  expect(await app.headOf('ferry-photos', 'many/0000.jpg')).toBeDefined()
})

test('what another client puts there after the listing was read is not deleted with it, and is named', async ({
  app,
  page,
  oss,
}) => {
  await fill(oss, 1200, () => 'jpg')
  await app.goTo('ferry-photos', 'many/')
  await chooseAll(app, '1,200 items')
  await sleep(1100)
  const put = (key: string, body: string) =>
    oss.put({ at: place('ferry-photos', key), body, attributes: { headers: {}, meta: {} }, signal: never })
  await put('many/0500 new.jpg', 'new')
  await put(name(7), 'written again')
  await page.keyboard.press('Delete')
  await app.dialog().getByRole('button', { name: 'Delete 1,200 items' }).click()
  const job = app.job('Delete 1,200 items')
  await expect(job).toContainText('Newer than the list you selected from')
  await job.getByRole('button', { name: 'Continue with the other 1,199 objects' }).click()
  const left = () => app.keysOf('ferry-photos', 'many/')
  await expect.poll(left, { timeout: 30_000 }).toEqual([name(7), 'many/0500 new.jpg'])
  await expect(job.getByText('Done', { exact: true }).first()).toBeVisible()
  expect(await left()).toEqual([name(7), 'many/0500 new.jpg'])
})

test('what was cut of a folder as a whole is pasted in another tab', async ({ app, page, oss }) => {
  await fill(oss, 1100, () => 'jpg')
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await app.goTo('ferry-photos', 'many/')
  await chooseAll(app, '1,100 items')
  await page.keyboard.press('Control+x')
  await expect(app.row('0001.jpg')).toHaveAttribute('data-cut', 'true')
  const other = await page.context().newPage()
  await other.goto(`${app.ferry.url}#/ferry-backup/`)
  await other.getByRole('row').nth(1).waitFor()
  await other.getByRole('grid').focus()
  await other.keyboard.press('Control+v')
  const job = other.locator('li.job').filter({ hasText: 'Move 1,100 items' })
  await job.getByRole('button', { name: 'Start' }).click()
  await expect.poll(() => count(oss, 'ferry-photos', 'many/'), { timeout: 30_000 }).toBe(0)
  expect([await count(oss, 'ferry-backup', '0'), await count(oss, 'ferry-backup', '10')]).toEqual([1000, 100])
})
