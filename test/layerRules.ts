/** Which folder of `src` may ask for what, and the tree that `layers.ts` judges by it. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import manifest from '../package.json' with { type: 'json' }
import vite from '../vite.config.ts'
import { type Rules, sourceFile } from './layers.ts'

const root = join(import.meta.dirname, '..')
const screens = ['react', 'antd', '@ant-design/icons', 'zustand', 'i18next', 'react-i18next']
const data = ['@tanstack/react-query']
const editor = ['commands', 'language', 'legacy-modes', 'merge', 'search', 'state', 'view'].map(
  (part) => `@codemirror/${part}`,
)

/** `i18n` and `ui` are leaves that every screen uses. What lies deeper stands before what it lies in: the first that fits is taken. */
const layers: Rules['layers'] = {
  oss: { imports: [], packages: ['ali-oss', '@noble/hashes'] },
  engine: { imports: ['oss'], packages: ['@noble/hashes'], sealed: true },
  'hosts/page': { imports: ['engine', 'oss'], packages: ['idb', 'zustand', 'client-zip'] },
  'hosts/node': { imports: ['engine', 'oss', 'i18n', 'proxy'], packages: ['node', 'undici'] },
  i18n: { imports: ['engine', 'oss', 'hosts/page'], packages: ['i18next', 'react-i18next', 'react'] },
  ui: { imports: ['oss', 'i18n'], packages: [...screens, 'react-dom', 'valibot'] },
  'app/address': { imports: ['oss'], packages: [] },
  'app/session': { imports: ['oss', 'i18n', 'ui'], packages: ['zustand'] },
  'app/sign-in': { imports: ['app/session', 'app/address', 'oss', 'i18n', 'ui'], packages: screens },
  'app/jobs-panel': { imports: ['hosts/page', 'engine', 'oss', 'i18n', 'ui'], packages: [...screens, ...data] },
  app: {
    imports: ['app/jobs-panel', 'app/session', 'app/address', 'hosts/page', 'engine', 'oss', 'i18n', 'ui'],
    packages: [
      ...[...screens, ...data, ...editor],
      ...['react-dom', '@lezer/highlight', '@atlaskit/pragmatic-drag-and-drop', 'uqr', 'valibot'],
    ],
  },
  'main.tsx': {
    imports: ['app', 'app/sign-in', 'app/session', 'hosts/page', 'engine', 'oss', 'i18n', 'ui'],
    packages: [...screens, ...data, 'react-dom'],
  },
  // Of the dev server alone: nothing of the page asks for it.
  playground: {
    imports: ['app', 'app/jobs-panel', 'app/sign-in', 'app/session', 'hosts/page', 'engine', 'oss', 'i18n', 'ui'],
    packages: [...screens, ...data, 'react-dom', 'fake-indexeddb'],
  },
  'local-oss': { imports: [], packages: ['node', 'lmdb', 'hash-wasm', 'valibot'] },
  // How the command and the gateway get past the HTTP proxy of a company.
  proxy: { imports: [], packages: ['node'] },
  gateway: { imports: ['local-oss', 'proxy'], packages: ['node', 'ws', 'vite'] },
}

export const rules: Rules = {
  layers,
  aliases: { ...aliasesOfNode(manifest.imports), ...aliasesOfVite(vite.resolve?.alias) },
  // The local OSS is tried by the SDK as any client would use it.
  exclusive: { 'ali-oss': { layer: 'oss', but: ['test/aliOss.ts'] } },
  noCircles: [
    'engine',
    'hosts/page',
    'hosts/node',
    'i18n',
    'ui',
    'app/session',
    'app/sign-in',
    'app/jobs-panel',
    'app',
  ],
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
