import { App, expect, held, test } from './world.ts'

test('copied and pasted in the same place, an object is doubled', async ({ app, page }) => {
  await app.goTo('ferry-photos')
  await app.row('README.md').click()
  await page.keyboard.press('ControlOrMeta+c')
  await expect(page.getByText('“README.md” copied')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+v')
  await expect(app.job('README.md')).toContainText('Done')
  await expect(page.getByRole('row').filter({ hasText: /^README.*md/ })).toHaveCount(2)
})

test('the menu copies, pastes, cuts and duplicates as the keys do', async ({ app, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await app.goTo('ferry-photos')
  await app.choose('README.md', 'Duplicate')
  await expect(app.row('README (1).md')).toBeVisible()
  await app.choose('README (1).md', 'Cut')
  await expect(app.row('README (1).md')).toHaveAttribute('data-cut', 'true')
  await app.goTo('ferry-backup', 'kept/')
  await page.getByText('There is nothing here').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Paste' }).click()
  await expect(app.row('README (1).md')).toBeVisible()
  expect(await app.headOf('ferry-photos', 'README (1).md')).toBeUndefined()
  await app.choose('README (1).md', 'Copy Ctrl')
  await expect(page.getByText('“README (1).md” copied')).toBeVisible()
  await app.goTo('ferry-photos', 'site/')
  await app.choose('index.html', 'Paste')
  await expect(app.row('README (1).md')).toBeVisible()
})

test('what is cut in one tab of the browser, the menu of another one moves', { tag: '@thorough' }, async ({
  app,
  context,
  ferry,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await app.goTo('ferry-photos')
  await app.choose('README.md', 'Cut')
  await expect(app.row('README.md')).toHaveAttribute('data-cut', 'true')
  const other = new App(await context.newPage(), ferry, app.oss)
  await other.goTo('ferry-backup', 'kept/')
  await other.page.getByText('There is nothing here').click({ button: 'right' })
  await other.page.getByRole('menuitem', { name: 'Paste' }).click()
  await expect(other.row('README.md')).toBeVisible()
  await expect(app.row('README.md')).toHaveCount(0)
  expect(await app.headOf('ferry-photos', 'README.md')).toBeUndefined()
})

test('lines of oss:// paste as what they name; what is no address says so, and a browser that keeps the clipboard too', {
  tag: '@thorough',
}, async ({ app, page, context }) => {
  await app.goTo('ferry-backup', 'kept/')
  await page.getByText('There is nothing here').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Paste' }).click()
  await expect(page.locator('.ant-message-warning')).toContainText('Press Ctrl V')
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const paste = async (text: string) => {
    await page.evaluate((lines) => navigator.clipboard.writeText(lines), text)
    await page.getByText('There is nothing here').click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Paste' }).click()
  }
  await paste('good morning')
  await expect(page.locator('.ant-message-warning').last()).toContainText('No oss:// address')
  expect(app.writes()).toEqual([])
  await paste('oss://ferry-photos/README.md\noss://ferry-photos/odd keys/100% sure + maybe?.txt\n')
  await expect(app.row('README.md')).toBeVisible()
})

test('Ctrl+D duplicates by the keyboard alone', { tag: '@thorough' }, async ({ app, page }) => {
  await app.goTo('ferry-photos')
  await app.row('README.md').waitFor()
  await page.keyboard.type('read')
  await page.keyboard.press('Control+d')
  await expect(app.row('README (1).md')).toBeVisible()
})

test('what is cut is dimmed, and moves to where it is pasted in another tab', async ({ app, page, context }) => {
  await app.goTo('ferry-photos')
  await app.row('README.md').click()
  await page.keyboard.press('ControlOrMeta+x')
  await expect(app.row('README.md')).toHaveAttribute('data-cut', 'true')
  const other = await context.newPage()
  await other.goto(`${app.ferry.url}#/ferry-backup/`)
  await other.getByRole('navigation').getByText('ferry-backup').first().waitFor()
  await expect(other.locator('[aria-busy=false]')).toBeVisible()
  await other.keyboard.press('ControlOrMeta+v')
  await expect(other.locator('li.job').filter({ hasText: 'README.md' })).toContainText('Done')
  await expect(app.row('README.md')).toHaveCount(0)
})

test('a cut pasted where it is says why nothing moves', { tag: '@thorough' }, async ({ app, page }) => {
  await app.goTo('ferry-photos')
  await app.row('README.md').click()
  await page.keyboard.press('ControlOrMeta+x')
  await page.keyboard.press('ControlOrMeta+v')
  await expect(page.locator('.ant-message-warning')).toBeVisible()
  expect(app.writes()).toEqual([])
})

test('Delete asks first, says what it means, and deletes as a job', async ({ app, page }) => {
  await app.goTo('ferry-photos')
  await app.row('README.md').click()
  await page.keyboard.press('Delete')
  await expect(app.dialog()).toContainText(/can't be undone|can be restored/)
  await page.keyboard.press('Escape')
  await expect(app.dialog()).toBeHidden()
  expect(await app.headOf('ferry-photos', 'README.md')).toBeDefined()
  await page.keyboard.press('Delete')
  await app.dialog().getByRole('button', { name: 'Delete README.md' }).click()
  await expect(app.row('README.md')).toHaveCount(0)
  expect(await app.headOf('ferry-photos', 'README.md')).toBeUndefined()
  await app.choose('photos', 'Delete')
  await expect(app.dialog().getByRole('listitem')).toHaveText(['photos/'])
  await expect(app.dialog()).toContainText('12 objects in total, 78.6 KiB.')
})

test('letters find a row, and every key is on one page, below how jobs work', async ({ app, page }) => {
  await app.goTo('ferry-photos')
  await app.row('photos').waitFor()
  await page.getByRole('grid').focus()
  await page.keyboard.press('v')
  await expect(app.row('videos')).toHaveAttribute('data-cursor', 'true')
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Help and keyboard shortcuts' })).toContainText('Ctrl K')
  await expect(page.getByRole('dialog', { name: 'Help and keyboard shortcuts' })).toContainText('IDetails')
  const keys = await page.locator('.keys kbd').allTextContents()
  expect(keys.filter((key, n) => keys.indexOf(key) !== n)).toEqual([])
  for (const subject of ['Plan', 'Verification', 'Relay', 'Undo'])
    await expect(page.getByRole('dialog').getByRole('heading', { name: subject, exact: true })).toBeVisible()
  await expect(page.getByRole('dialog')).toContainText('the same CRC64 checksum')
  await expect(page.locator('.help-text')).toBeFocused()
  await expect(page.locator('.ant-modal-title')).toBeInViewport()
})

test('the first stop of Tab leads past the bars to the rows, or to the buckets', async ({ app, page }) => {
  for (const [bucket, landing] of [
    ['ferry-photos', page.getByRole('grid')],
    ['', page.getByRole('main').locator('.bucket-card[tabindex="0"]')],
  ] as const) {
    await app.goTo(bucket)
    await expect(landing).toBeVisible()
    const first = await page.locator('a[href], button, input, [tabindex="0"]').first().textContent()
    expect(first).toBe('Skip to list')
    await page.getByRole('button', { name: 'Skip to list' }).focus()
    await page.keyboard.press('Enter')
    await expect(landing).toBeFocused()
  }
})

test('the palette does by name what is possible, and says what is not', async ({ app, page }) => {
  await app.goTo('ferry-photos')
  await app.row('README.md').waitFor()
  await page.keyboard.press('ControlOrMeta+k')
  await expect(page.getByRole('option', { name: 'Rename' })).toContainText('Select something first')
  await page.keyboard.type('xyzzy')
  await expect(app.dialog()).toContainText('No matching command')
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('go backup')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/ferry-backup/)
})

test('an address is typed; a wrong one says how it is written', async ({ app, page }) => {
  await app.goTo('ferry-photos')
  await app.row('README.md').waitFor()
  await page.keyboard.press('ControlOrMeta+l')
  const address = page.getByRole('textbox', { name: 'Address' })
  await address.fill('!!')
  await address.press('Enter')
  await expect(page.getByRole('alert')).toContainText('oss://bucket/folder/')
  await address.fill('oss://ferry-photos/photos/2023')
  await address.press('Enter')
  await expect(app.row('西湖')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+l')
  await address.fill('oss://ferry-photos/site/index.html')
  await address.press('Enter')
  await expect(app.row('index.html')).toHaveAttribute('aria-selected', 'true')
})

test('Ctrl+Z takes a small job back at once, and says so when that cannot be', async ({ app, page }) => {
  await app.goTo('ferry-photos')
  await app.row('README.md').click()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(page.getByText('No job to undo')).toBeVisible()
  await app.rename('README.md', 'read.md')
  await expect(app.row('read.md')).toBeVisible()
  await expect(app.job('read.md')).toContainText('Done')
  await page.getByRole('grid').focus()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(app.job(/^Undo/)).toContainText('Done')
  await expect(app.row('read.md')).toHaveCount(0)
  await app.row('README.md').click()
  await page.keyboard.press('Delete')
  await app.dialog().getByRole('button', { name: 'Delete README.md' }).click()
  await expect(app.job(/^Delete/)).toContainText('Done')
  await page.getByRole('grid').focus()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(page.getByText("A deletion can't be undone")).toBeVisible()
})

test('a refresh keeps what is chosen and how far one has scrolled', { tag: '@thorough' }, async ({ app, page }) => {
  await page.setViewportSize({ width: 1280, height: 420 })
  await app.goTo('ferry-photos')
  await app.row('README.md').click()
  const grid = page.getByRole('grid')
  await grid.evaluate((element) => element.scrollTo(0, 80))
  const before = await grid.evaluate((element) => element.scrollTop)
  expect(before).toBeGreaterThan(0)
  const reads = app.ferry.localOss.requests.entries.length
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect.poll(() => app.ferry.localOss.requests.entries.length).toBeGreaterThan(reads)
  await expect(page.locator('.listing[aria-busy=false]')).toBeVisible()
  expect(await grid.evaluate((element) => element.scrollTop)).toBe(before)
  await expect(app.row('README.md')).toHaveAttribute('aria-selected', 'true')
})

test('the palette keeps what is typed before it is loaded, and knows the dialogs of the place', {
  tag: '@thorough',
}, async ({ app, page }) => {
  const { hold, letGo } = held()
  await page.route(/\/Palette-[^/]*\.js$/, async (route) => {
    await hold
    await route.continue()
  })
  await app.goTo('ferry-photos')
  await app.row('README.md').waitFor()
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('new folder')
  letGo()
  await expect(page.getByRole('combobox', { name: 'Commands' })).toHaveValue('new folder')
  await expect(page.getByRole('combobox', { name: 'Commands' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'New folder' })).toBeVisible()
})

test('the arrows lead through the menu and what is one step further', { tag: '@thorough' }, async ({ app, page }) => {
  await app.goTo('ferry-photos')
  await app.row('README.md').click()
  await page.keyboard.press('Shift+F10')
  await expect(page.getByRole('menuitem', { name: 'Preview' })).toBeFocused()
  // From the last entry up: the focus follows the keys a frame later.
  for (const key of ['End', 'ArrowUp', 'ArrowUp']) await page.keyboard.press(key)
  await expect(page.getByRole('menuitem', { name: 'More' })).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('menuitem', { name: 'Duplicate' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(app.row('README (1).md')).toBeVisible()
})
