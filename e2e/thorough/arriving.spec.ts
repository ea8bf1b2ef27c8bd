import { expect, held, test } from '../world.ts'

/** Dialogs are loaded when they are opened: what is typed before they stand is for none of the rows. */

for (const [entry, chunk, title] of [
  ['Rename', 'RenameDialog', /^Rename/],
  ['Edit metadata', 'MetadataDialog', /^Metadata of/],
  ['Versions…', 'VersionsDialog', /^Versions of/],
] as const)
  test(`keys before ${entry} stands act on no row`, async ({ app, page }) => {
    const late = held()
    await page.route(new RegExp(`/${chunk}-[^/]*\\.js$`), async (route) => {
      await late.hold
      await route.continue()
    })
    await app.goTo('ferry-photos', 'site/')
    await app.choose('index.html', entry)
    await page.keyboard.press('Delete')
    await page.keyboard.press('i')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Control+d')
    expect(app.writes()).toEqual([])
    await expect(page).toHaveURL(/site\/$/)
    late.letGo()
    await expect(page.getByRole('dialog', { name: title })).toBeVisible()
    await expect(page.getByRole('dialog')).toHaveCount(1)
    await expect(page.getByRole('complementary', { name: 'Details' })).toHaveCount(0)
    expect(app.writes()).toEqual([])
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await page.keyboard.press('ArrowUp')
    await expect(page.getByRole('row', { selected: true })).not.toContainText('index.html')
  })

test('Esc gives up a dialog that has not come', async ({ app, page }) => {
  const late = held()
  await page.route(/\/RenameDialog-[^/]*\.js$/, async (route) => {
    await late.hold
    await route.continue()
  })
  await app.goTo('ferry-photos', 'site/')
  await app.choose('index.html', 'Rename')
  await page.keyboard.press('Escape')
  await expect(page.locator('.arriving')).toHaveCount(0)
  const arrived = page.waitForResponse(/\/RenameDialog-/)
  late.letGo()
  await (await arrived).finished()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.keyboard.press('F2')
  await expect(page.getByRole('dialog', { name: /^Rename/ })).toBeVisible()
})

test('a dialog whose code does not come: the page stands, says why, and tries again', async ({
  app,
  page,
  pageErrors,
}) => {
  pageErrors.expect(/RenameDialog.*ERR_FAILED/, /ERR_FAILED/, /PartNotLoaded/)
  const isChunk = /\/RenameDialog-[^/]*\.js$/
  await page.route(isChunk, (route) => route.abort())
  await app.goTo('ferry-photos', 'site/')
  await app.choose('index.html', 'Rename')
  const notice = page.getByRole('dialog', { name: 'This part of the page did not load' })
  await expect(notice).toContainText('Check that oss-ferry is still running')
  await notice.getByRole('button', { name: 'Close' }).click()
  await expect(notice).toHaveCount(0)
  await expect(app.row('index.html')).toBeVisible()
  await page.keyboard.press('F2')
  await expect(notice.getByRole('button', { name: 'Try again' })).toBeFocused()
  await page.unroute(isChunk)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: /^Rename/ })).toBeVisible()
})

test('a part whose code does not come says so in its own place', async ({ app, page, pageErrors }) => {
  pageErrors.expect(/Details.*ERR_FAILED/, /ERR_FAILED/, /PartNotLoaded/)
  const isChunk = /\/Details-[^/]*\.js$/
  await page.route(isChunk, (route) => route.abort())
  await app.goTo('ferry-photos', 'site/')
  await app.row('index.html').click()
  await page.keyboard.press('i')
  await expect(page.getByRole('alert')).toContainText('This part of the page did not load')
  await expect(app.row('index.html')).toBeVisible()
  await page.setViewportSize({ width: 400, height: 800 })
  // It lies over the list, as the details would, and takes no room from it.
  await expect.poll(async () => (await page.getByRole('grid').boundingBox())?.width).toBe(400)
  await page.unroute(isChunk)
  await page.getByRole('alert').getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('complementary', { name: 'Details' })).toBeVisible()
})

test('the sign-in stays until the browser behind it is loaded, and nothing is blank between the two', async ({
  ferry,
  page,
}) => {
  const late = held()
  await page.route(/\/shell-[^/]*\.js$/, async (route) => {
    await late.hold
    await route.continue()
  })
  await page.goto(ferry.startUrl)
  const way = page.getByRole('button', { name: 'Try it on this computer' })
  await way.waitFor()
  const blanks = await page.evaluateHandle(() => {
    const seen: string[] = []
    const look = () => document.querySelector('.sign-in, [role=navigation], nav') ?? seen.push(document.body.innerHTML)
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true })
    return seen
  })
  await way.click()
  await expect(way).toBeVisible()
  late.letGo()
  await expect(page.getByRole('navigation').getByRole('link', { name: 'ferry-photos', exact: true })).toBeVisible()
  expect(await blanks.jsonValue()).toEqual([])
})
