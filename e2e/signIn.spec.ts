import { readFileSync } from 'node:fs'
import { expect, test } from './world.ts'

test('a wrong secret, an unknown key and a host that is not OSS are told apart; nothing is kept', async ({
  page,
  ferry,
}) => {
  const { endpoint, accessKeyId } = ferry.account
  await page.goto(ferry.url)
  await page.getByRole('textbox', { name: 'AccessKey ID' }).fill(accessKeyId)
  await page.getByLabel('AccessKey secret').fill('wrong')
  await page.getByText('STS token and custom endpoint').click()
  const host = page.getByRole('textbox', { name: 'Custom endpoint' })
  await host.fill(endpoint)
  const signIn = page.getByRole('button', { name: 'Sign in' })
  await signIn.click()
  await expect(page.getByRole('alert')).toContainText('The AccessKey secret is wrong')
  await page.getByRole('textbox', { name: 'AccessKey ID' }).fill('nobody')
  await signIn.click()
  await expect(page.getByRole('alert')).toContainText("doesn't exist or is disabled")
  await host.fill('http://127.0.0.1:1')
  await signIn.click()
  await expect(page.getByRole('alert')).toContainText("doesn't forward")
  await page.reload()
  await expect(page.getByRole('button', { name: 'Try it on this computer' })).toBeVisible()
})

test('an endpoint that names a bucket, a region that is not its own and credentials that are over are told apart', async ({
  page,
  ferry,
}) => {
  const { endpoint, accessKeyId, accessKeySecret } = ferry.account
  await page.goto(ferry.url)
  const id = page.getByRole('textbox', { name: 'AccessKey ID' })
  const more = page.getByText('STS token and custom endpoint')
  const host = page.getByRole('textbox', { name: 'Custom endpoint' })
  const signIn = page.getByRole('button', { name: 'Sign in' })
  // Temporary credentials open what they need; what is filled in there stays in sight.
  await id.fill('STS.x')
  await expect(host).toBeVisible()
  await host.fill(endpoint.replace('://', '://ferry-photos.'))
  await id.fill(accessKeyId)
  await expect(host).toBeVisible()
  await page.getByLabel('AccessKey secret').fill(accessKeySecret)
  await signIn.click()
  await expect(page.locator('form')).toContainText('remove the bucket name at the start')
  await host.fill(endpoint)
  await page.getByRole('combobox', { name: 'Region' }).fill('cn-qingdao')
  await page.keyboard.press('Escape')
  ferry.localOss.faults.add({ op: 'ListBuckets', error: { code: 'SecurityTokenExpired' } })
  await signIn.click()
  await expect(page.getByRole('alert')).toContainText('The temporary credentials are no longer valid')
  await expect(page.getByRole('alert')).not.toContainText('menu')
  // Only a person folds it away.
  await more.click()
  await expect(host).toBeHidden()
  // The endpoint says itself of which region it is.
  ferry.localOss.faults.clear()
  await signIn.click()
  await expect(page.getByRole('navigation').getByRole('link', { name: 'ferry-photos', exact: true })).toBeVisible()
})

test('an address that takes a connection and never answers is told of in 15 s', { tag: '@thorough' }, async ({
  page,
  ferry,
}) => {
  const key = ferry.account
  ferry.localOss.faults.add({ op: 'ListBuckets', hang: 'before' })
  await page.goto(ferry.url)
  await page.getByRole('textbox', { name: 'AccessKey ID' }).fill(key.accessKeyId)
  await page.getByLabel('AccessKey secret').fill(key.accessKeySecret)
  await page.getByText('STS token and custom endpoint').click()
  await page.getByRole('textbox', { name: 'Custom endpoint' }).fill(key.endpoint)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert')).toContainText('did not answer in time', { timeout: 25_000 })
})

test('a key that may not list buckets comes in by its start path', async ({ page, ferry }) => {
  const key = ferry.account
  ferry.localOss.faults.add({ op: 'ListBuckets', error: { code: 'AccessDenied' } })
  await page.goto(ferry.url)
  await page.getByRole('textbox', { name: 'AccessKey ID' }).fill(key.accessKeyId)
  await page.getByLabel('AccessKey secret').fill(key.accessKeySecret)
  await page.getByText('STS token and custom endpoint').click()
  await page.getByRole('textbox', { name: 'Custom endpoint' }).fill(key.endpoint)
  const signIn = page.getByRole('button', { name: 'Sign in' })
  await signIn.click()
  await expect(page.getByRole('alert')).toContainText(/start path/)
  await page.getByRole('textbox', { name: /Start path/ }).fill('oss://ferry-photos/site')
  await signIn.click()
  await expect(page.getByRole('row').filter({ hasText: 'index.html' })).toBeVisible()
  // From home the way leads back to where the key may go, not to the bucket's root.
  await page.getByRole('link', { name: 'All buckets' }).click()
  await page
    .getByRole('main')
    .getByRole('link', { name: /ferry-photos/ })
    .click()
  await expect(page.getByRole('row').filter({ hasText: 'index.html' })).toBeVisible()
  // Neither the URL nor anything that was sent shows the secret.
  expect(page.url()).not.toContain(key.accessKeySecret)
  expect(JSON.stringify(ferry.localOss.requests.entries)).not.toContain(key.accessKeySecret)
})

