import type { Page } from '@playwright/test'
import axe from 'axe-core'

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** What axe finds of WCAG 2.2 A and AA: everything in the light theme, and what depends on colours in the dark one too. */
export async function findings(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  await wear(page, 'dark')
  const dark = await found(page, ['color-contrast'])
  await wear(page, 'light')
  const light = await found(page, wcag)
  return [...light, ...dark.map((finding) => `dark: ${finding}`)]
}

/** What axe finds of contrast where the system's few colours take the place of all others. */
export async function findingsInForcedColours(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  await page.emulateMedia({ forcedColors: 'active' })
  const forced = await found(page, ['color-contrast'])
  await page.emulateMedia({ forcedColors: 'none' })
  return forced.map((finding) => `forced colours: ${finding}`)
}

/** The same in a window of 1280 x 1024 at 400 %, and there in forced colours; what it finds more than in a wide one. */
export async function findingsWhereNarrow(page: Page): Promise<string[]> {
  const size = page.viewportSize() ?? { width: 1280, height: 800 }
  await page.setViewportSize({ width: 320, height: 256 })
  const all = [...(await findings(page)), ...(await findingsInForcedColours(page))]
  await page.setViewportSize(size)
  return all.map((finding) => `400 %: ${finding}`)
}

function found(page: Page, runOnly: string[]): Promise<string[]> {
  return page.evaluate(async (rules) => {
    const isNarrow = innerWidth <= 320
    const { run } = (window as unknown as { axe: typeof axe }).axe
    // What lies behind a dialog can't be reached; at 400 % axe sees edges of it beside the dialog, as targets that are too small.
    const within = [...document.querySelectorAll('[role="dialog"]')].at(-1) ?? document
    const { violations } = await run(isNarrow ? within : document, {
      runOnly: rules,
      resultTypes: ['violations'],
      iframes: false,
    })
    // The keys of its field scroll an open list; axe knows that only where the listbox itself scrolls, and antd's lies in what does.
    const openList = '.ant-select-dropdown-list-holder'
    for (const violation of violations)
      if (violation.id === 'scrollable-region-focusable')
        violation.nodes = violation.nodes.filter(({ target }) => target.join(' ') !== openList)
    return violations
      .filter(({ nodes }) => nodes.length > 0)
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
  }, runOnly)
}

/** A window that opens is half transparent, and colours may blend: what axe reads of contrast is true only when all stands. */
async function wear(page: Page, colorScheme: 'light' | 'dark') {
  await page.emulateMedia({ colorScheme })
  await page.waitForFunction(
    (scheme) =>
      document.documentElement.style.colorScheme === scheme &&
      document
        .getAnimations()
        .every(({ playState, effect }) => playState !== 'running' || effect?.getTiming().iterations === Infinity),
    colorScheme,
  )
}
