/** Which folder of `src` may ask for what, and the tree that `layers.ts` judges by it. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import manifest from '../package.json' with { type: 'json' }
import vite from '../vite.config.ts'
import { type Rules, sourceFile } from './layers.ts'

const root = join(import.meta.dirname, '..')
const screens = ['react', 'antd', '@ant-design/icons', 'zustand', 'i18next', 'react-i18next']
const data = ['@tanstack/react-query', '@tanstack/react-virtual']
const editor = ['commands', 'language', 'legacy-modes', 'merge', 'search', 'state', 'view'].map(
  (part) => `@codemirror/${part}`,
)

/** `words` and `look` are leaves that every screen uses. */
const layers: Rules['layers'] = {
  oss: { imports: [], packages: ['ali-oss', '@noble/hashes'] },
  engine: { imports: ['oss'], packages: ['@noble/hashes'], sealed: true },
  'hosts/page': { imports: ['engine', 'oss'], packages: ['idb', 'zustand', 'client-zip'] },
  'hosts/node': { imports: ['engine', 'oss', 'words'], packages: ['node', 'undici'] },
  words: { imports: ['engine', 'oss', 'hosts/page'], packages: ['i18next', 'react-i18next'] },
  look: { imports: ['words'], packages: [...screens, 'react-dom'] },
  session: { imports: ['oss', 'words', 'look'], packages: [...screens] },
  panel: { imports: ['hosts/page', 'engine', 'oss', 'words', 'look'], packages: [...screens, ...data] },
  browser: {
    imports: ['hosts/page', 'engine', 'oss', 'words', 'look', 'session', 'panel'],
    packages: [
      ...[...screens, ...data, ...editor],
      ...['react-dom', '@lezer/highlight', '@atlaskit/pragmatic-drag-and-drop', 'uqr', 'valibot'],
    ],
  },
  'main.tsx': {
    imports: ['hosts/page', 'engine', 'oss', 'words', 'look', 'session', 'panel', 'browser'],
    packages: [...screens, ...data, 'react-dom'],
  },
  'local-oss': { imports: [], packages: ['node', 'lmdb', 'hash-wasm', 'valibot'] },
  gateway: { imports: ['local-oss'], packages: ['node', 'ws', 'vite'] },
}

export const rules: Rules = {
  layers,
  aliases: { ...aliasesOfNode(manifest.imports), ...aliasesOfVite(vite.resolve?.alias) },
  // The local OSS is tried by the SDK as any client would use it.
  exclusive: { 'ali-oss': { layer: 'oss', but: ['src/local-oss/aliOss.test.ts'] } },
  noCircles: ['engine', 'hosts/page', 'hosts/node'],
}

/** `#name` in package.json: every target, whatever the condition, types included. `#name/*` is known by what stands before the star. */
export function aliasesOfNode(imports: object): Rules['aliases'] {
  return Object.fromEntries(Object.entries(imports).map(([name, to]) => [name.replace(/\/\*$/, ''), targetsIn(to)]))
}

function targetsIn(to: unknown): string[] {
  if (typeof to === 'string') return [to]
  return typeof to === 'object' && to !== null ? Object.values(to).flatMap(targetsIn) : []
}

function aliasesOfVite(alias: unknown): Rules['aliases'] {
  const known = Object.entries(alias as Record<string, string>)
  return Object.fromEntries(known.map(([name, file]) => [name, [`./${relative(root, file).replaceAll('\\', '/')}`]]))
}

/** All sources of the repository. */
export function tree(): Map<string, string> {
  const folders = ['src', 'test', 'e2e', 'bench', 'docs']
  const inside = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)),
  )
  const paths = [...inside, ...readdirSync(root)].filter((path) => sourceFile.test(path))
  return new Map(paths.map((path) => [path.replaceAll('\\', '/'), readFileSync(join(root, path), 'utf8')]))
}
