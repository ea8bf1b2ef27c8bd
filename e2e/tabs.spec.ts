import { findings } from './axe.ts'
import { expect, place, test } from './world.ts'

test('tabs by keys alone: open, walk, keep what was chosen, close', async ({ app, page }) => {
  await app.goTo('ferry-photos')
  await app.row('README.md').waitFor()
  await page.keyboard.type('read')
  await expect(page.getByRole('tab')).toHaveCount(0)
  await page.keyboard.press('Alt+t')
  await expect(page.getByRole('tab')).toHaveCount(2)
  await page.keyboard.press('Control+l')
  await page.keyboard.type('oss://ferry-backup/')
  await page.keyboard.press('Enter')
  await expect(app.row('database')).toBeVisible()
  await page.keyboard.press('Alt+1')
  await expect(app.row('README.md')).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Control+Home')
  await page.keyboard.type('site')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('tab')).toHaveCount(3)
  await expect(page.getByRole('tab', { name: 'site' })).toHaveAttribute('aria-selected', 'true')
  await page.getByRole('tab', { name: 'site' }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('tab', { name: 'ferry-backup' })).toBeFocused()
  expect(await findings(page)).toEqual([])
  await page.keyboard.press('Delete')
  await expect(page.getByRole('tab', { name: 'site' })).toBeFocused()
  await page.keyboard.press('Alt+w')
  await expect(page.getByRole('tab')).toHaveCount(0)
  await expect(app.row('README.md')).toBeVisible()
})

test('the middle button opens behind; tabs live through a reload, and back leads to the tab one came from', async ({
  app,
  page,
}) => {
  await app.goTo('ferry-photos')
  await app.row('photos').getByRole('link').click({ button: 'middle' })
  await expect(page.getByRole('tab', { name: 'ferry-photos' })).toHaveAttribute('aria-selected', 'true')
  await page.getByRole('tab', { name: 'photos', exact: true }).click()
  await expect(app.row('2024')).toBeVisible()
  await page.reload()
  await expect(page.getByRole('tab', { name: 'photos', exact: true })).toHaveAttribute('aria-selected', 'true')
  await app.row('2024').getByRole('link').click()
  await expect(page.getByRole('tab', { name: '2024' })).toBeVisible()
  await page.goBack()
  await expect(app.row('2024')).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('tab', { name: 'ferry-photos' })).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByRole('tab', { name: 'photos', exact: true })).toBeVisible()
  await expect(app.row('README.md')).toBeVisible()
})

test('rows dropped on a tab go there; waiting over it opens it, and there they can be dropped, too', async ({
  app,
  page,
}) => {
  const { signal } = new AbortController()
  await app.oss.put({ at: place('ferry-photos', 'notes.txt'), body: 'x', attributes: {}, signal })
  await app.goTo('ferry-backup', 'kept/')
  await page.getByRole('button', { name: 'View' }).or(page.getByText('There is nothing here')).first().waitFor()
  await page.keyboard.press('Alt+t')
  await expect(page.getByRole('tab')).toHaveCount(2)
  await app.goTo('ferry-photos')
  await app.row('README.md').dragTo(page.getByRole('tab', { name: 'kept' }))
  await expect(app.job('Copy README.md')).toContainText('Done')
  await app.row('notes.txt').hover({ position: { x: 90, y: 20 } })
  const tab = await page.getByRole('tab', { name: 'kept' }).boundingBox()
  if (!tab) throw new Error('not laid out')
  await page.mouse.down()
  await page.mouse.move(tab.x + 40, tab.y + 12, { steps: 4 })
  await page.mouse.move(tab.x + 44, tab.y + 16, { steps: 2 })
  await expect(page.getByRole('tab', { name: 'kept' })).toHaveAttribute('aria-selected', 'true')
  await expect(app.row('README.md')).toBeVisible()
  await page.mouse.move(tab.x + 200, tab.y + 360, { steps: 4 })
  await expect(page.locator('.ghost')).toContainText('Copy “notes.txt” → oss://ferry-backup/kept/')
  await page.mouse.up()
  await expect(app.job('Copy notes.txt')).toContainText('Done')
  expect(await app.keysOf('ferry-backup', 'kept/')).toEqual(['kept/README.md', 'kept/notes.txt'])
})

