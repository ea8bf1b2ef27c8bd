/** Compiles command and server into `bin/dist`, with all that they need but the index of the local OSS, which is native. */
import { build } from 'vite'

const root = `${import.meta.dirname}/..`

await build({
  root,
  configFile: false,
  publicDir: false,
  logLevel: 'error',
  ssr: { noExternal: true, external: ['lmdb', 'bufferutil', 'utf-8-validate'] },
  build: {
    ssr: true,
    outDir: 'bin/dist',
    emptyOutDir: true,
    target: 'node20',
    license: { fileName: 'licenses.md' },
    rolldownOptions: {
      input: { main: `${root}/src/hosts/node/main.ts`, serve: `${root}/src/gateway/packed.ts` },
      output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
    },
  },
})
