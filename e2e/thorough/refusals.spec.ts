import { expect, test } from '../world.ts'

test.afterEach(({ app }) => expect(app.writes()).toEqual([]))

test('an append-type object is not offered for copying, with the reason', async ({ app }) => {
  await app.goTo('ferry-photos', 'data/logs/')
  await app.choose('harbour.log', 'Copy to…')
  await expect(app.dialog()).toContainText("Appendable objects can't be copied")
  await expect(app.dialog().getByRole('button', { name: /^Copy/ })).toBeDisabled()
})

test('what is archived is not moved; the dialog says why, and the job offers to restore it first', async ({ app }) => {
  await app.goTo('ferry-photos', 'archive/')
  await app.choose('2019 账目.csv', 'Move to…')
  await expect(app.dialog()).toContainText(/must be restored/)
  await app.transfer('oss://ferry-backup/')
  await expect(app.job('2019 账目.csv')).toContainText(/must be restored/i)
  await app.job('2019 账目.csv').getByRole('button', { expanded: false }).first().click()
  await expect(app.job('2019 账目.csv').getByRole('button', { name: 'Restore first, then continue…' })).toBeVisible()
})

test('both are refused by the plan when a prefix holds nothing else', async ({ app }) => {
  await app.goTo('ferry-photos', 'data/')
  await app.choose('logs', 'Copy to…')
  await app.transfer('oss://ferry-backup/')
  await expect(app.job('logs')).toContainText("Appendable objects can't be copied")
})

test('another region is refused beside the field, in both languages', async ({ app, page }) => {
  await app.goTo('ferry-photos')
  await app.choose('README.md', 'Copy to…')
  await app.dialog().getByRole('textbox', { name: 'Destination' }).fill('oss://ferry-qingdao/')
  await expect(app.dialog()).toContainText("Can't copy across regions")
  await app.dialog().getByRole('button', { name: /^Copy/ }).click()
  await expect(app.dialog()).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '中文' }).click()
  await app.row('README.md').click({ button: 'right' })
  await page.getByRole('menuitem', { name: '复制到…' }).click()
  await app.dialog().getByRole('textbox', { name: '目标位置' }).fill('oss://ferry-qingdao/')
  await expect(app.dialog()).toContainText('不能跨地域复制')
})

test('a prefix into itself, and a target equal to the source', async ({ app }) => {
  await app.goTo('ferry-photos')
  await app.choose('photos', 'Copy to…')
  const destination = app.dialog().getByRole('textbox', { name: 'Destination' })
  await destination.fill('oss://ferry-photos/photos/2023/')
  await expect(app.dialog()).toContainText(/into itself/i)
  await destination.fill('oss://ferry-photos/')
  await app.dialog().getByRole('button', { name: /^Copy/ }).click()
  await expect(app.dialog()).toContainText(/Source and destination are the same/)
})

test('names that OSS does not take', async ({ app }) => {
  await app.goTo('ferry-photos')
  await app.choose('README.md', 'Rename')
  const name = app.dialog().getByRole('textbox', { name: 'New name' })
  const send = app.dialog().getByRole('button', { name: 'Rename' })
  for (const [text, said] of [
    ['中'.repeat(342), /up to 1,023 bytes/],
    ['\\README.md', /can't start with/],
    ['/README.md', /can't start/],
    ['', /Enter a name/],
    ['README.md', /unchanged/],
  ] as const) {
    await name.fill(text)
    await send.click()
    await expect(app.dialog()).toContainText(said)
  }
})
