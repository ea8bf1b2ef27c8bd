import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { requireBrowser } from '../e2e/browser.ts'
import { type RunningFerry, startFerry } from '../src/gateway/startFerry.ts'

/** `npm run pictures:readme`: the pictures of the README, from the real page (`npm run build` first). */
const say = (line: string) => process.stdout.write(`${line}\n`)
const dataDir = mkdtempSync(join(tmpdir(), 'ferry-pictures-'))
const ferry = await startFerry({ dataDir, page: 'dist', port: 0, copySpeed: 60_000_000 })
const browser = await chromium.launch({ executablePath: requireBrowser(say), args: ['--no-sandbox', '--disable-gpu'] })

for (const [locale, colorScheme] of [
  ['en-US', 'light'],
  ['en-US', 'dark'],
  ['zh-CN', 'light'],
  ['zh-CN', 'dark'],
] as const) {
  const context = await browser.newContext({
    locale,
    colorScheme,
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  const picture = async (name: string) => {
    const path = join(import.meta.dirname, `${name}-${locale.slice(0, 2)}-${colorScheme}.png`)
    await page.screenshot({ path })
    say(path)
  }
  await page.goto(ferry.startUrl)
  await page.getByRole('button', { name: /Try it on this computer|在本机试用/ }).waitFor()
  await picture('sign-in')
  await page.getByRole('button', { name: /Try it on this computer|在本机试用/ }).click()
  await moveLarge(page, ferry)
  await picture('moving')
  await page.goto(`${ferry.url}#/ferry-photos/photos/2024/&!/ferry-backup/`)
  await page.locator('[role=row][data-index]').first().click()
  await page.waitForTimeout(800)
  await picture('panes')
  await context.close()
}

await browser.close()
await ferry.close()
rmSync(dataDir, { recursive: true })

/** Copies the 6 GiB object, and opens its parts when a third of them is there. */
async function moveLarge(page: Page, { url, localOss }: RunningFerry) {
  await page.goto(`${url}#/ferry-photos/videos/`)
  localOss.requests.clear()
  await page.getByRole('row').filter({ hasText: '4K' }).click({ button: 'right' })
  await page.getByRole('menuitem', { name: /Copy to…|复制到…/ }).click()
  await page.getByRole('textbox', { name: /Destination|目标位置/ }).fill(`oss://ferry-backup/${Date.now()}/`)
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^(Copy|复制)/ })
    .click()
  await page.locator('li.job').first().getByRole('button', { expanded: false }).first().click()
  await localOss.requests.answered(({ op, partNumber }) => op === 'UploadPartCopy' && partNumber === 30)
  await page.getByText(/of 96 parts|96 片中/).waitFor()
}
