import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** What the page is built from; `src/local-oss` is no part of it, and of `src/gateway` only the page's policy. */
const SOURCES = ['src', 'public', 'index.html', 'vite.config.ts', 'package-lock.json']

/**
 * Builds the page of the project at `root` into `dist` when it was never built or a source is newer. Resolves with the folder.
 * `say` is told before it takes its seconds. Throws what the build throws.
 */
export async function buildPage(root: string, say: (line: string) => void): Promise<string> {
  const page = join(root, 'dist')
  if (newest([join(page, 'index.html')]) < newest(SOURCES.map((name) => join(root, name)))) {
    say('Building the page. This happens once.')
    const { build } = await import('vite')
    await build({ root, logLevel: 'error' })
  }
  return page
}

/** The latest change among files and everything in folders, ms since 1970; 0 when there is nothing. */
function newest(paths: string[]): number {
  const times = paths.map((path) => {
    const found = statSync(path, { throwIfNoEntry: false })
    if (!found) return 0
    if (!found.isDirectory()) return found.mtimeMs
    const names = readdirSync(path).filter((name) => !(path.endsWith('src') && name === 'local-oss'))
    return newest(names.map((name) => join(path, name)))
  })
  return Math.max(0, ...times)
}
