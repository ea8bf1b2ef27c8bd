import { canMount, openBrowserIn, type Profile, profileOnSmallDisk } from '../fullDisk.ts'
import { expected, halfMoved, names, sidesOf } from '../halfMoved.ts'
import { PageErrors } from '../pageErrors.ts'
import { App, test as base, expect } from '../world.ts'

/** A page in a browser of its own, whose profile can be filled. */
const test = base.extend<{ profile: Profile; own: App }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures that are asked for
  profile: async ({}, use) => {
    const profile = profileOnSmallDisk(96)
    await use(profile)
    profile.remove()
  },
  own: async ({ app, ferry, profile, launchOptions }, use) => {
    const context = await openBrowserIn(profile, launchOptions)
    const errors = new PageErrors(context, ferry.url)
    const own = new App(await context.newPage(), ferry, app.oss)
    await own.enter()
    await use(own)
    await context.close()
    expect(errors.wrong()).toEqual([])
  },
})

/**
 * Only where this user may mount a disk. A quota that is lowered by hand is no disk that is full: Chromium goes on writing what is small for
 * as long as it trusts an earlier look at the room that is left.
 */
if (canMount())
  test("the disk of the browser's profile is full: a move stops and says so, and goes on when there is room", async ({
    own,
    ferry,
    profile,
  }) => {
    test.setTimeout(120_000)
    const { letGo } = await halfMoved(own, ferry)
    profile.fill()
    await letGo()
    const job = own.job('many')
    await expect(job.locator('.job-state')).toContainText('Stopped', { timeout: 30_000 })
    await expect(job).toContainText('no longer has the record')
    profile.free()
    await job.getByRole('button', { name: 'Resume' }).click()
    await expect(job.locator('.job-state')).toHaveText('Done', { timeout: 30_000 })
    await expect(job).toContainText('600 objects')
    expect(await sidesOf(own)).toEqual(expected([names, [undefined, 'own']]))
  })