test('signing out takes the key away', async ({ app, page }) => {
  await page.getByRole('button', { name: /Local OSS/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await app.dialog().getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('button', { name: 'Try it on this computer' })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('button', { name: 'Try it on this computer' })).toBeVisible()
})

test('an account that is added begins at its own start, not at the place of the one before', async ({
  app,
  page,
  guests,
}) => {
  const guest = guests[0] as (typeof guests)[number]
  await app.goTo('ferry-photos', 'site/')
  await expect(app.row('index.html')).toBeVisible()
  await app.giveKeys('Add account…', guest)
  await expect(page).toHaveURL(/#\/$/)
  await app.bucket('ferry-backup').click()
  await expect(app.row('photos')).toBeVisible()
  const menu = async (item: string) => {
    await page.getByRole('button', { name: /^Account/ }).click()
    await page.getByRole('menuitem', { name: item }).click()
  }
  await menu('Name and color…')
  await app.dialog().getByRole('textbox', { name: 'Name' }).fill('The guest')
  await app.dialog().getByRole('radio', { name: 'Pink' }).check()
  await app.dialog().getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('button', { name: 'Account: The guest' })).toBeVisible()
  const saved = page.waitForEvent('download')
  await menu('Export accounts (no secrets)')
  const file = await (await saved).path()
  expect(readFileSync(file, 'utf8')).not.toMatch(/secret|token/i)
  await menu('Add account…')
  await page.getByText('STS token and custom endpoint').click()
  const broken = readFileSync(file, 'utf8').replaceAll('http://', 'ftp://')
  await page.getByLabel('Import accounts').setInputFiles({
    ...{ name: 'accounts.json', mimeType: 'application/json' },
    buffer: Buffer.from(broken),
  })
  await expect(page.getByRole('alert')).toHaveText(/^No account was imported:No\. 1 .*: not valid: endpoint$/)
  await page.getByLabel('Import accounts').setInputFiles(file)
  await page.getByRole('button', { name: /^The guest/ }).click()
  await expect(page.getByRole('textbox', { name: 'AccessKey ID' })).toHaveValue(guest.id)
  await expect(page.getByRole('textbox', { name: 'Custom endpoint' })).toBeVisible()
  await page.getByRole('button', { name: 'Back' }).click()
  // Who leaves goes on with the other account, from its beginning.
  await page.getByRole('button', { name: /^Account/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await app.dialog().getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('button', { name: 'Account: Local OSS' })).toBeVisible()
  await expect(page).toHaveURL(/#\/$/)
})

test('an authorization code or an address that is pasted fills in the form, and temporary keys say how long they last', async ({
  page,
  ferry,
  guests,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const [guest] = guests
  const endpoint = ferry.account.endpoint.replace('oss-cn-hangzhou', '{region}')
  const expiration = new Date(Date.now() + 45 * 60_000).toISOString()
  const keys = { id: guest?.id, secret: guest?.secret, stoken: guest?.token, privilege: 'readOnly', expiration }
  const place = { region: 'oss-cn-hangzhou', eptpl: endpoint, osspath: 'oss://ferry-backup/' }
  const paste = async (field: string, text: string) => {
    await page.evaluate((copied) => navigator.clipboard.writeText(copied), text)
    await page.getByRole('textbox', { name: field }).focus()
    await page.keyboard.press('Control+V')
  }
  await page.goto(ferry.url)
  await paste('Start path', 'https://photos.oss-cn-shanghai.aliyuncs.com/2026/x.jpg?Signature=a')
  await expect(page.getByRole('textbox', { name: 'Start path' })).toHaveValue('oss://photos/2026/')
  await expect(page.getByRole('combobox', { name: 'Region' })).toHaveValue('cn-shanghai')
  await expect(page.locator('form').getByRole('status')).toHaveText('Filled in: Region, Start path.')
  await paste('AccessKey ID', 'just an id')
  await expect(page.getByRole('textbox', { name: 'AccessKey ID' })).toHaveValue('just an id')
  const code = Buffer.from(JSON.stringify({ ...keys, ...place })).toString('base64')
  const filled = page.locator('form').getByRole('status')
  await paste('AccessKey ID', code)
  await expect(filled).toContainText('The authorization is valid until')
  // Of two texts with keys nothing is mixed; a path leaves both the keys and when they end.
  await paste('AccessKey ID', '[Credentials]\naccessKeyID=LTAI5t\naccessKeySecret=another\n')
  await expect(filled).toHaveText('Filled in: AccessKey ID, AccessKey secret.')
  await expect(page.getByRole('textbox', { name: 'STS token' })).toHaveValue('')
  await paste('AccessKey ID', code)
  await paste('Start path', 'oss://ferry-backup/photos/x')
  await expect(filled).toHaveText(/^Filled in: Start path\. The authorization is valid until/)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('button', { name: `Account: ${guest?.id}` })).toContainText(
    /Keys: 4[45] min left.*Read-only/,
  )
})
