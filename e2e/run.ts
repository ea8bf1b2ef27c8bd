import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { buildPage } from '../src/gateway/buildPage.ts'
import { requireBrowser } from './browser.ts'

/** `npm run e2e [-- playwright arguments]`: finds a browser, builds the page (weighs it when all is run) and the one of all parts, runs the browser tests against both. */
const say = (line: string) => process.stdout.write(`${line}\n`)
const executable = requireBrowser(say)
say(`Browser: ${executable}`)

await buildPage(join(import.meta.dirname, '..'), say)
if (process.argv.length === 2) run(['--import', 'tsx', 'bench/budget.ts'])
run(['node_modules/vite/bin/vite.js', 'build', '--config', 'playground.config.ts', '--logLevel', 'warn'])
run(['node_modules/@playwright/test/cli.js', 'test', ...process.argv.slice(2)], { CHROMIUM_PATH: executable })

function run(args: string[], environment: Record<string, string> = {}) {
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit', env: { ...process.env, ...environment } })
  if (status !== 0) process.exit(status ?? 1)
}
