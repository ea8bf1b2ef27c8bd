import { describe, expect, it } from 'vitest'
import { aliasesOfNode, rules, tree } from '../test/layerRules.ts'
import { wrongImports } from '../test/layers.ts'
import tsconfig from '../tsconfig.json' with { type: 'json' }
import vite from '../vite.config.ts'

/** What is found wrong with one file, beside others that import nothing. */
function wrongIn(path: string, text: string): string[] {
  const others = [
    'src/engine/types.ts',
    'src/oss/types.ts',
    'src/hosts/page/store.ts',
    'src/hosts/node/main.ts',
    'src/ui/theme/ThemeProvider.tsx',
  ]
  return wrongImports(new Map([...others.map((other): [string, string] => [other, '']), [path, text]]), rules)
}

it('has no wrong import in the real tree', () => {
  const files = tree()
  expect(files.size).toBeGreaterThan(400)
  expect(wrongImports(files, rules)).toEqual([])
})

it('knows every place that can give a name another meaning', () => {
  expect(Object.keys(rules.aliases)).toEqual(
    expect.arrayContaining(['#ali-oss/request', '#ali-oss/signer', 'crypto', 'qs']),
  )
  expect(Array.isArray(vite.resolve?.alias)).toBe(false)
  expect('paths' in tsconfig.compilerOptions).toBe(false)
})

describe('every form of import is seen', () => {
  const forms = [
    "import { useJobs } from '../hosts/page/store.ts'",
    "import '../hosts/page/store.ts'",
    "import { type Jobs } from '../hosts/page/store'",
    "import type { Jobs } from '../hosts/page/store.ts'",
    "export { useJobs } from '../hosts/page/store.ts'",
    "export type { Jobs } from '../hosts/page/store.ts'",
    "export * from '../hosts/page/store.ts'",
    "export * as store from '../hosts/page/store.ts'",
    "const store = await import('../hosts/page/store.ts')",
    'const store = await import(`../hosts/page/store.ts`)',
    "const store = await import(\n  /* lazy */\n  '../hosts/page/store.ts',\n)",
    "let jobs: import('../hosts/page/store.ts').Jobs",
    "let store: typeof import('../hosts/page/store.ts')",
    "import store = require('../hosts/page/store.ts')",
    "const text = (load: NodeRequire) => require.resolve('../hosts/page/store.ts')",
    "createRequire(import.meta.url)('../hosts/page/store.ts')",
    "const url = new URL('../hosts/page/store.ts', import.meta.url)",
    "const url = import.meta.resolve('../hosts/page/store.ts')",
    "const all = import.meta.glob('../hosts/page/*.ts')",
    "const all = import.meta.glob(['./plan/*.ts', '../hosts/page/*.ts'])",
    "vi.mock('../hosts/page/store.ts')",
    "vi.mock(import('../hosts/page/store.ts'))",
    "const real = await vi.importActual('../hosts/page/store.ts')",
    "import text from '../hosts/page/store.ts?raw'",
    "import { useJobs } from '/src/hosts/page/store.ts'",
    '/// <reference path="../hosts/page/store.ts" />',
  ]
  it.each(forms)('%s', (form) => {
    expect(wrongIn('src/engine/wrong.ts', form).join()).toContain('src/engine/wrong.ts imports src/hosts/page/')
  })

  it('a target that is computed', () => {
    const text = 'const name = location.hash\nvoid import(name)'
    expect(wrongIn('src/app/wrong.ts', text)).toEqual(['src/app/wrong.ts imports what no one can read'])
  })

  it('no import in a text or a comment, and none that is right', () => {
    const text =
      "// import '../hosts/page/store.ts'\nconst text = \"import '../hosts/page/store.ts'\"\nimport type { Ref } from '../oss/types.ts'"
    expect(wrongIn('src/engine/right.ts', text)).toEqual([])
  })

  it.each(['await 1', 'export const it = { is: await go() }', 'for await (const one of all) go(one)'])(
    'an await at the top level of what may be in the page: %s',
    (text) => {
      expect(wrongIn('src/app/wrong.ts', `export {}\n${text}`)).toEqual(['src/app/wrong.ts awaits at its top level'])
      expect(wrongIn('src/app/right.ts', `const late = async () => { ${text.replace('export ', '')} }`)).toEqual([])
      expect(wrongIn('src/local-oss/right.ts', `export {}\n${text}`)).toEqual([])
    },
  )

  it('a file that can not be parsed does not pass', () => {
    expect(() => wrongIn('src/engine/wrong.ts', "import { from '../hosts/page/store.ts'")).toThrow(
      'src/engine/wrong.ts',
    )
  })
})

