#!/usr/bin/env node
import { existsSync } from 'node:fs'

const args = process.argv.slice(2)
const isOfPlan = args.some((word) => ['plan', 'run', 'undo', 'report', 'verify', '--help', '-h'].includes(word))

if (!existsSync(new URL('dist/main.js', import.meta.url))) {
  process.stderr.write('The command is not compiled yet: npm run prepare\n')
  process.exit(2)
}
// `npx oss-ferry` alone, or with options, starts the page.
if (args[0] === 'start') await serve(args.slice(1))
else if (args.length === 0 || (args[0].startsWith('-') && !isOfPlan)) await serve(args)
else await carryOut(args)

async function serve(args) {
  const { serve } = await import('./dist/serve.js')
  await serve(args)
}

async function carryOut(args) {
  const { main } = await import('./dist/main.js')
  const code = await main(args)
  // Connections and timers that are left have nothing more to do; what was written has to arrive.
  process.stdout.write('', () => process.stderr.write('', () => process.exit(code)))
}
