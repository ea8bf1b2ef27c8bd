import { expect, type Stage, test } from './fixture.ts'

test.describe.configure({ timeout: 120_000 })

const windows = [
  // A display of 1280 x 800, less what a browser takes of it.
  { width: 1280, height: 640 },
  { width: 400, height: 800 },
  // 1280 x 1024 at 400 %.
  { width: 320, height: 256 },
]

/** Buttons of a dialog's footer that are not in view as a whole, or that something of the dialog covers but a list that one opened by typing. */
function outOfView({ page }: Stage): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.ant-modal-footer button')]
      .filter((button) => {
        const { top, bottom, left, right } = button.getBoundingClientRect()
        const seen = document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
        const isCovered = seen?.closest('.ant-modal') && !button.contains(seen) && !seen.closest('[role="listbox"]')
        return top < 0 || bottom > innerHeight || left < 0 || right > innerWidth || isCovered
      })
      .map(({ innerText }) => innerText),
  )
}

test('the buttons of every dialog are in view, however long its title and its form are', async ({ stage }) => {
  const { page } = stage
  const seen = new Set<string>()
  for (const [part, states] of Object.entries(await stage.parts()))
    for (const state of states) {
      await stage.show(part, state)
      if ((await page.locator('.ant-modal-footer').count()) === 0) break
      seen.add(part)
      for (const { width, height } of windows) {
        await page.setViewportSize({ width, height })
        const where = [part, state, width, height]
        expect.soft([...where, ...(await outOfView(stage))]).toEqual(where)
      }
    }
  expect([...seen]).toEqual(['transfer', 'rename', 'metadata', 'rules', 'delete'])
  await page.setViewportSize({ width: 1280, height: 720 })
})
