import { execFile } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join, sep } from 'node:path'
import { promisify } from 'node:util'

const sources = ['src', 'public', 'index.html', 'vite.config.ts', 'package-lock.json']
/** Of `src/gateway` the page has its policy. */
const alsoOfThePage = ['src/gateway/plugin.ts', 'src/gateway/securityHeaders.ts']
/** In `src`, and no part of the page. */
export const otherPrograms = ['src/local-oss', 'src/gateway', 'src/hosts/node']
const isTest = /\.test\.tsx?$/

/**
 * Builds the page of the project at `root` into `dist` when it was never built or a source is newer. Resolves with the folder.
 * `say` is told before it takes its seconds. Throws what the build throws.
 */
export async function buildPage(root: string, say: (line: string) => void): Promise<string> {
  const page = join(root, 'dist')
  const changed = newest([...sources, ...alsoOfThePage], root)
  if (newest(['dist/index.html'], root) < changed) {
    say('Building the page. This happens once.')
    await build(root)
  }
  return page
}

/** In a process of its own: of whoever starts it, NODE_ENV may say that this is no production, and the page would be twice as heavy. */
async function build(root: string): Promise<void> {
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  const env = { ...process.env, NODE_ENV: 'production' }
  await promisify(execFile)(process.execPath, [vite, 'build', '--logLevel', 'error'], { cwd: root, env })
}

/** The latest change among files and everything of the page in folders, ms since 1970; 0 when there is nothing. Paths are below `root`. */
function newest(paths: string[], root: string): number {
  const times = paths.map((path) => {
    const found = statSync(join(root, path), { throwIfNoEntry: false })
    if (!found) return 0
    if (!found.isDirectory()) return found.mtimeMs
    const inside = readdirSync(join(root, path)).map((name) => join(path, name))
    return newest(inside.filter(isOfThePage), root)
  })
  return Math.max(0, ...times)
}

function isOfThePage(path: string): boolean {
  return !isTest.test(path) && !otherPrograms.includes(path.replaceAll(sep, '/'))
}
