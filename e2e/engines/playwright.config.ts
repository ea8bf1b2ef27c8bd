import { defineConfig } from '@playwright/test'
import { type EngineName, engineNames } from './engines.ts'

/** Two at once: each has a screen, a pointer, a store and a gateway of its own, and waits for much of its time. */
export default defineConfig<object, { engineName: EngineName }>({
  testDir: '.',
  testMatch: '*.story.ts',
  workers: 2,
  forbidOnly: true,
  retries: 0,
  timeout: 90_000,
  outputDir: '../../test-results/engines',
  reporter: [['list'], ['./report.ts']],
  projects: engineNames.map((engineName) => ({ name: engineName, use: { engineName } })),
})
