import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { ferryServer, policyInPage } from './src/gateway/plugin.ts'

const shim = (name: string) => fileURLToPath(new URL(`src/oss/shims/${name}.ts`, import.meta.url))

export default defineConfig({
  // Below any path of any host: what is built names its files by where it lies itself.
  base: './',
  plugins: [react(), ferryServer(), policyInPage()],
  // What ali-oss's signer and request builder ask of Node, and of libraries that do more (src/oss/sdk.ts).
  resolve: {
    alias: {
      buffer: shim('buffer'),
      crypto: shim('crypto'),
      dateformat: shim('dateformat'),
      mime: shim('mime'),
      path: shim('node'),
      qs: shim('qs'),
      stream: shim('node'),
      url: shim('node'),
    },
  },
  define: { 'process.browser': 'false' },
  worker: { format: 'es' },
  // No other origin of this computer reads what the server of the page answers.
  server: { host: '127.0.0.1', port: 5173, strictPort: true, cors: false },
  build: {
    target: 'es2022',
    license: { fileName: 'licenses.md' },
    rolldownOptions: {
      // antd's parts are modules without side effects that don't say so: of a part that is not used nothing remains.
      treeshake: { moduleSideEffects: [{ test: /node_modules[\\/]@rc-component[\\/].*\.js$/, sideEffects: false }] },
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 30 },
            // All that the first page needs, in one piece: else what it shares with later parts comes in twenty.
            { name: 'first', test: /./, tags: ['$initial'], priority: 20 },
            // And all that the browser behind it needs.
            {
              name: 'shell',
              test: /src[\\/]app[\\/]shell[\\/]Shell\.tsx$/,
              priority: 10,
            },
          ],
        },
      },
    },
  },
})
