import { test as base } from '@playwright/test'
import { Stage, servePlayground } from './stage.ts'

export { expect } from '@playwright/test'
export type { Stage }

/** The page of all parts, which every test of a worker shares: it is loaded once. */
export const test = base.extend<{ clean: undefined }, { stage: Stage; wrong: string[] }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures that are asked for
  wrong: [async ({}, use) => use([]), { scope: 'worker' }],
  stage: [
    async ({ browser, wrong }, use) => {
      const { url, close } = await servePlayground()
      const context = await browser.newContext({
        reducedMotion: 'reduce',
        timezoneId: 'Asia/Shanghai',
        locale: 'en-US',
      })
      const page = await context.newPage()
      page.on('pageerror', ({ message }) => wrong.push(message))
      page.on('console', (said) => said.type() === 'error' && wrong.push(said.text()))
      const stage = new Stage(page, url)
      await stage.open()
      await use(stage)
      await context.close()
      await close()
    },
    { scope: 'worker' },
  ],
  /** What goes wrong in the page fails the test in which it does. */
  clean: [
    async ({ wrong }, use) => {
      wrong.length = 0
      await use(undefined)
      if (wrong.length > 0) throw new Error(wrong.join('\n'))
    },
    { auto: true },
  ],
})
