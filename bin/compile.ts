/** Compiles command and server into `bin/dist`, with all that they need but the index of the local OSS, which is native. */
import { build } from 'vite'

const root = `${import.meta.dirname}/..`
/** What ali-oss asks of libraries that do far more, as in the page: a request is signed in nine tenths of the time, and 105 kB are not loaded. */
const shim = (name: string) => `${root}/src/oss/shims/${name}.ts`

await build({
  root,
  configFile: false,
  publicDir: false,
  logLevel: 'error',
  resolve: { alias: { dateformat: shim('dateformat'), qs: shim('qs') } },
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
