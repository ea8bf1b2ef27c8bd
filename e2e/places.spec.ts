import { expect, place, test } from './world.ts'

const never = new AbortController().signal

test('the tree opens level by level, and leads there', async ({ app, page }) => {
  const side = page.getByRole('navigation', { name: 'Buckets' })
  await side.getByRole('button', { name: 'Expand ferry-photos' }).click()
  await side.getByRole('button', { name: 'Expand photos' }).click()
  const year = side.locator('.tree-line').getByRole('link', { name: '2023', exact: true })
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
  await expect(side.getByText('Favorites')).toHaveCount(0)
})

test('who waits over a prefix while dragging is taken there', { tag: '@thorough' }, async ({ app, page }) => {
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

const addresses = [
  ['a signed URL', 'https://ferry-photos.oss-cn-hangzhou.aliyuncs.com/site/index.html?x-oss-signature=1', 'index.html'],
  ['a public URL', 'https://ferry-photos.oss-cn-hangzhou.aliyuncs.com/site/index.html', 'index.html'],
  [
    'a page of the console',
    'https://oss.console.aliyun.com/bucket/oss-cn-hangzhou/ferry-photos/object?path=site%2F',
    '',
  ],
  ['an oss:// address', 'oss://ferry-photos/site/index.html', 'index.html'],
] as const

for (const [what, address, marked] of addresses)
  test(`${what} leads to the place, and marks the object`, async ({ app, page }) => {
    await app.goTo('ferry-backup')
    await expect(app.row('photos')).toBeVisible()
    await page.keyboard.press('Control+l')
    await page.getByRole('textbox', { name: 'Address' }).fill(address)
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/ferry-photos\/site\/$/)
    await expect(app.row('index.html')).toHaveAttribute('aria-selected', String(marked !== ''))
  })

test('the URL that Share gives leads back, and the address of an object in the open folder marks its row', async ({
  app,
  page,
}) => {
  await app.goTo('ferry-photos', 'site/')
  await app.choose('index.html', 'Share…')
  const url = app.dialog().getByRole('textbox', { name: 'URL' })
  await expect(url).toHaveValue(/x-oss-signature/)
  const signed = await url.inputValue()
  await page.keyboard.press('Escape')
  await expect(app.dialog()).toHaveCount(0)
  await app.row('index.html').click({ modifiers: ['ControlOrMeta'] })
  await expect(app.row('index.html')).toHaveAttribute('aria-selected', 'false')
  await page.keyboard.press('Control+l')
  await page.getByRole('textbox', { name: 'Address' }).fill(signed)
  await page.keyboard.press('Enter')
  await expect(app.row('index.html')).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Control+l')
  await page.getByRole('textbox', { name: 'Address' }).fill('https://example.org/site/index.html')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('an https:// address of OSS')
})

test('the path hides levels only where there is no room for them', { tag: '@thorough' }, async ({ app, page }) => {
  const path = page.getByRole('navigation', { name: 'Current location' })
  const levels = ['one', 'two', 'three', 'four', 'five', 'six']
  await page.setViewportSize({ width: 1280, height: 800 })
  await app.goTo('ferry-photos', `${levels.join('/')}/`)
  for (const level of levels) await expect(path.getByRole('link', { name: level, exact: true })).toBeVisible()
  await page.setViewportSize({ width: 400, height: 800 })
  await expect(path.getByRole('link', { name: 'six', exact: true })).toBeVisible()
  await expect(path.getByRole('link', { name: 'one', exact: true })).toHaveCount(0)
  await path.getByRole('button', { name: 'Folders in between' }).click()
  await page.getByRole('menuitem', { name: 'one' }).click()
  await expect(page).toHaveURL(/ferry-photos\/one\/$/)
})

test('odd names: an object called as a prefix, names that JavaScript has, and levels without one', {
  tag: '@thorough',
}, async ({ app, page }) => {
  const keys = ['a', 'a/b', '__proto__', '__proto__/constructor', 'constructor/toString', '//x']
  for (const key of keys)
    await app.oss.put({ at: place('ferry-backup', `odd/${key}`), body: key, attributes: {}, signal: never })
  await app.goTo('ferry-backup', 'odd/')
  for (const name of ['a/', 'a', '__proto__/', '__proto__', 'constructor/'])
    await expect(page.getByRole('row', { name: new RegExp(`^Select ${name} `) })).toHaveCount(1)
  await app.goTo('ferry-backup', 'odd/__proto__/')
  await expect(app.row('constructor')).toBeVisible()
  await app.goTo('ferry-backup', 'odd//')
  await app.goTo('ferry-backup', 'odd///')
  await expect(app.row('x')).toBeVisible()
  const side = page.getByRole('navigation', { name: 'Buckets' })
  const nameless = side.getByRole('link', { name: 'oss://ferry-backup/odd///' })
  await expect(nameless).toContainText('(empty name)')
  await app.goTo('ferry-backup')
  await nameless.click()
  await expect(app.row('x')).toBeVisible()
})

test('a click anywhere in the head of a column sorts by it', { tag: '@thorough' }, async ({ app, page }) => {
  await app.goTo('ferry-photos', 'data/')
  const head = page.getByRole('columnheader', { name: 'Size' })
  const { width = 0, height = 0 } = (await head.boundingBox()) ?? {}
  await head.click({ position: { x: width / 2, y: height - 3 } })
  await expect(head).toHaveAttribute('aria-sort', 'ascending')
  const name = page.getByRole('columnheader', { name: 'Name' })
  await name.click({ position: { x: ((await name.boundingBox())?.width ?? 0) - 8, y: 4 } })
  await expect(name).toHaveAttribute('aria-sort', 'ascending')
})
