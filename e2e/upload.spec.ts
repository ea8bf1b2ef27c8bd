import { expect, test } from './world.ts'

/** Pickers can't be clicked in a browser without a window: there the page falls back to fields, which a test can fill. */
test.beforeEach(async ({ page }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(window, 'showOpenFilePicker')
    Reflect.deleteProperty(window, 'showDirectoryPicker')
  })
})

test('a file of this computer becomes an object, with its type and its CRC64', async ({ app, page }) => {
  await app.goTo('ferry-backup', 'in/')
  await page.getByRole('button', { name: 'Upload' }).click()
  const choosing = page.waitForEvent('filechooser')
  await app.dialog().getByRole('button', { name: 'Choose files…' }).click()
  const body = Buffer.from('# 你好\n')
  await (await choosing).setFiles({ name: 'a b+#%中.html', mimeType: 'text/html', buffer: body })
  await expect(app.job('a b+#%中.html')).toContainText('Done')
  await expect(app.row('a b+#%中.html')).toBeVisible()
  expect(await app.headOf('ferry-backup', 'in/a b+#%中.html')).toMatchObject({
    size: body.length,
    headers: { 'Content-Type': 'text/html' },
  })
})
