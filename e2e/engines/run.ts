import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { buildPage } from '../../src/gateway/buildPage.ts'
import { type EngineName, engineNames, missingFor } from './engines.ts'

/**
 * `npm run e2e:engines [-- --project webkit] [-- -g drag]`: builds the page and plays the stories in every engine that is here, or in those
 * that are named. One that can't be played is named at the end, too, and is a failure where `CI` is set.
 */
const say = (line: string) => process.stdout.write(`${line}\n`)
const { values } = parseArgs({ options: { project: { type: 'string', multiple: true } }, strict: false })
const asked = engineNames.filter((name) => !values.project || values.project.includes(name))
const missing = asked.filter((name) => missingFor(name).length > 0)
const here = asked.filter((name) => !missing.includes(name))

let status = 0
if (here.length > 0) {
  await buildPage(join(import.meta.dirname, '../..'), say)
  const projects = here.flatMap((name) => ['--project', name])
  const others = process.argv.slice(2).filter((word, n, all) => word !== '--project' && all[n - 1] !== '--project')
  run([
    'node_modules/@playwright/test/cli.js',
    'test',
    '-c',
    'e2e/engines/playwright.config.ts',
    ...projects,
    ...others,
  ])
}
for (const name of missing) say(notRun(name))
process.exit(status || (missing.length > 0 && process.env.CI ? 1 : 0))

function run(args: string[]): void {
  if (status !== 0) return
  status = spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1
}

function notRun(name: EngineName): string {
  const packages = missingFor(name).join(' ')
  return `${name}: NOT RUN, it needs ${packages}. On Debian: apt-get install --no-install-recommends ${packages}`
}
