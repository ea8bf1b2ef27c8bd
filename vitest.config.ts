import { defineConfig } from 'vitest/config'
import { coverageByFolder } from './test/coverage.ts'
import { byIsolation } from './test/isolation.ts'

const { alone, together } = byIsolation()

export default defineConfig({
  test: {
    projects: [
      { extends: true, test: { name: 'alone', include: alone } },
      { extends: true, test: { name: 'together', include: together, isolate: false } },
    ],
    globalSetup: 'test/compileCommand.ts',
    testTimeout: 60_000,
    hookTimeout: 30_000,
    // What is waited for comes; on a busy machine later than in the second that is the default.
    expect: { poll: { timeout: 20_000 } },
    maxWorkers: 2,
    reporters: ['default', coverageByFolder],
    // With `--coverage`. The screens (*.tsx) are tested in browsers, of which nothing is counted here.
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      exclude: ['src/**/*.test.ts', 'src/playground/**'],
      reporter: [],
      reportsDirectory: 'test-results/coverage',
    },
  },
})
