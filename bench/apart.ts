import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type Browser, chromium, type Page } from '@playwright/test'
import { requireBrowser } from '../e2e/browser.ts'
import { say } from './ferryPage.ts'

const switches = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-renderer-backgrounding',
  '--disable-background-timer-throttling',
  '--remote-debugging-port=0',
  '--lang=en-US',
]

/**
 * A Chromium that nobody watches while it works: whoever drives it is told of every message on every socket, which costs as much as the
 * messages. `visit` connects, `leave` lets go of it again.
 */
export async function launchApart() {
  const profile = mkdtempSync(join(tmpdir(), 'ferry-profile-'))
  const child = spawn(
    requireBrowser(say),
    [...switches, `--user-data-dir=${profile}`, '--window-size=1280,800', 'about:blank'],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
      // A group of its own: it ends with all its processes, or they would still write.
      detached: true,
    },
  )
  // Nothing of it is of use any more, and what is asked to end still writes for a while.
  const kill = () => child.pid && process.kill(-child.pid, 'SIGKILL')
  process.on('exit', kill)
  const address = await new Promise<string>((resolve) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      const [, found] = /DevTools listening on (\S+)/.exec(line) ?? []
      if (found) resolve(found)
    })
  })
  return {
    async visit(): Promise<{ browser: Browser; page: Page; leave: () => Promise<void> }> {
      const browser = await chromium.connectOverCDP(address)
      const page = browser.contexts()[0]?.pages()[0]
      if (!page) throw new Error('The page is gone')
      return { browser, page, leave: () => browser.close() }
    },
    async close() {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      process.off('exit', kill)
      kill()
      await gone
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
    },
  }
}
