import { execFileSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Once before the tests: the command that they start is never older than its source. */
export function setup(): void {
  const compiled = statSync('bin/dist/serve.js', { throwIfNoEntry: false })?.mtimeMs ?? 0
  const sources = [
    'src/hosts/node',
    'src/engine',
    'src/oss',
    'src/i18n',
    'src/gateway',
    'src/local-oss',
    'src/proxy',
  ].flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)))
  const newest = Math.max(...[...sources, 'bin/compile.ts', 'package-lock.json'].map((path) => statSync(path).mtimeMs))
  if (newest >= compiled) {
    const env = { ...process.env, NODE_ENV: 'production' }
    execFileSync(process.execPath, ['--import', 'tsx', 'bin/compile.ts'], { env })
  }
}
