import { expect, test } from './world.ts'

test('buckets are shown by region; the place is in the URL, and survives reload, back and forward', async ({
  app,
  page,
}) => {
  const side = page.getByRole('navigation')
  await expect(side.getByText('China (Hangzhou)').first()).toBeVisible()
  await expect(side.getByText('China (Qingdao)').first()).toBeVisible()
  await app.bucket('ferry-photos').click()
  await app.row('photos').dblclick()
  await app.row('2023').dblclick()
  await app.row('西湖').dblclick()
  await expect(app.row('春 苏堤.png')).toBeVisible()
  expect(decodeURIComponent(page.url())).toContain('#/ferry-photos/photos/2023/西湖/')
  await page.reload()
  await expect(app.row('春 苏堤.png')).toBeVisible()
  await page.goBack()
  await expect(app.row('西湖')).toBeVisible()
  await page.goForward()
  await expect(app.row('春 苏堤.png')).toBeVisible()
})

test('odd keys are listed, opened, renamed and copied as they are', async ({ app }) => {
  await app.goTo('ferry-photos', 'odd keys/')
  const listed = await app.keysOf('ferry-photos', 'odd keys/')
  const level = new Set(listed.map((key) => key.slice('odd keys/'.length).replace(/\/.*$/s, '/')).filter(Boolean))
  expect(level.size).toBeGreaterThan(8)
  await expect(app.page.getByRole('row')).toHaveCount(level.size + 1)
  await app.goTo('ferry-photos')
  await app.choose('odd keys', 'Copy to…')
  await app.transfer('oss://ferry-backup/')
  await expect(app.job('odd keys')).toContainText('Done')
  expect(await app.keysOf('ferry-backup', 'odd keys/')).toEqual(listed)
  await app.rename('odd keys', "o'dd & <ke+ys> %?#")
  await expect(app.job('Rename')).toContainText('Done')
  const renamed = listed.map((key) => key.replace('odd keys/', "o'dd & <ke+ys> %?#/"))
  expect(await app.keysOf('ferry-photos', "o'dd & <ke+ys> %?#/")).toEqual(renamed)
  expect(await app.keysOf('ferry-photos', 'odd keys/')).toEqual([])
})
