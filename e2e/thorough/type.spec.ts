import type { Page } from '@playwright/test'
import { expect, test } from '../world.ts'

/** How wide a quotation mark is, of the size of its letters. */
const widthOfQuote = (page: Page) =>
  page.evaluate(() => {
    const text = document.createElement('span')
    text.textContent = '“”'
    text.style.cssText = 'font-size: 100px; position: absolute'
    document.body.append(text)
    const { width } = text.getBoundingClientRect()
    text.remove()
    return width / 200
  })

test('quotation marks are as wide as the language of the page has them', async ({ app, page }) => {
  await app.goTo('ferry-photos')
  expect(await widthOfQuote(page)).toBeLessThan(0.65)
  await page.getByRole('button', { name: '中文' }).click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
  expect(await widthOfQuote(page)).toBeGreaterThan(0.9)
})
