import { type GatewayProcess, startGatewayProcess } from './gatewayProcess.ts'
import { App, test as base, expect, place } from './world.ts'

/** A page that reaches the local OSS of the test through a gateway that can be killed. */
const test = base.extend<{ gateway: GatewayProcess }>({
  gateway: async ({ app }, use) => {
    const gateway = await startGatewayProcess(`*.localhost:${new URL(app.ferry.account.endpoint).port}`)
    await use(gateway)
    await gateway.close()
  },
})

const video = '远航 4K 原片.mp4'
const key = `videos/${video}`

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
  await own.choose(video, 'Move to…')
  await own.transfer('oss://ferry-backup/')
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
