import { defineConfig, mergeConfig } from 'vite'
import page from './vite.config.ts'

/** The page of all parts as one file, for tests and pictures; people have it at `/playground.html` of `npm run dev`. */
export default defineConfig(
  mergeConfig(page, {
    build: {
      outDir: 'dist-playground',
      minify: false,
      rolldownOptions: { input: 'playground.html', output: { codeSplitting: false } },
    },
  }),
)
