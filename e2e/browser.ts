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
function findBrowser(): string | undefined {
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)))
  const candidates = [process.env.CHROMIUM_PATH, chromium.executablePath(), ...onPath, ...macs]
  return candidates.find((path) => path && isExecutable(path))
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

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
