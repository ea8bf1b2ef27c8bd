import { findings, findingsInForcedColours } from '../axe.ts'
import { expect, type Stage } from './fixture.ts'

/** What `e2e/thorough/otherDialogs.spec.ts` walks through: forms and windows like those of the other parts. */
export const otherDialogs = ['objectDialogs', 'bucketDialogs', 'corsCheck', 'addBucket', 'lookOfAccount']

const windows = [
  // A display of 1280 x 800, less what a browser takes of it.
  { width: 1280, height: 640 },
  { width: 400, height: 800 },
  // 1280 x 1024 at 400 %.
  { width: 320, height: 256 },
]

export async function expectAxeClean(stage: Stage, part: string): Promise<void> {
  for (const state of (await stage.parts())[part] ?? []) {
    await stage.show(part, state, { theme: 'system' })
    const found = [...(await findings(stage.page)), ...(await findingsInForcedColours(stage.page))]
    expect.soft([state, ...found]).toEqual([state])
  }
}

/** In each size of the window. Tells whether the part has buttons at its end. */
export async function expectButtonsInView(stage: Stage, part: string): Promise<boolean> {
  const { page } = stage
  const states = (await stage.parts())[part] ?? []
  for (const state of states) {
    await stage.show(part, state)
    if ((await page.locator('.ant-modal-footer').count()) === 0) return false
    for (const { width, height } of windows) {
      await page.setViewportSize({ width, height })
      const where = [part, state, width, height]
      expect.soft([...where, ...(await outOfView(stage))]).toEqual(where)
    }
  }
  await page.setViewportSize({ width: 1280, height: 720 })
  return true
}

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
