import { canMount, openBrowserIn, profileOnSmallDisk, profileWithQuota } from './fullDisk.ts'
import { expected, halfMoved, names, sidesOf } from './halfMoved.ts'
import { App, expect, test } from './world.ts'

const mounts = canMount()
const what = mounts
  ? "the disk of the browser's profile is full"
  : 'the browser gives no more room (no disk can be mounted here)'

test(`${what}: the move stops and says so, and goes on when there is room`, async ({ app, ferry, launchOptions }) => {
  test.setTimeout(120_000)
  const profile = mounts ? profileOnSmallDisk(96) : profileWithQuota()
  const context = await openBrowserIn(profile, launchOptions)
  const page = await context.newPage()
  const own = new App(page, ferry, app.oss)
  await own.enter()
  const { letGo } = await halfMoved(own, ferry)
  await profile.fill(page)
  await letGo()
  const job = own.job('many')
  await expect(job.locator('.job-state')).toContainText('Stopped', { timeout: 30_000 })
  await expect(job).toContainText(/no longer keeps the record|storage is full/)
  await profile.free(page)
  await job.getByRole('button', { name: 'Resume' }).click()
  await expect(job.locator('.job-state')).toHaveText('Done', { timeout: 30_000 })
  await expect(job).toContainText('600 of 600 objects')
  expect(await sidesOf(own)).toEqual(expected([names, [undefined, 'own']]))
  await context.close()
  profile.remove()
})
