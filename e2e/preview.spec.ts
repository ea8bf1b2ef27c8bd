import { bytesOfEach } from '../src/oss/headerBytes.ts'
import { expect, held, place, test } from './world.ts'

const never = new AbortController().signal
const editor = '.cm-content'

test('images are looked at one after the other', async ({ app, page }) => {
  await app.goTo('ferry-photos', 'photos/2023/西湖/')
  await page.getByRole('row').nth(1).dblclick()
  const image = app.dialog().getByRole('img', { name: /png$/ })
  await expect.poll(() => image.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBeGreaterThan(0)
  const first = await image.getAttribute('alt')
  await page.keyboard.press('ArrowRight')
  await expect(image).not.toHaveAttribute('alt', first ?? '')
  await page.keyboard.press('ArrowLeft')
  await expect(image).toHaveAttribute('alt', first ?? '')
  await page.keyboard.press('Escape')
  await expect(app.dialog()).toBeHidden()
})

test('half a picture is shown, and that its end is missing is said', { tag: '@thorough' }, async ({ app }) => {
  const whole = await app.oss.get({ at: place('ferry-photos', 'photos/2023/西湖/春 苏堤.png'), signal: never })
  const half = whole.slice(0, whole.size / 2)
  await app.oss.put({ at: place('ferry-backup', 'half.png'), body: half, attributes: {}, signal: never })
  await app.goTo('ferry-backup')
  await app.row('half.png').dblclick()
  await expect(app.dialog()).toContainText('The end of the file is missing')
  await expect(app.dialog().getByRole('img', { name: 'half.png' })).toBeVisible()
})

test('content that is not what its Content-Encoding says is told from a lost connection', { tag: '@thorough' }, async ({
  app,
}) => {
  const attributes = { headers: bytesOfEach({ 'Content-Encoding': 'gzip', 'Content-Type': 'text/plain' }) }
  await app.oss.put({ at: place('ferry-backup', 'false.txt'), body: 'this is no gzip', attributes, signal: never })
  await app.goTo('ferry-backup')
  await app.row('false.txt').dblclick()
  await expect(app.dialog()).toContainText("The content can't be decoded as gzip")
  await expect(app.dialog()).toContainText('Edit metadata')
})

test('HTML is shown as text and never runs', async ({ app, page }) => {
  const body = '<h1>Hi</h1><script>window.hacked = true</script><img src=x onerror="window.hacked = true">'
  const attributes = { headers: bytesOfEach({ 'Content-Type': 'text/html' }) }
  for (const name of ['evil.html', 'evil.svg', 'evil.pdf'])
    await app.oss.put({ at: place('ferry-backup', name), body, attributes, signal: never })
  await app.goTo('ferry-backup')
  for (const name of ['evil.html', 'evil.svg', 'evil.pdf']) {
    await app.row(name).dblclick()
    await expect(app.dialog().getByText(name)).toBeVisible()
    if (name === 'evil.pdf') await expect(app.dialog()).toContainText('opened in a page')
    if (name === 'evil.html') await expect(app.dialog().locator(editor)).toContainText('window.hacked = true')
    await page.keyboard.press('Escape')
    await expect(app.dialog()).toBeHidden()
  }
  expect(await page.evaluate(() => 'hacked' in window)).toBe(false)
})

test('a text is edited, reviewed and saved; headers, metadata, tags and ACL stay', async ({ app, page }) => {
  const key = 'site/index.html'
  const before = await app.headOf('ferry-photos', key)
  await app.goTo('ferry-photos', 'site/')
  await app.row('index.html').dblclick()
  await app.dialog().getByRole('button', { name: 'Edit' }).click()
  await app.dialog().locator(editor).press('Control+End')
  await page.keyboard.type('<!-- 停泊 -->')
  await app.dialog().getByRole('button', { name: 'Review changes' }).click()
  await expect(app.dialog().locator('.cm-changedLine, .cm-insertedLine').first()).toContainText('停泊')
  await app.dialog().getByRole('button', { name: 'Save to OSS' }).click()
  await expect(page.getByText('Saved “index.html”')).toBeVisible()
  const saved = await app.oss.get({ at: place('ferry-photos', key), signal: never })
  expect(await saved.text()).toMatch(/<!-- 停泊 -->$/)
  const after = await app.headOf('ferry-photos', key)
  for (const name of ['headers', 'meta', 'tagCount', 'storageClass'] as const)
    expect(after?.[name]).toEqual(before?.[name])
  expect(await app.oss.getAcl({ at: place('ferry-photos', key), signal: never })).toBe('public-read')
})

test('what is typed right after Edit is in the text, however late the editor and its colours come', {
  tag: '@thorough',
}, async ({ app, page }) => {
  const code = held()
  const colours = held()
  const asked: string[] = []
  const late = async (name: string, { hold }: ReturnType<typeof held>) =>
    page.route(`**/assets/${name}-*.js`, async (route) => {
      asked.push(name)
      await hold
      await route.continue()
    })
  await late('CodeView', code)
  await late('javascript', colours)
  const bytes = held()
  app.ferry.localOss.faults.add({ op: 'GetObject', key: 'data/config.json', hold: bytes.hold })
  await app.goTo('ferry-photos', 'data/')
  await app.row('config.json').dblclick()
  // It is on its way before the text is.
  await expect.poll(() => asked).toEqual(['CodeView'])
  bytes.letGo()
  const edit = app.dialog().getByRole('button', { name: 'Edit' })
  await expect(app.dialog().locator('.skeleton')).toBeVisible()
  await expect(edit).toBeHidden()
  code.letGo()
  await edit.click()
  await page.keyboard.type('mine')
  await expect(app.dialog().locator(editor)).toContainText('mine')
  const coloured = app.dialog().locator(editor).locator('[class^="ͼ"]')
  await expect(coloured).toHaveCount(0)
  colours.letGo()
  await expect(coloured).not.toHaveCount(0)
  await expect(app.dialog().locator(editor)).toBeFocused()
})

test('the review of a long text begins where it was changed', { tag: '@thorough' }, async ({ app, page }) => {
  const body = Array.from({ length: 300 }, (_, n) => `line ${n}`).join('\n')
  await app.oss.put({ at: place('ferry-photos', 'data/long.txt'), body, attributes: {}, signal: never })
  await app.goTo('ferry-photos', 'data/')
  await app.row('long.txt').dblclick()
  await app.dialog().getByRole('button', { name: 'Edit' }).click()
  await app.dialog().locator(editor).press('Control+End')
  await page.keyboard.type(' more')
  await app.dialog().getByRole('button', { name: 'Review changes' }).click()
  await expect(app.dialog().locator('.cm-changedLine, .cm-insertedLine').first()).toBeInViewport()
})

test('what was changed meanwhile is not replaced, and edits are not lost without a question', async ({ app, page }) => {
  const at = place('ferry-photos', 'data/config.json')
  await app.goTo('ferry-photos', 'data/')
  await app.row('config.json').dblclick()
  await app.dialog().getByRole('button', { name: 'Edit' }).click()
  await app.dialog().locator(editor).press('Control+End')
  await page.keyboard.type('mine')
  await app.oss.put({ at, body: 'by another', attributes: {}, signal: never })
  await app.dialog().getByRole('button', { name: 'Review changes' }).click()
  await app.dialog().getByRole('button', { name: 'Save to OSS' }).click()
  await expect(page.getByText('The object was changed while you were editing it')).toBeVisible()
  expect(await (await app.oss.get({ at, signal: never })).text()).toBe('by another')
  await page.keyboard.press('Escape')
  await expect(page.getByText("They haven't been saved to OSS.")).toBeVisible()
  await page.getByRole('button', { name: 'Keep editing' }).last().click()
  await expect(app.dialog().locator(editor)).toContainText('mine')
})

test('large, archived and unknown objects say why nothing is shown, with a way on', async ({ app, page }) => {
  await app.goTo('ferry-photos', 'videos/')
  await app.row('4K').dblclick()
  await expect(app.dialog().getByText(/more than the 1 GiB/)).toBeVisible()
  await expect(app.dialog().getByRole('button', { name: /Open in a new tab/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await app.goTo('ferry-photos', 'archive/')
  await app.row('2019').dblclick()
  await expect(app.dialog().getByText(/archived/)).toBeVisible()
  await app.dialog().getByRole('button', { name: 'Restore…' }).click()
  await expect(page.getByRole('dialog', { name: /^Restore 2019/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await app.goTo('ferry-photos', 'data/logs/')
  await app.row('harbour.log').dblclick()
  await expect(app.dialog().getByText(/[Aa]ppendable/)).toBeVisible()
  await expect(app.dialog().getByRole('button', { name: 'Edit' })).toBeHidden()
})
