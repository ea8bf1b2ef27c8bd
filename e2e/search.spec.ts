import { findings } from './axe.ts'
import { expect, held, test } from './world.ts'

test('search below by keys alone: name, then its folder with the row chosen, and back to what was found', async ({
  app,
  page,
}) => {
  await app.goTo('ferry-photos')
  await app.row('README.md').waitFor()
  await page.keyboard.press('Control+Shift+f')
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused()
  await page.keyboard.type('断桥*')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('row').filter({ hasText: '断桥' })).toHaveCount(0)
  await expect(page.getByRole('status').filter({ hasText: '0 found, ' })).toBeVisible()
  await page.getByRole('textbox', { name: 'Name' }).fill('*断桥*')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('row').filter({ hasText: '断桥' })).toHaveCount(3)
  await expect(app.row('photos/2024/西湖/冬 断桥.png')).toBeVisible()
  await page.reload()
  await expect(page.getByRole('row').filter({ hasText: '断桥' })).toHaveCount(3)
  await page.getByRole('grid').focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox', { name: 'Commands' })).toBeFocused()
  await page.keyboard.type('show in folder')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/2023\/[^?]+\/$/)
  await expect(app.row('冬 断桥.png')).toHaveAttribute('aria-selected', 'true')
  await page.goBack()
  await expect(page.getByRole('row').filter({ hasText: '断桥' })).toHaveCount(3)
  await page.getByRole('textbox', { name: 'Name' }).press('Escape')
  await expect(app.row('README.md')).toBeVisible()
})

test('size, date, class and ending narrow it; what is found can be copied; a wrong size says how it is written', {
  tag: '@thorough',
}, async ({ app, page }) => {
  await app.goTo('ferry-photos')
  await page.getByRole('button', { name: 'Search subfolders' }).click()
  const search = page.getByRole('search')
  await search.getByRole('textbox', { name: 'Size from' }).fill('much')
  await expect(search.getByRole('alert')).toContainText('500, 10MB, or 1GB')
  await expect(search.getByRole('button', { name: 'Search', exact: true })).toBeDisabled()
  await search.getByRole('textbox', { name: 'Size from' }).fill('7k')
  await search.getByRole('textbox', { name: 'Size to' }).fill('1 MB')
  await search.getByRole('textbox', { name: 'File extension' }).fill('png')
  await search.getByRole('combobox', { name: 'Storage class' }).click()
  await page.getByTitle('Standard', { exact: true }).click()
  await search.getByLabel('Modified from').fill('2020-01-01')
  await search.getByRole('button', { name: 'Search', exact: true }).click()
  await expect(page.getByRole('row').filter({ hasText: '春 苏堤.png' })).toHaveCount(3)
  await expect(page.getByRole('row').filter({ hasText: '夏 荷塘.png' })).toHaveCount(0)
  expect(await findings(page)).toEqual([])
  await app.choose('photos/2025/西湖/春 苏堤.png', 'Copy to…')
  await app.transfer('oss://ferry-backup/found/')
  await expect(app.job('春 苏堤.png')).toContainText('Done')
  expect(await app.keysOf('ferry-backup', 'found/')).toEqual(['found/春 苏堤.png'])
  await search.getByLabel('Modified to').fill('2020-01-01')
  await search.getByRole('button', { name: 'Search', exact: true }).click()
  await expect(page.getByRole('status').filter({ hasText: '0 found, ' })).toBeVisible()
})

test('a prefix is found by its name; a search that is stopped keeps what it has, and says that it is not all', {
  tag: '@thorough',
}, async ({ app, page }) => {
  await page.goto(`${app.ferry.url}#/ferry-photos/?${encodeURIComponent('西湖')}`)
  await expect(page.getByRole('row').filter({ hasText: 'photos/2023/西湖' })).toHaveCount(1)
  const { hold, letGo } = held()
  app.ferry.localOss.faults.add({ op: 'ListObjectsV2', hold })
  await page.goto(`${app.ferry.url}#/ferry-photos/data/?${encodeURIComponent('*')}`)
  await page.getByRole('button', { name: 'Stop' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Stopped' })).toBeVisible()
  letGo()
})

test('a search where nothing may be listed says why', { tag: '@thorough' }, async ({ app, page }) => {
  app.ferry.localOss.faults.add({ op: 'ListObjectsV2', error: { code: 'AccessDenied' } })
  await page.goto(`${app.ferry.url}#/ferry-photos/?README`)
  await expect(page.getByRole('alert').first()).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: 'Incomplete' })).toBeVisible()
})

test('until something is searched for the list stays; hits of one name keep their folders, and a question names them', {
  tag: '@thorough',
}, async ({ app, page }) => {
  await app.goTo('ferry-photos')
  await page.getByRole('button', { name: 'Search subfolders' }).click()
  await expect(app.row('README.md')).toBeVisible()
  const search = page.getByRole('search')
  await search.getByRole('textbox', { name: 'Name' }).fill('春')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('row').filter({ hasText: '春 苏堤.png' })).toHaveCount(3)
  await page.getByRole('row').filter({ hasText: '春 苏堤.png' }).first().click()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.press('Delete')
  await expect(app.dialog().getByRole('listitem').filter({ hasText: '2025/' })).not.toHaveCount(0)
  await page.keyboard.press('Escape')
  await page.getByRole('row').filter({ hasText: '春 苏堤.png' }).first().click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Copy to…' }).click()
  await expect(app.dialog().getByRole('checkbox', { name: 'Keep their folders' })).toBeChecked()
  await app.transfer('oss://ferry-backup/found/')
  await expect.poll(async () => (await app.keysOf('ferry-backup', 'found/')).length).toBe(3)
  for (const key of await app.keysOf('ferry-backup', 'found/')) expect(key).toMatch(/^found\/\d{4}\/.+\/春 苏堤\.png$/)
})
