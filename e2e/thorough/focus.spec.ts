import { expect, test } from '../world.ts'

test('who closes the menu of a row, or chooses what opens no dialog, is back at the rows', async ({ app, page }) => {
  await app.goTo('ferry-photos')
  await app.row('README.md').click()
  const menu = page.locator('.row-menu')
  await page.keyboard.press('Shift+F10')
  await expect(menu.getByRole('menuitem', { name: 'Preview' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('grid')).toBeFocused()
  await app.choose('README.md', 'Copy oss:// address')
  await expect(menu).toHaveCount(0)
  await expect(page.getByRole('grid')).toBeFocused()
})

test('who goes up from a bucket is at it among the buckets', async ({ app, page }) => {
  await app.goTo('ferry-photos', 'site/')
  await expect(app.row('index.html')).toBeVisible()
  await page.keyboard.press('Backspace')
  await expect(app.row('site')).toBeVisible()
  await page.keyboard.press('Backspace')
  await expect(page.getByRole('main').getByRole('link', { name: /^ferry-photos/ })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('grid')).toBeFocused()
})

test('who closes the menu of a button, or a search finds nothing, has the focus where it was', async ({
  app,
  page,
}) => {
  await app.goTo('ferry-photos')
  await expect(app.row('README.md')).toBeVisible()
  await page.getByRole('grid').focus()
  await page.keyboard.press('Home')
  const menus = ['View', 'More options', 'Actions', /^Account/].map((name) => page.getByRole('button', { name }))
  for (const button of menus) {
    await button.focus()
    await page.keyboard.press('Enter')
    await expect(page.locator('.ant-dropdown:visible [role=menuitem]').first()).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(button).toBeFocused()
  }
  await page.keyboard.press('Control+Shift+f')
  const name = page.getByRole('search').getByRole('textbox', { name: 'Name' })
  await expect(name).toBeFocused()
  await page.keyboard.type('nothing-has-this-name')
  await page.keyboard.press('Enter')
  await expect(page.getByText(/0 found, /)).toBeVisible()
  await expect(name).toBeFocused()
})

test.describe('on a Mac', () => {
  test.use({ userAgent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 Chrome/140.0.0.0' })

  test('keys are called what stands on them, and Cmd goes up, opens and deletes as in the Finder', async ({
    app,
    page,
  }) => {
    await app.goTo('ferry-photos', 'site/')
    await expect(app.row('index.html')).toBeVisible()
    await page.keyboard.press('?')
    const keys = page.getByRole('dialog', { name: 'Help and keyboard shortcuts' })
    await expect(keys).toContainText('⌘ K')
    await expect(keys).toContainText('⌘ ⌫')
    await expect(keys).toContainText('⌃ ⇧ PgUp')
    await expect(keys).not.toContainText('Ctrl')
    await expect(keys).not.toContainText('Alt')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('button', { name: 'Upload' })).toHaveAttribute('title', 'Upload (⌘ U)')
    await app.row('index.html').click({ button: 'right' })
    await expect(page.locator('.row-menu')).toContainText('⌘ C')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('grid')).toBeFocused()
    await page.keyboard.press('Meta+ArrowUp')
    await app.row('README.md').click()
    await page.keyboard.press('Meta+Backspace')
    await expect(app.dialog().getByRole('button', { name: 'Delete README.md' })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(app.dialog()).toBeHidden()
    await page.keyboard.press('Home')
    await page.keyboard.press('Meta+ArrowDown')
    await expect(page.getByRole('heading', { name: 'Objects in oss://ferry-photos/archive/' })).toBeAttached()
  })
})
