import { argv, exit, stderr } from 'node:process'

/** `npm run bench -- NAME`. */
const benches: Record<string, () => Promise<unknown>> = {
  listing: () => import('./listing.ts'),
  server: () => import('./server.ts'),
  command: async () => (await import('./command.ts')).benchCommand(),
  copy: () => import('./copy.ts'),
  metadata: async () => (await import('./metadata.ts')).benchMetadata(),
  growth: async () => (await import('./growth.ts')).growth(),
  soak: () => import('./soak.ts'),
}

const run = benches[argv[2] ?? '']
if (run) await run()
else {
  stderr.write(`Usage: npm run bench -- ${Object.keys(benches).join('|')}\n`)
  exit(2)
}
