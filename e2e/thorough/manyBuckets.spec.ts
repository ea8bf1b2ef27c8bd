import { regions } from '../../src/i18n/regions.ts'
import { expect, test } from '../keys.ts'
import type { App } from '../world.ts'

const never = new AbortController().signal

/** Buckets `team-0000` and on, over as many regions as there are: OSS takes a hundred in each. */
async function makeBuckets(app: App, count: number) {
  const names = Object.keys(regions)
  const make = (n: number) => {
    const bucket = `team-${String(n).padStart(4, '0')}`
    return app.oss.putBucket({ bucket: { bucket, region: names[n % names.length] as string }, signal: never })
  }
  // Some at a time: a request that waited for a second may meet a connection that the server has just closed.
  for (let from = 0; from < count; from += 50)
    await Promise.all(Array.from({ length: Math.min(50, count - from) }, (_, n) => make(from + n)))
  await app.page.goto(app.ferry.url)
  await app.page.reload()
}

test('2 000 buckets: home and side bar stay small, and are one stop of the Tab key each', async ({
  app,
  page,
  keys,
}) => {
  await makeBuckets(app, 2000)
  const main = page.getByRole('main')
  await expect(main.getByText('2,003 buckets')).toBeVisible()
  const weigh = (selector: string) =>
    page.locator(selector).evaluate((element) => ({
      nodes: element.querySelectorAll('*').length,
      stops: [...element.querySelectorAll<HTMLElement>('*')].filter(({ tabIndex }) => tabIndex >= 0).length,
    }))
  for (const layout of ['List', 'Cards']) {
    await page.getByRole('button', { name: 'View' }).click()
    await page.getByRole('menuitem', { name: layout, exact: true }).click()
    const home = await weigh('.bucket-scroller')
    expect(home.nodes).toBeLessThanOrEqual(600)
    expect(home.stops).toBe(1)
  }
  const side = await weigh('.side-scroller')
  expect(side.nodes).toBeLessThanOrEqual(600)
  expect(side.stops).toBe(1)
  // Typed anywhere among the buckets it filters; the one that is left is opened.
  await keys.to(main.locator('.bucket-card').first())
  await keys.press('End')
  await expect(main.getByRole('link', { name: /^team-/ }).last()).toBeFocused()
  await keys.type('team-1234')
  await expect(main.getByText('1 of 2,003 buckets')).toBeVisible()
  await expect(main.getByRole('link')).toHaveCount(1)
  await keys.press('Enter')
  await expect(page).toHaveURL(/#\/team-1234\//)
  await expect(page.getByRole('treeitem', { name: 'team-1234' })).toBeInViewport()
})

test('the keys of the page work among the buckets', async ({ app, page, keys }) => {
  const first = page
    .getByRole('main')
    .getByRole('link', { name: /^ferry-/ })
    .first()
  await expect(first).toBeFocused()
  await keys.press('?')
  await expect(page.getByRole('dialog', { name: 'Help and keyboard shortcuts' })).toBeVisible()
  await keys.press('Escape')
  await expect(first).toBeFocused()
  await keys.command('New bucket')
  await expect(app.dialog().getByRole('textbox', { name: 'Name' })).toBeFocused()
  await keys.press('Escape')
  await keys.to(first)
  await keys.press('/')
  await expect(page.getByRole('searchbox', { name: 'Filter buckets' })).toBeFocused()
  await keys.type('qing')
  await keys.press('ArrowDown')
  await expect(page.getByRole('main').getByRole('link', { name: /^ferry-qingdao/ })).toBeFocused()
  await keys.press('ControlOrMeta+k')
  await keys.type('Enter an address')
  await keys.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Address' })).toBeFocused()
})

test('buckets are sorted by what the heads of the list say, and stay so', async ({ app: { page } }) => {
  const main = page.getByRole('main')
  const names = () => main.locator('.bucket-card strong').allTextContents()
  await page.getByRole('button', { name: 'View' }).click()
  await page.getByRole('menuitem', { name: 'List', exact: true }).click()
  await main.getByRole('button', { name: 'Name' }).click()
  await main.getByRole('button', { name: 'Name' }).click()
  await expect.poll(names).toEqual(['ferry-qingdao', 'ferry-photos', 'ferry-backup'])
  await page.reload()
  await expect.poll(names).toEqual(['ferry-qingdao', 'ferry-photos', 'ferry-backup'])
})

test('the side bar is walked by keys: found by typing, opened, closed, and left', async ({ app, page, keys }) => {
  await app.goTo('ferry-photos')
  await expect(app.row('README.md')).toBeVisible()
  const side = page.getByRole('tree', { name: 'Places' })
  const item = (name: string) => side.getByRole('treeitem', { name, exact: true })
  await keys.to(item('ferry-photos'))
  await keys.press('ArrowRight')
  await expect(item('photos')).toBeVisible()
  await expect(item('ferry-photos')).toHaveAttribute('aria-expanded', 'true')
  await keys.press('ArrowRight', 'End', 'Home')
  await keys.to(item('ferry-backup'))
  await keys.type('photos')
  await expect(page.getByRole('searchbox', { name: 'Find a place' })).toBeFocused()
  await expect(item('ferry-backup')).toHaveCount(0)
  await keys.press('ArrowDown', 'ArrowDown', 'ArrowDown')
  await keys.press('ArrowLeft')
  await expect(item('ferry-photos')).toBeFocused()
  await keys.press('ArrowLeft')
  await expect(item('ferry-photos')).toHaveAttribute('aria-expanded', 'false')
  await keys.press('ArrowRight', 'ArrowDown')
  await expect(item('archive')).toBeFocused()
  await keys.press('Shift+F10')
  await expect(page.getByRole('menuitem', { name: 'Open in a new tab' })).toBeVisible()
  await keys.press('Escape')
  await expect(item('archive')).toBeFocused()
  await keys.press('Enter')
  await expect(page).toHaveURL(/ferry-photos\/archive\//)
})