test('a tab in another region says why it takes nothing', async ({ app, page }) => {
  await app.goTo('ferry-qingdao')
  await app.row('notes').waitFor()
  await page.keyboard.press('Alt+t')
  await expect(page.getByRole('tab')).toHaveCount(2)
  await app.goTo('ferry-photos')
  await app.row('README.md').dragTo(page.getByRole('tab', { name: 'ferry-qingdao' }))
  await expect(page.locator('.ant-message-warning')).toContainText('region')
  expect(app.writes()).toEqual([])
})

test('tabs change places by keys, also among the rows, and by drag; it is said, and a reload keeps it', async ({
  app,
  page,
}) => {
  const names = () => page.getByRole('tab').allTextContents()
  const said = (words: string) => expect(page.locator('.tab-strip').getByRole('status')).toHaveText(words)
  await app.goTo('ferry-photos', 'site/')
  await app.row('index.html').waitFor()
  for (const prefix of ['photos/', 'data/']) {
    await page.keyboard.press('Alt+t')
    await app.goTo('ferry-photos', prefix)
    await expect(page.getByRole('tab', { name: prefix.slice(0, -1) })).toBeVisible()
  }
  expect(await names()).toEqual(['site', 'photos', 'data'])
  await app.row('config.json').click()
  await page.keyboard.press('Control+Shift+PageUp')
  await said('data is now tab 2 of 3')
  expect(await names()).toEqual(['site', 'data', 'photos'])
  await expect(page.getByRole('row', { selected: true })).toHaveCount(1)
  await page.keyboard.press('Control+Shift+PageDown')
  await page.keyboard.press('Control+Shift+PageDown')
  await said('data is now tab 3 of 3')
  expect(await names()).toEqual(['site', 'photos', 'data'])
  const tab = (name: string) => page.getByRole('tab', { name })
  const { width = 0 } = (await tab('data').boundingBox()) ?? {}
  await tab('site').dragTo(tab('photos'), { targetPosition: { x: width - 30, y: 12 } })
  await said('site is now tab 2 of 3')
  expect(await names()).toEqual(['photos', 'site', 'data'])
  await expect(tab('site')).toHaveAttribute('aria-selected', 'true')
  await tab('data').dragTo(tab('photos'), { targetPosition: { x: 8, y: 12 } })
  await page.reload()
  await expect(tab('data')).toHaveAttribute('aria-selected', 'true')
  expect(await names()).toEqual(['data', 'photos', 'site'])
  await app.row('config.json').click()
  await page.keyboard.press('?')
  await expect(app.dialog()).toContainText('Move tab left or right')
})

test('of more tabs than there is room for, the active one is in view, and keeps the focus on its way', async ({
  app,
  page,
}) => {
  await app.goTo('ferry-photos')
  await app.row('README.md').waitFor()
  for (let count = 2; count <= 12; count++) {
    await page.keyboard.press('Alt+t')
    await expect(page.getByRole('tab')).toHaveCount(count)
  }
  const active = page.getByRole('tab', { selected: true })
  const first = page.getByRole('tab').first()
  await expect(active).toBeInViewport({ ratio: 1 })
  await expect(first).not.toBeInViewport()
  await page.keyboard.press('Alt+1')
  await expect(first).toBeInViewport({ ratio: 1 })
  await first.focus()
  for (let times = 2; times <= 12; times++) await page.keyboard.press('Control+Shift+PageDown')
  await expect(page.getByRole('tab').last()).toBeFocused()
  await expect(active).toBeInViewport({ ratio: 1 })
  await page.mouse.move(640, 80)
  await page.mouse.wheel(0, -2000)
  await expect(first).toBeInViewport({ ratio: 1 })
})
