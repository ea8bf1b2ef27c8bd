import type { Page } from '@playwright/test'
import { expect, test } from '../world.ts'

/** Nothing is cut off at the side: the page scrolls in one direction only. */
async function fits(page: Page) {
  const width = await page.evaluate(() => document.scrollingElement?.scrollWidth ?? 0)
  expect(width).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0)
}

const windows = { '360 px': { width: 360, height: 720 }, '1280 x 1024 at 400 %': { width: 320, height: 256 } }

for (const [name, viewport] of Object.entries(windows)) {
  test.describe(name, () => {
    test('a row is chosen, looked at and edited, and the job is seen', async ({ app, page }) => {
      await page.setViewportSize(viewport)
      await fits(page)
      await app.goTo('ferry-photos', 'data/')
      await app.row('config.json').click()
      await fits(page)
      await page.keyboard.press('i')
      const details = page.getByRole('complementary', { name: 'Details' })
      await details.getByRole('button', { name: 'Edit tags' }).click()
      await details.getByRole('button', { name: 'Add tag' }).click()
      await details.getByRole('textbox', { name: 'Key of tag 1' }).fill('seen')
      await details.getByRole('button', { name: 'Save tags' }).click()
      await expect(details).toContainText('seen')
      await details.getByRole('button', { name: 'Close details' }).click()
      await app.choose('config.json', 'Edit metadata')
      await app.dialog().getByRole('combobox', { name: 'Expires' }).fill('Thu, 31 Dec 2026 16:00:00 GMT')
      await fits(page)
      await app.dialog().getByRole('button', { name: 'Save 1 change' }).click()
      await expect(app.job('Edit metadata')).toContainText('Done')
    })

    test('a text is opened in the editor, and an object deleted', async ({ app, page }) => {
      await page.setViewportSize(viewport)
      await app.goTo('ferry-photos', 'data/')
      await app.choose('config.json', 'Preview')
      await app.dialog().getByRole('button', { name: 'Edit' }).click()
      await expect(app.dialog().locator('.cm-content')).toBeInViewport()
      await fits(page)
      await page.keyboard.press('Escape')
      await app.dialog().getByRole('button', { name: 'Close' }).click()
      await app.choose('config.json', 'Delete')
      await app.dialog().getByRole('button', { name: 'Delete config.json' }).click()
      await expect(app.row('config.json')).toHaveCount(0)
      await expect(app.job('Delete')).toContainText('Done')
      await fits(page)
    })
  })
}

test('400 px: a bucket is found at home, in the drawer and in the picker, and a copy begins', async ({ app, page }) => {
  await page.setViewportSize({ width: 400, height: 800 })
  await fits(page)
  await page.getByRole('searchbox', { name: 'Filter buckets' }).fill('backup')
  await expect(page.getByRole('main').getByRole('link', { name: /^ferry-/ })).toHaveCount(1)
  await page.getByRole('button', { name: 'Open bucket list' }).click()
  await app.dialog().getByRole('searchbox', { name: 'Find a place' }).fill('photos')
  await app.dialog().getByRole('link', { name: 'ferry-photos' }).click()
  await app.choose('README.md', 'Copy to…')
  await expect(app.dialog().getByRole('combobox', { name: 'Filter buckets and folders' })).toBeFocused()
  await fits(page)
  await page.keyboard.type('back')
  await page.keyboard.press('Enter')
  await fits(page)
  await app.dialog().getByRole('button', { name: 'Copy README.md' }).click()
  await expect(app.job('README.md')).toContainText('Done')
})

test('a copy is looked over and confirmed without scrolling, and in a narrow window without looking for the button', async ({
  app,
  page,
}) => {
  await app.goTo('ferry-photos')
  await app.row('README.md').click()
  await page.keyboard.press('Shift+ArrowDown')
  await app.choose('README.md', 'Copy to…')
  const inView = { ratio: 1 }
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 1280, height: 800 },
  ]) {
    await page.setViewportSize(viewport)
    await expect(app.dialog().getByRole('checkbox', { name: /^Review the plan first/ })).toBeInViewport(inView)
    await expect(app.dialog().getByRole('button', { name: 'Copy 2 items' })).toBeInViewport(inView)
  }
  await page.setViewportSize({ width: 400, height: 800 })
  await expect(app.dialog().getByRole('button', { name: 'Copy 2 items' })).toBeInViewport(inView)
  await page.setViewportSize(windows['1280 x 1024 at 400 %'])
  await expect(app.dialog().getByRole('button', { name: 'Copy 2 items' })).toBeInViewport(inView)
})

test('a menu stays under the pointer when the page behind it scrolls, and goes when one clicks beside it', async ({
  app,
  page,
}) => {
  await page.setViewportSize(windows['1280 x 1024 at 400 %'])
  await app.goTo('ferry-photos', 'data/')
  await app.row('config.json').click({ button: 'right' })
  const entry = page.getByRole('menuitem', { name: 'Preview' })
  await expect(page.locator('[role=menuitem]:focus')).toBeVisible()
  const place = await entry.boundingBox()
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        addEventListener('scroll', () => requestAnimationFrame(resolve), { once: true })
        scrollTo(0, scrollY > 0 ? 0 : 60)
      }),
  )
  await expect.poll(() => entry.boundingBox()).toEqual(place)
  const menu = await page.getByRole('menu').boundingBox()
  await page.mouse.click((menu?.x ?? 0) + (menu?.width ?? 0) + 20, 128)
  await expect(entry).toHaveCount(0)
})

test('the keys of the page go on working after the list of buckets was open', async ({ app, page }) => {
  await page.setViewportSize(windows['360 px'])
  await page.getByRole('button', { name: 'Open bucket list' }).click()
  await app.dialog().getByRole('link', { name: 'ferry-photos' }).click()
  await expect(app.row('README.md')).toBeVisible()
  await expect(app.dialog()).toHaveCount(0)
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox', { name: 'Commands' })).toBeFocused()
})

test('a job that the panel shows is not told over the path and its tools', async ({ app, page }) => {
  await page.setViewportSize(windows['360 px'])
  await app.goTo('ferry-photos')
  await app.row('README.md').click()
  await page.keyboard.press('Control+d')
  await expect(app.job('README.md')).toContainText('Done')
  expect(await page.locator('.toast').count()).toBe(0)
  // Where the panel is closed the toast is the way to the job.
  await page.getByRole('button', { name: 'Job panel' }).click()
  await app.row('README.md').first().click()
  await page.keyboard.press('Control+d')
  await page.locator('.toast').getByRole('button', { name: 'Show job' }).click()
  await expect(app.job('README.md').first()).toBeVisible()
})

test('the second click of a double click reaches nothing behind a dialog', async ({ app, page }) => {
  await app.goTo('ferry-photos')
  await app.choose('README.md', 'Copy to…')
  await app.dialog().getByRole('textbox', { name: 'Destination' }).fill('oss://ferry-backup/')
  await app.dialog().getByRole('button', { name: /^Copy/ }).dblclick()
  await expect(app.job('README.md')).toContainText('Done')
  await expect(app.dialog()).toBeHidden()
  expect(page.url()).toContain('#/ferry-photos/')
  await expect(app.row('README.md')).toHaveAttribute('aria-selected', 'true')
  expect(app.writes()).toEqual(['CopyObject'])
})