describe('every wrong arrow is seen', () => {
  const arrows: [from: string, to: string][] = [
    ['oss', '../engine/types.ts'],
    ['engine', '../app/jobs-panel/job/JobRow.tsx'],
    ['engine', '../i18n/i18n.ts'],
    ['hosts/page', '../node/main.ts'],
    ['hosts/node', '../page/store.ts'],
    ['hosts/page', '../../app/queries/queries.ts'],
    ['ui', '../app/jobs-panel/panel.css'],
    ['app/session', '../../engine/types.ts'],
    ['app/sign-in', '../listing/rows.ts'],
    ['app/jobs-panel', '../listing/rows.ts'],
    ['app/jobs-panel', '../session/session.ts'],
    ['local-oss', '../oss/types.ts'],
    ['local-oss', '../gateway/gateway.ts'],
    ['gateway', '../oss/types.ts'],
    ['local-oss', '../engine/run/crc64.ts'],
    ['app', '../local-oss/server.ts'],
    ['app', '../gateway/gateway.ts'],
    ['app', '../main.tsx'],
    ['engine', '../../test/ferry.ts'],
    ['engine', '../layers.test.ts'],
    ['engine', './types.test.ts'],
  ]
  it.each(arrows)('%s -> %s', (from, to) => {
    expect(wrongIn(`src/${from}/wrong.ts`, `import '${to}'`)).toHaveLength(1)
  })

  it('the page begins in main.tsx, which knows neither Node nor the servers', () => {
    for (const name of ['node:fs', './local-oss/server.ts', './hosts/node/main.ts'])
      expect(wrongIn('src/main.tsx', `import '${name}'`), name).toHaveLength(1)
  })

  it('a folder or a file that no one declared', () => {
    expect(wrongIn('src/utils/strings.ts', '')).toEqual(['src/utils/strings.ts lies in no layer'])
    expect(wrongIn('src/hosts/desktop/main.ts', '')).toEqual(['src/hosts/desktop/main.ts lies in no layer'])
    expect(wrongIn('src/strings.js', '')).toEqual(['src/strings.js lies in no layer'])
  })
})

describe('only src/oss knows the SDK', () => {
  const names = ['ali-oss', 'ali-oss?url', 'ali-oss/lib/common/signUtils.js', '#ali-oss/signer', '#ali-oss/request']
  const places = [
    'engine/wrong.ts',
    'hosts/node/wrong.ts',
    'app/wrong.tsx',
    'local-oss/wrong.ts',
    'gateway/wrong.ts',
    'engine/wrong.test.ts',
    'main.tsx',
  ]
  it.each(names)('%s', (name) => {
    for (const path of places.map((place) => `src/${place}`))
      expect(wrongIn(path, `import x from '${name}'`).join()).toContain(`${path} imports ali-oss`)
    expect(wrongIn('test/wrong.ts', `import x from '${name}'`).join()).toContain('test/wrong.ts imports ali-oss')
    expect(wrongIn('src/oss/right.ts', `import x from '${name}'`)).toEqual([])
  })

  it('an alias of package.json in any of its forms', () => {
    const imports = {
      '#sdk': 'ali-oss',
      '#inner/*': './src/hosts/page/*',
      '#both': { node: { default: ['ali-oss/lib/client.js'] } },
    }
    const aliases = aliasesOfNode(imports)
    const files = new Map([['src/engine/wrong.ts', "import '#sdk'\nimport '#inner/store.ts'\nimport '#both'"]])
    expect(wrongImports(files, { ...rules, aliases })).toEqual([
      'src/engine/wrong.ts imports ali-oss (#sdk)',
      'src/engine/wrong.ts imports src/hosts/page/* (#inner/store.ts)',
      'src/engine/wrong.ts imports ali-oss (#both)',
    ])
  })

  it('another alias of package.json, and one of Vite', () => {
    const aliases = { '#sdk': ['ali-oss'], store: ['./src/hosts/page/store.ts'] }
    const text = "import '#sdk'\nimport 'store'\nimport 'store/deep'"
    const files = new Map([['src/engine/wrong.ts', text]])
    expect(wrongImports(files, { ...rules, aliases })).toEqual([
      'src/engine/wrong.ts imports ali-oss (#sdk)',
      'src/engine/wrong.ts imports src/hosts/page/store.ts (store)',
      'src/engine/wrong.ts imports src/hosts/page/store.ts (store/deep)',
    ])
  })
})

