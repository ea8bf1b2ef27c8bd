import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Plugin } from 'vite'
import { startVitest } from 'vitest/node'
import { type Mutant, mutantsOf } from './mutants.ts'

/**
 * Turns each condition of a module round, one at a time, and demands that a test fails: `npm run mutation -- MODULE TEST…`. Exits with 1
 * if one survives, with 2 if the tests fail as it is.
 */

const [given = '', ...tests] = process.argv.slice(2)
const module = resolve(given)

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

/** Whether there are tests, and all of them pass with this text in the module's place. */
async function passes(code: string): Promise<boolean> {
  const mutant: Plugin = {
    name: 'mutant',
    enforce: 'pre',
    transform: (_code, id) => (id.split('?')[0] === module ? { code, map: null } : null),
  }
  // Without `vitest.config.ts`: the projects that it makes would know nothing of the mutant, and every one would survive.
  const options = { config: false as const, watch: false, bail: 1, maxWorkers: 1, testTimeout: 60_000, reporters: [{}] }
  const vitest = await startVitest('test', tests, options, { plugins: [mutant] })
  const files = vitest.state.getFiles()
  const isGreen = files.length > 0 && files.every(({ result }) => result?.state === 'pass')
  await vitest.close()
  return isGreen
}

async function survives({ line, from, to, code }: Mutant): Promise<boolean> {
  const survived = await passes(code)
  say(`${survived ? 'SURVIVED' : 'caught'}  ${given}:${line}  ${from}  ->  ${to}`)
  return survived
}

/** The exit code. */
async function run(): Promise<number> {
  const code = readFileSync(module, 'utf8')
  if (!(await passes(code))) {
    say('The tests fail without any change.')
    return 2
  }
  const mutants = mutantsOf(code)
  const survivors: Mutant[] = []
  for (const mutant of mutants) if (await survives(mutant)) survivors.push(mutant)
  say(`${mutants.length - survivors.length} of ${mutants.length} were caught.`)
  return survivors.length > 0 || mutants.length === 0 ? 1 : 0
}

process.exitCode = await run()
