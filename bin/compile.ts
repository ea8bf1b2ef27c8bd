/** Compiles the command into `bin/dist`, with all that it needs: it starts without a loader and without `node_modules`. */
import { build } from 'vite'

const root = `${import.meta.dirname}/..`

await build({
  root,
  configFile: false,
  publicDir: false,
  logLevel: 'error',
  ssr: { noExternal: true },
  build: {
    ssr: `${root}/src/hosts/node/main.ts`,
    outDir: 'bin/dist',
    emptyOutDir: true,
    target: 'node20',
    rolldownOptions: { output: { entryFileNames: 'main.js', chunkFileNames: '[name].js' } },
  },
})
