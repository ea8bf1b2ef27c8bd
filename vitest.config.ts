import { defineConfig } from 'vitest/config'
import { coverageByFolder } from './test/coverage.ts'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx'],
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
