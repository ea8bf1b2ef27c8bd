import { expect, test } from './world.ts'

test('the tree opens level by level, and leads there', async ({ app, page }) => {
  const side = page.getByRole('navigation', { name: 'Buckets' })
  await side.getByRole('button', { name: 'Expand ferry-photos' }).click()
  await side.getByRole('button', { name: 'Expand photos' }).click()
  const year = side.locator('.tree-line').getByRole('link', { name: '2023' })
  await year.click()
  await expect(app.row('西湖')).toBeVisible()
  await expect(year).toHaveAttribute('aria-current', 'true')
})

test('a favourite is kept, takes what is dropped on it, and goes again', async ({ app, page }) => {
  const side = page.getByRole('navigation', { name: 'Buckets' })
  await app.goTo('ferry-backup', 'kept/')
  await page.getByRole('button', { name: 'Favorite' }).click()
  await app.goTo('ferry-photos')
  await page.reload()
  const favourite = side.getByRole('link', { name: 'oss://ferry-backup/kept/' }).first()
  await app.row('README.md').dragTo(favourite)
  await expect(app.job('README.md')).toContainText('Done')
  expect(await app.keysOf('ferry-backup', 'kept/')).toEqual(['kept/README.md'])
  await favourite.click()
  await page.getByRole('button', { name: 'Favorite', pressed: true }).click()
  await expect(side.getByRole('heading', { name: 'Favorites' })).toHaveCount(0)
})

test('who waits over a prefix while dragging is taken there', async ({ app, page }) => {
  await app.goTo('ferry-photos')
  await app.row('README.md').hover({ position: { x: 120, y: 20 } })
  await page.mouse.down()
  const site = await app.row('site').boundingBox()
  if (!site) throw new Error('not laid out')
  await page.mouse.move(site.x + 120, site.y + 10, { steps: 4 })
  await page.mouse.move(site.x + 124, site.y + 20, { steps: 2 })
  await expect(page).toHaveURL(/ferry-photos\/site\//)
  await page.mouse.up()
})
