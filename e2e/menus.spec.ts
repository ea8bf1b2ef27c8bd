import { expect, place, test } from './world.ts'

const entries = ['Open', 'Open in a new tab', 'Upload', 'New folder', 'Copy oss:// address', 'Bucket settings…']

test('whatever leads to a place has a menu of it: bucket, level of the path, side bar', async ({ app, page }) => {
  const menu = page.locator('.row-menu')
  await app.goTo('ferry-photos', 'photos/2023/')
  const path = page.getByRole('navigation', { name: 'Current location' })
  for (const link of [app.bucket('ferry-backup'), path.getByRole('link', { name: 'photos', exact: true })]) {
    await link.click({ button: 'right' })
    for (const name of entries) await expect(menu.getByRole('menuitem', { name, exact: true })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(menu).toHaveCount(0)
    await expect(link).toBeFocused()
  }
  await app.bucket('ferry-backup').click({ button: 'right' })
  await menu.getByRole('menuitem', { name: 'New folder' }).click()
  await app.dialog().getByRole('textbox').fill('made-there')
  await page.keyboard.press('Enter')
  await expect(app.dialog()).toHaveCount(0)
  await expect.poll(() => app.headOf('ferry-backup', 'made-there/')).toBeDefined()
  await expect(page).toHaveURL(/photos\/2023\/$/)
  await page.goto(app.ferry.url)
  await page
    .getByRole('main')
    .getByRole('link', { name: /^ferry-photos/ })
    .click({ button: 'right' })
  await menu.getByRole('menuitem', { name: 'Open in a new tab' }).click()
  const tab = page.getByRole('tab', { name: 'ferry-photos' })
  await tab.click({ button: 'right' })
  await menu.getByRole('menuitem', { name: 'Close other tabs' }).click()
  await expect(page.getByRole('tablist', { name: 'Tabs' })).toHaveCount(0)
  await expect(app.row('README.md')).toBeVisible()
})

test('a menu stands in the window wherever it is opened, and however low the window is', { tag: '@thorough' }, async ({
  app,
  page,
}) => {
  const menu = page.locator('.row-menu [role=menu]').first()
  await app.goTo('ferry-photos')
  for (const height of [800, 700, 440, 260]) {
    await page.setViewportSize({ width: 1280, height })
    const row = app.row(height > 600 ? 'README.md' : 'archive/')
    await row.click({ button: 'right' })
    await expect(menu).toBeVisible()
    const box = await menu.boundingBox()
    expect(box?.y).toBeGreaterThanOrEqual(0)
    expect((box?.y ?? 0) + (box?.height ?? height + 1)).toBeLessThanOrEqual(height)
    await page.keyboard.press('Escape')
    await expect(menu).toHaveCount(0)
  }
})

test('beside the rows the menu is about the place, and the four verbs stand on the first level', async ({
  app,
  page,
}) => {
  const menu = page.locator('.row-menu')
  await app.goTo('ferry-photos')
  await app.row('README.md').click()
  const grid = page.getByRole('grid')
  const { height = 0 } = (await grid.boundingBox()) ?? {}
  await grid.click({ button: 'right', position: { x: 200, y: height - 20 } })
  for (const name of ['Upload', 'New folder', 'Paste', 'Select all', 'Refresh'])
    await expect(menu.getByRole('menuitem', { name: new RegExp(`^${name}`) })).toBeEnabled()
  await expect(menu.getByRole('menuitem', { name: /Rename/ })).toHaveCount(0)
  await menu.getByRole('menuitem', { name: /^Select all/ }).click()
  await expect(page.getByText('8 selected')).toBeVisible()
  await app.row('README.md').click()
  await app.row('README.md').click({ button: 'right' })
  for (const name of ['Copy to…', 'Move to…', 'Rename', 'Edit metadata'])
    await expect(menu.getByRole('menuitem', { name: new RegExp(`^${name}`) })).toBeVisible()
  await page.keyboard.press('Escape')
  for (const name of ['Copy to…', 'Move to…', 'Rename', 'Edit metadata'])
    await expect(page.getByRole('toolbar').getByRole('button', { name })).toBeVisible()
})

test('a key says why it can do nothing', { tag: '@thorough' }, async ({ app, page }) => {
  await app.oss.put({
    at: place('ferry-photos', 'second.txt'),
    body: 'x',
    attributes: {},
    signal: new AbortController().signal,
  })
  await app.goTo('ferry-photos')
  await app.row('README.md').click()
  await app.row('second.txt').click({ modifiers: ['ControlOrMeta'] })
  await page.keyboard.press('F2')
  await expect(page.getByText('Works with one item at a time')).toBeVisible()
})
