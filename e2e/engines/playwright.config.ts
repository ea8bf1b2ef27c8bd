import { defineConfig } from '@playwright/test'
import { type EngineName, engineNames } from './engines.ts'

/** One engine behind the other, so that none waits for another's share of the machine. */
export default defineConfig<object, { engineName: EngineName }>({
  testDir: '.',
  testMatch: '*.story.ts',
  workers: 1,
  forbidOnly: true,
  retries: 0,
  timeout: 90_000,
  outputDir: '../../test-results/engines',
  reporter: [['list'], ['./report.ts']],
  projects: engineNames.map((engineName) => ({ name: engineName, use: { engineName } })),
})
