import { type GatewayProcess, startGatewayProcess } from '../gatewayProcess.ts'
import { App, test as base, expect, place } from '../world.ts'

/** A page that reaches the local OSS of the test through a gateway that can be killed. */
const test = base.extend<{ gateway: GatewayProcess }>({
  gateway: async ({ app, context }, use) => {
    const gateway = await startGatewayProcess(`*.localhost:${new URL(app.ferry.account.endpoint).port}`)
    await use(gateway)
    // A page may load more at any time.
    await Promise.all(context.pages().map((page) => page.close()))
    await gateway.close()
  },
})

const video = '远航 4K 原片.mp4'
const key = `videos/${video}`

/** What shows a job is loaded with the first of them. */
async function partsOfPanel(own: App): Promise<void> {
  const loaded = () =>
    own.page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .map(({ name }) => name)
        .join(),
    )
  await expect.poll(loaded).toMatch(/JobDetails.*JobNotifications|JobNotifications.*JobDetails/)
}

test('the gateway is killed in the middle of 6 GiB by parts, and started again: the job goes on by itself to its end', async ({
  app,
  ferry,
  context,
  gateway,
}) => {
  test.setTimeout(120_000)
  const { account } = ferry
  const page = await context.newPage()
  await page.route('**/local-oss.json', (route) => route.fulfill({ json: account }))
  const own = new App(page, { ...ferry, url: gateway.url, startUrl: gateway.startUrl }, app.oss)
  await own.enter()
  const before = await own.headOf('ferry-photos', key)
  ferry.localOss.settings.copySpeed = 400_000_000
  await own.goTo('ferry-photos', 'videos/')
  // What comes after the rows has come.
  await page.waitForLoadState('networkidle')
  await own.choose(video, 'Move to…')
  await own.transfer('oss://ferry-backup/')
  await partsOfPanel(own)
  await ferry.localOss.requests.answered(({ op, partNumber }) => op === 'UploadPartCopy' && partNumber === 20)
  await gateway.kill()
  const job = own.job(video)
  await expect(job).toContainText('The connection was lost, retrying', { timeout: 20_000 })
  await expect(job.locator('.job-state')).toContainText('Running')
  ferry.localOss.settings.copySpeed = 0
  await gateway.startAgain()
  await expect(job.locator('.job-state')).toHaveText('Done', { timeout: 60_000 })
  expect(await own.headOf('ferry-photos', key)).toBeUndefined()
  expect(await own.headOf('ferry-backup', video)).toMatchObject({ size: before?.size, crc64: before?.crc64 })
  expect(await own.oss.listUploads({ at: place('ferry-backup', ''), signal: new AbortController().signal })).toEqual([])
})

test('a gateway with another start token: the tab says what is true, and goes on by itself once the browser is let in', async ({
  app,
  ferry,
  context,
  gateway,
  pageErrors,
}) => {
  test.setTimeout(120_000)
  // Neither does another process hold what opens the session before it hears it again.
  pageErrors.expect(/session-half.*404|404.*session-half/)
  const { account } = ferry
  const page = await context.newPage()
  await page.route('**/local-oss.json', (route) => route.fulfill({ json: account }))
  const own = new App(page, { ...ferry, url: gateway.url, startUrl: gateway.startUrl }, app.oss)
  await own.enter()
  await own.goTo('ferry-photos', 'videos/')
  // What comes after the rows has come.
  await page.waitForLoadState('networkidle')
  ferry.localOss.settings.copySpeed = 400_000_000
  await own.choose(video, 'Copy to…')
  await own.transfer('oss://ferry-backup/')
  await partsOfPanel(own)
  await ferry.localOss.requests.answered(({ op, partNumber }) => op === 'UploadPartCopy' && partNumber === 10)
  await gateway.kill()
  ferry.localOss.settings.copySpeed = 0
  const startUrl = await gateway.startAgain('anew')
  const notice = page.getByRole('alert').filter({ hasText: 'This tab is no longer signed in to OSS Ferry' }).first()
  await expect(notice).toContainText('open the printed address again', { timeout: 20_000 })
  await expect(own.job(video)).toContainText('no longer signed in to OSS Ferry, retrying')
  await own.goTo('ferry-photos', 'photos/')
  await expect(page.getByRole('alert')).toHaveCount(2)
  const another = await context.newPage()
  await another.goto(startUrl)
  await expect(notice).toBeHidden({ timeout: 20_000 })
  await expect(own.row('2024')).toBeVisible()
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expect(own.job(video).locator('.job-state')).toHaveText('Done', { timeout: 60_000 })
  await page.reload()
  await expect(own.row('2024')).toBeVisible()
})
