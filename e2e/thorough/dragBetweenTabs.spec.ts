import type { Locator, Page } from '@playwright/test'
import { App, expect, test } from '../world.ts'

/** What a drag that begins at the element carries, as any place that it is dropped on may read it. */
function lift(row: Locator): Promise<[string, string][]> {
  return row.evaluate((element) => {
    const dataTransfer = new DataTransfer()
    const { x, y } = element.getBoundingClientRect()
    const at = { clientX: x + 40, clientY: y + 10, bubbles: true, cancelable: true, composed: true }
    element.dispatchEvent(new DragEvent('dragstart', { dataTransfer, ...at }))
    return dataTransfer.types.map((type) => [type, dataTransfer.getData(type)])
  })
}

type Event = 'dragenter' | 'dragover' | 'drop'

/** The pointer of that drag in another page. No driver takes it across, so each event is made there. */
function carry(to: Locator, data: [string, string][], events: Event[], keys: { shiftKey?: boolean } = {}) {
  return to.evaluate(
    (element, given) => {
      const dataTransfer = new DataTransfer()
      for (const [type, text] of given.data) dataTransfer.setData(type, text)
      const at = { clientX: 300, clientY: 300, bubbles: true, cancelable: true, composed: true, ...given.keys }
      for (const event of given.events) element.dispatchEvent(new DragEvent(event, { dataTransfer, ...at }))
    },
    { data, events, keys },
  )
}

const end = (row: Locator) =>
  row.evaluate((element) => element.dispatchEvent(new DragEvent('dragend', { bubbles: true, composed: true })))

async function secondTab(app: App, bucket: string, prefix = ''): Promise<App> {
  const other = new App(await app.page.context().newPage(), app.ferry, app.oss)
  await other.goTo(bucket, prefix)
  await expect(other.page.getByRole('grid')).toBeVisible()
  return other
}

const ghost = (page: Page) => page.locator('.ghost:visible')

/** Over the element until the page says what is dragged; it first has to ask. */
async function hover(page: Page, to: Locator, data: [string, string][], keys = {}) {
  await carry(to, data, ['dragenter'], keys)
  await expect(async () => {
    await carry(to, data, ['dragover'], keys)
    await expect(ghost(page)).toBeVisible({ timeout: 200 })
  }).toPass()
}

test('an object is dropped into a bucket that another tab shows: the same words, the same request', async ({ app }) => {
  await app.goTo('ferry-photos')
  const row = app.row('README.md')
  const there = await secondTab(app, 'ferry-backup')
  const list = there.page.getByRole('grid')
  const data = await lift(row)
  await hover(there.page, list, data)
  await expect(ghost(there.page)).toContainText('Copy “README.md” → oss://ferry-backup/')
  await carry(list, data, ['drop'])
  await end(row)
  await expect(there.job('README.md')).toContainText('Done')
  expect(await app.textOf('ferry-backup', 'README.md')).toBe(await app.textOf('ferry-photos', 'README.md'))
  expect(app.writes()).toEqual(['CopyObject'])
})

test('what is chosen as a whole goes with Shift to a bucket of the side bar, and shows its plan first', async ({
  app,
}) => {
  const names = Array.from({ length: 1001 }, (_, n) => `in/${String(n).padStart(4, '0')}`)
  for (const key of names)
    await app.ferry.localOss.putSparseObject({ bucket: 'ferry-backup', key, size: 1, seed: 1, headers: {} })
  await app.goTo('ferry-backup', 'in/')
  await app.row('0000').click()
  await app.page.keyboard.press('Control+a')
  await expect(app.page.getByText(/1,001.* selected/)).toBeVisible()
  const there = await secondTab(app, 'ferry-photos', 'data/')
  const row = app.page.getByRole('row', { selected: true }).first()
  const data = await lift(row)
  const to = there.page.getByRole('tree', { name: 'Places' }).getByRole('link', { name: 'ferry-photos', exact: true })
  await hover(there.page, to, data, { shiftKey: true })
  await expect(ghost(there.page)).toContainText('Move 1,001 items → ferry-photos')
  await carry(to, data, ['drop'], { shiftKey: true })
  await end(row)
  await expect(there.job('Move 1,001 items')).toContainText('Waiting for you')
  expect(app.writes()).toEqual([])
})

test("another page's drag of the same type moves nothing, whatever it carries", async ({ app }) => {
  await app.goTo('ferry-photos')
  const there = await secondTab(app, 'ferry-backup')
  const list = there.page.getByRole('grid')
  const data = await lift(app.row('README.md'))
  await hover(there.page, list, data)
  const sources = [{ account: 'a', region: 'cn-hangzhou', bucket: 'ferry-photos', key: 'README.md' }]
  const strangers = data.map(([type]): [string, string] => [type, JSON.stringify({ token: '', sources })])
  await carry(list, strangers, ['dragover', 'drop'])
  await expect(there.page.getByText("This can't be dropped here")).toBeVisible()
  expect(app.writes()).toEqual([])
})

test('a drag that has ended is dropped by nobody who kept its data and the same type', async ({ app }) => {
  await app.goTo('ferry-photos')
  const row = app.row('README.md')
  const there = await secondTab(app, 'ferry-backup')
  const list = there.page.getByRole('grid')
  const data = await lift(row)
  await hover(there.page, list, data)
  await list.evaluate((element) => element.dispatchEvent(new DragEvent('dragleave', { bubbles: true })))
  await end(row)
  await carry(list, data, ['dragover', 'drop'])
  await expect(there.page.getByText("This can't be dropped here")).toBeVisible()
  expect(app.writes()).toEqual([])
})
