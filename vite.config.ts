import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { ferryServer } from './src/server/plugin.ts'

export default defineConfig({
  plugins: [react(), ferryServer()],
  worker: { format: 'es' },
  server: { host: '127.0.0.1', port: 5173, strictPort: true },
  build: {
    target: 'es2022',
    // ali-oss is one file of this size, loaded after the first page.
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 30 },
            // Only what the first page needs: a group without the tag would pull lazily loaded parts into it.
            { name: 'vendor', test: /node_modules/, tags: ['$initial'], priority: 20 },
          ],
        },
      },
    },
  },
})
