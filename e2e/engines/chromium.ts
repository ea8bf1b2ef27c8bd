import { join } from 'node:path'
import { type Browser, chromium, type Page } from '@playwright/test'
import { callOf, type Driver, type Engine, type Step, view } from './driver.ts'

export async function startChromium(executablePath: string): Promise<Engine> {
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking']
  const browser = await chromium.launch({ executablePath, args })
  return {
    newPage: (downloads) => newPage(browser, downloads),
    close: () => browser.close(),
  }
}

async function newPage(browser: Browser, downloads: string): Promise<Driver> {
  const context = await browser.newContext({ viewport: view, reducedMotion: 'reduce' })
  const page = await context.newPage()
  const errors: string[] = []
  context.on('weberror', (error) => errors.push(String(error.error())))
  context.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  page.on('download', (download) => download.saveAs(join(downloads, download.suggestedFilename())))
  const hand = handOf(page)
  return {
    version: `Chromium ${browser.version()}`,
    hand,
    dragging: hand,
    open: async (address) => void (await page.goto(address)),
    reload: async () => void (await page.reload()),
    run: async (work, ...given) => JSON.parse(await page.evaluate(callOf(work, given))),
    give: (field, paths) => page.setInputFiles(field, [...paths]),
    picture: () => page.screenshot(),
    errors: async () => errors,
    close: () => context.close(),
  }
}

/** A second click at the place of the first one is a double click: that is counted here and not by the page. */
function handOf({ mouse, keyboard }: Page): Driver['hand'] {
  let clicks = 0
  const take = (step: Step): Promise<void> => {
    if (step.do === 'move') clicks = 0
    if (step.do === 'down') clicks++
    if (step.do === 'move') return mouse.move(step.x, step.y)
    if (step.do === 'down') return mouse.down({ button: step.button, clickCount: clicks })
    if (step.do === 'up') return mouse.up({ button: step.button, clickCount: clicks })
    return step.do === 'press' ? keyboard.down(step.key) : keyboard.up(step.key)
  }
  return async (steps) => {
    for (const step of steps) await take(step)
  }
}