describe('the engine knows no page, no storage and no Node', () => {
  const packages =
    `react react-dom react/jsx-runtime antd antd/es/button zustand zustand/middleware @tanstack/react-query idb ws undici lmdb
    vite node:fs node:fs/promises fs crypto #unknown`.split(/\s+/)
  it.each(packages)('imports no %s', (name) => {
    expect(wrongIn('src/engine/wrong.ts', `import '${name}'`)).not.toEqual([])
  })

  it('has no markup, which imports React unseen', () => {
    expect(wrongIn('src/engine/wrong.tsx', 'export const row = <div />')).toEqual([
      'src/engine/wrong.tsx imports react (react/jsx-runtime)',
    ])
    expect(wrongIn('src/engine/wrong.ts', '/// <reference types="react" />')).toEqual([
      'src/engine/wrong.ts imports react',
    ])
  })

  const uses: [use: string, name: string][] = [
    ['window.open()', 'window'],
    ['document.title', 'document'],
    ['const { length } = localStorage', 'localStorage'],
    ["sessionStorage['a']", 'sessionStorage'],
    ["indexedDB.open('a')", 'indexedDB'],
    ['if (navigator.onLine) count()', 'navigator'],
    ["new BroadcastChannel('a')", 'BroadcastChannel'],
    ["new Worker(new URL('./types.ts', import.meta.url))", 'Worker'],
    ['const { localStorage: kept } = globalThis', 'globalThis'],
    ['self.postMessage(1)', 'self'],
    ['const env = { ...process.env }', 'process'],
    ["await fetch('/')", 'fetch'],
    ['let row: HTMLElement', 'HTMLElement'],
    ['type Db = IDBDatabase', 'IDBDatabase'],
  ]
  it.each(uses)('%s', (use, name) => {
    expect(wrongIn('src/engine/wrong.ts', use)).toContain(`src/engine/wrong.ts uses ${name}`)
  })

  it('may use such words for what is its own', () => {
    const text =
      "const sizes = { window: 1, document: 'a' }\nexport const wide = sizes.window\nexport type Limits = { window: number }"
    expect(wrongIn('src/engine/right.ts', text)).toEqual([])
  })
})

it('no imports go round in a circle inside the engine and its hosts', () => {
  const round = new Map([
    ['src/engine/a.ts', "import { b } from './b.ts'"],
    ['src/engine/b.ts', "export { c } from './run/c'"],
    ['src/engine/run/c.ts', "const { a } = void import('../a.ts')"],
    ['src/engine/before.ts', "import './a.ts'"],
    ['src/engine/behind.ts', ''],
  ])
  expect(wrongImports(round, rules)).toEqual([
    'a circle of imports: src/engine/a.ts, src/engine/b.ts, src/engine/run/c.ts',
  ])
  expect(wrongImports(round.set('src/engine/b.ts', "import type { C } from './run/c.ts'"), rules)).toEqual([])
})

// A file that is loaded in mid job is not to be had while the gateway is gone, and a browser may remember that it was not.
it('what runs jobs loads nothing late', () => {
  const late = (text: string) => /\bimport\(/.test(text.replaceAll(/^\s*(\/\*\*|\*|\/\/).*$/gm, ''))
  expect(late("const { planUndo } = await import('./undo.ts')")).toBe(true)
  const engine = [...tree()].filter(([path]) => /^src\/(engine|hosts\/page)\/(?!.*\.test\.)/.test(path))
  expect(engine.length).toBeGreaterThan(150)
  expect(engine.filter(([, text]) => late(text)).map(([path]) => path)).toEqual([])
})
