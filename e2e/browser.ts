import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'

/** The lighter ones first; any Chromium or Chrome will do. */
const names = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
]
const macs = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** The path of an installed Chrome or Chromium, or undefined: `CHROMIUM_PATH`, Playwright's own, the PATH, the usual places. */
export function findBrowser(): string | undefined {
  const candidates = [process.env.CHROMIUM_PATH, chromium.executablePath(), findProgram(...names), ...macs]
  return candidates.find((path) => path && isExecutable(path))
}

/** The first of these that a folder of the PATH has. */
export function findProgram(...names: string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isExecutable)
}

/**
 * Finds a browser, or installs one and says so.
 * @throws Error when there is none and none can be installed.
 */
export function requireBrowser(say: (line: string) => void): string {
  const found = findBrowser()
  if (found) return found
  for (const [program, ...args] of installers()) {
    say(`No Chrome or Chromium found. Installing one: ${[program, ...args].join(' ')}`)
    spawnSync(program ?? '', args, { stdio: 'inherit' })
    const installed = findBrowser()
    if (installed) return installed
  }
  throw new Error('The browser tests need Chrome or Chromium. Install one, or set CHROMIUM_PATH to its executable.')
}

/** Debian's packages where its user may install them, Playwright's own build elsewhere; each is tried if the one before failed. */
function installers(): string[][] {
  const debian = (browser: string) => [
    'sh',
    '-c',
    `apt-get update && apt-get install -y --no-install-recommends ${browser} fonts-noto-cjk`,
  ]
  const playwright = ['npx', 'playwright', 'install', 'chromium']
  return isDebianRoot() ? [debian('chromium-headless-shell'), debian('chromium'), playwright] : [playwright]
}

function isDebianRoot(): boolean {
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : ''
  return process.getuid?.() === 0 && /^ID=debian$/m.test(release)
}

export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
