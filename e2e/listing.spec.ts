import { expect, test } from './world.ts'

const lake = 'photos/2023/西湖/'

test('a click on a column sorts, a second one turns it round, and the next visit remembers', async ({ app, page }) => {
  await app.goTo('ferry-photos', lake)
  await expect(app.row('春 苏堤.png')).toBeVisible()
  const head = page.getByRole('columnheader', { name: 'Size' })
  await head.getByRole('button').click()
  await expect(head).toHaveAttribute('aria-sort', 'ascending')
  await expect(page.getByRole('row').nth(1)).toContainText('夏 荷塘.png')
  await head.getByRole('button').click()
  await expect(page.getByRole('row').nth(1)).toContainText('春 苏堤.png')
  await page.reload()
  await expect(page.getByRole('row').nth(1)).toContainText('春 苏堤.png')
})

test('columns come and go by keyboard, and grow when their edge is drawn', { tag: '@thorough' }, async ({
  app,
  page,
}) => {
  await app.goTo('ferry-photos', lake)
  await expect(page.getByRole('columnheader', { name: 'Type' })).toHaveCount(0)
  await page.getByRole('button', { name: 'View' }).focus()
  await page.keyboard.press('Enter')
  const type = page.getByRole('menuitem', { name: 'Type' }).last()
  await type.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('columnheader', { name: 'Type' })).toBeVisible()
  await page.keyboard.press('Escape')
  const size = page.getByRole('columnheader', { name: 'Size' })
  const before = await size.boundingBox()
  const edge = await size.locator('.head-edge').boundingBox()
  if (!before || !edge) throw new Error('not laid out')
  await page.mouse.move(edge.x + 3, edge.y + 5)
  await page.mouse.down()
  await page.mouse.move(edge.x - 57, edge.y + 5)
  await page.mouse.up()
  await expect.poll(async () => (await size.boundingBox())?.width).toBeCloseTo(before.width + 60, 0)
  await page.getByRole('button', { name: 'View' }).click()
  await page.getByRole('menuitem', { name: 'Narrow columns' }).click()
  await expect.poll(async () => (await size.boundingBox())?.width).toBeLessThan(before.width + 60)
})

test('pictures are shown as tiles, and the arrows walk in both directions', async ({ app, page }) => {
  await app.goTo('ferry-photos', lake)
  await page.getByRole('button', { name: 'View' }).click()
  await page.getByRole('menuitem', { name: 'Thumbnails' }).click()
  await expect(page.locator('.thumbnail img')).toHaveCount(4)
  await app.row('冬 断桥.png').click()
  await page.keyboard.press('ArrowRight')
  await expect(app.row('夏 荷塘.png')).toHaveAttribute('aria-selected', 'true')
})

test('typing in the filter narrows the rows; what matches nothing says so, and Esc brings all back', async ({
  app,
  page,
}) => {
  await app.goTo('ferry-photos', lake)
  const filter = page.getByRole('searchbox', { name: 'Filter' })
  await filter.fill('*.png size>7k')
  await expect(page.getByRole('row')).toHaveCount(3)
  await expect(page.getByRole('status').filter({ hasText: 'of 4 items' })).toBeVisible()
  await filter.fill('no such thing')
  await expect(page.getByText('Nothing matches “no such thing”')).toBeVisible()
  await filter.press('Escape')
  await expect(page.getByRole('row')).toHaveCount(5)
})

test('with everything below, the rows of all levels are found', async ({ app, page }) => {
  await app.goTo('ferry-photos', 'photos/')
  await page.getByRole('button', { name: 'View' }).click()
  await page.getByRole('menuitem', { name: 'Including subfolders' }).click()
  await expect(app.row('2023/西湖/春 苏堤.png')).toBeVisible()
  await page.reload()
  await expect(app.row('2023/西湖/春 苏堤.png')).toBeVisible()
  await page.getByRole('searchbox', { name: 'Filter' }).fill('2023 春')
  await expect(page.getByRole('row')).toHaveCount(2)
  await page.goBack()
  await expect(app.row('2023/西湖')).toHaveCount(0)
})

test('a rectangle chooses what it touches', { tag: '@thorough' }, async ({ app, page }) => {
  await app.goTo('ferry-photos', lake)
  const first = await app.row('冬 断桥.png').boundingBox()
  const third = await app.row('春 苏堤.png').boundingBox()
  if (!first || !third) throw new Error('not laid out')
  await page.mouse.move(first.x + first.width - 60, first.y + 12)
  await page.mouse.down()
  await page.mouse.move(third.x + third.width - 160, third.y + 20, { steps: 5 })
  await page.mouse.up()
  await expect(page.getByText('3 selected')).toBeVisible()
  await expect(app.row('秋 龙井.png')).toHaveAttribute('aria-selected', 'false')
})

test('going up leaves the cursor on the prefix one came from', { tag: '@thorough' }, async ({ app, page }) => {
  await app.goTo('ferry-photos', 'photos/')
  await app.row('2024').dblclick()
  await expect(page.getByRole('navigation', { name: 'Current location' }).getByText('2024')).toBeVisible()
  await page.getByRole('grid').press('Backspace')
  await expect(app.row('2024')).toHaveAttribute('data-cursor', 'true')
})

test('the filter goes along to all below and back, and stays behind when one leaves', { tag: '@thorough' }, async ({
  app,
  page,
}) => {
  await app.goTo('ferry-photos', 'photos/')
  const filter = page.getByRole('searchbox', { name: 'Filter' })
  const below = async () => {
    await page.getByRole('button', { name: 'View' }).click()
    await page.getByRole('menuitem', { name: 'Including subfolders' }).click()
  }
  await app.row('2023/').waitFor()
  await filter.fill('2023')
  await expect(app.row('2024/')).toHaveCount(0)
  await below()
  await expect(app.row('西湖').first()).toBeVisible()
  await expect(filter).toHaveValue('2023')
  await expect(app.row('2024/')).toHaveCount(0)
  await filter.fill('2024')
  await below()
  await expect(app.row('2024/')).toBeVisible()
  await expect(filter).toHaveValue('2024')
  await expect(app.row('2023/')).toHaveCount(0)
  await app.row('2024/').getByRole('link').click()
  await expect(filter).toHaveValue('')
})
