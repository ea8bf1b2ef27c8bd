import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium } from '@playwright/test'
import { requireBrowser } from '../e2e/browser.ts'
import { type Look, Stage, servePlayground } from '../e2e/playground/stage.ts'

/** px; what a narrow window does is seen in one of each. */
const [wide, narrow] = [1280, 400]
const looks: (Required<Look> & { width: number })[] = [
  { language: 'en', theme: 'light', width: wide },
  { language: 'en', theme: 'dark', width: wide },
  { language: 'zh-CN', theme: 'light', width: wide },
  { language: 'zh-CN', theme: 'dark', width: wide },
  { language: 'en', theme: 'light', width: narrow },
  { language: 'zh-CN', theme: 'dark', width: narrow },
]

export const say = (line: string) => process.stdout.write(`${line}\n`)

/**
 * Pictures of every state of every part, or of those of some parts, of the sources in `root`: a folder for each language, theme and width.
 * @throws Error when there is no playground, or it can't be built
 */
export async function takePictures(root: string, { folder, only }: { folder: string; only: string[] }): Promise<void> {
  build(root)
  const { url, close } = await servePlayground(root)
  const browser = await chromium.launch({
    executablePath: requireBrowser(say),
    args: ['--no-sandbox', '--disable-gpu'],
  })
  try {
    for (const look of looks) await walk(browser, { url, look, folder, only })
  } finally {
    await browser.close()
    await close()
  }
}

function build(root: string): void {
  const config = 'playground.config.ts'
  if (!existsSync(join(root, config)))
    throw new Error(`There is no ${config} in ${root}: it is older than the playground`)
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  const args = [vite, 'build', '--config', config, '--logLevel', 'warn']
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' })
  if (status !== 0) throw new Error(`The playground of ${root} can't be built`)
}

type Walk = { url: string; look: (typeof looks)[number]; folder: string; only: string[] }

async function walk(browser: Browser, { url, look, folder, only }: Walk): Promise<void> {
  const { language, theme, width } = look
  const into = join(folder, `${language}-${theme}-${width}`)
  mkdirSync(into, { recursive: true })
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    locale: language,
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  })
  const stage = new Stage(await context.newPage(), url)
  await stage.open()
  for (const [part, states] of Object.entries(await stage.parts())) {
    if (only.length > 0 && !only.includes(part)) continue
    for (const state of states) {
      await stage.show(part, state, look)
      await stage.page.screenshot({ path: join(into, `${part}-${state}.png`), animations: 'disabled' })
    }
  }
  say(into)
  await context.close()
}
