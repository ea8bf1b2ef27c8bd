import { defineConfig } from '@playwright/test'

/** The browser is found by `e2e/run.ts`. Switches: no sandbox for root in a container, and nothing that calls home. */
export default defineConfig({
  testDir: 'e2e',
  // What goes deeper into one thing, most of which the unit tests prove by HTTP: docs/decisions/time-of-the-suite.md.
  // By folder or by tag.
  grepInvert: process.env.RUNS === 'all' ? [] : /\bthorough\b/,
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  // What passes only when it is tried again hides a race.
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    locale: 'en-US',
    timezoneId: 'Asia/Shanghai',
    // A click in the middle of a dialog's opening lands beside the button.
    contextOptions: { reducedMotion: 'reduce' },
    viewport: { width: 1280, height: 800 },
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {}),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
})
