#!/usr/bin/env node
import { existsSync } from 'node:fs'

const compiled = new URL('dist/main.js', import.meta.url)
if (!existsSync(compiled)) {
  process.stderr.write('The command is not compiled yet: npm run prepare\n')
  process.exit(2)
}
const { main } = await import(compiled.href)
const code = await main(process.argv.slice(2))
// Connections and timers that are left have nothing more to do; what was written has to arrive.
process.stdout.write('', () => process.stderr.write('', () => process.exit(code)))
