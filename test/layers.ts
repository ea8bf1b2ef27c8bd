/** Judges who imports whom: a pure function over the texts of all files, so that wrong trees can be shown to it too. */
import { isBuiltin } from 'node:module'
import { posix } from 'node:path'
import { type Import, readSource } from './imports.ts'

/** What the files of one folder, or one file, may ask for. */
type Layer = {
  /** Other layers. */
  imports: string[]
  /** From npm; `node` stands for all that comes with Node. */
  packages: string[]
  /** Knows neither page nor process: none of their globals. */
  sealed?: true
}

export type Rules = {
  layers: Record<string, Layer>
  /** What an import's name stands for besides itself: files from the root (`./src/…`) or packages. */
  aliases: Record<string, string[]>
  /** Packages that only one layer may name, tests and tools included; and the files that may all the same. */
  exclusive: Record<string, { layer: string; but: string[] }>
  /** Layers in which no imports go round in a circle. */
  noCircles: string[]
}

type Target = { file: string } | { pack: string }

/** What is parsed; anything else can only be imported. */
export const sourceFile = /\.[cm]?[jt]sx?$/

/**
 * Everything wrong with a tree, a line each; empty if all is right.
 * @param files texts by path from the root of the repository, `/` between folders.
 */
export function wrongImports(files: Map<string, string>, rules: Rules): string[] {
  const paths = [...files.keys()].filter((path) => sourceFile.test(path))
  const runs = new Map<string, string[]>()
  const wrong = paths.flatMap((path) => {
    const { imports, names, awaits } = readSource(path, files.get(path) ?? '')
    const layer = layerOf(path, rules)
    if (rules.noCircles.includes(layer ?? '')) runs.set(path, filesRun(path, imports, files, rules))
    return [
      ...(layer === undefined ? [`${path} lies in no layer`] : []),
      ...imports.flatMap((asked) => judge(path, asked, rules)),
      ...(awaits && mayBeInPage(layer, rules) ? [`${path} awaits at its top level`] : []),
      ...(rules.layers[layer ?? '']?.sealed ? globalsIn(names).map((name) => `${path} uses ${name}`) : []),
    ]
  })
  return [...new Set([...wrong, ...circles(runs)])]
}

/** There no module may await at its top level: WebKit evaluates what asks for such a one before what both share (WebKit bug 242740). */
function mayBeInPage(layer: string | undefined, rules: Rules): boolean {
  return layer !== 'outside' && !rules.layers[layer ?? '']?.packages.includes('node')
}

/** The layer of a file; `outside` for tests, tools and settings, undefined for what nobody declared in `src`. */
function layerOf(path: string, rules: Rules): string | undefined {
  const inside = /^src\/(.+)/.exec(path)?.[1]
  if (inside === undefined || path.includes('.test.')) return 'outside'
  return Object.keys(rules.layers).find((layer) => inside === layer || inside.startsWith(`${layer}/`))
}

function judge(path: string, { name }: Import, rules: Rules): string[] {
  if (name === undefined)
    return path.startsWith('src/') && !path.includes('.test.') ? [`${path} imports what no one can read`] : []
  return targetsOf(path, name, rules).flatMap((target) => {
    const to = 'file' in target ? target.file : target.pack
    const fine = 'file' in target ? mayReach(path, target.file, rules) : mayTake(path, target.pack, rules)
    return fine ? [] : [`${path} imports ${to}${to === name ? '' : ` (${name})`}`]
  })
}

function mayReach(path: string, file: string, rules: Rules): boolean {
  const from = layerOf(path, rules)
  const to = layerOf(file, rules)
  return (
    from === 'outside' || to === from || (to !== undefined && (rules.layers[from ?? '']?.imports.includes(to) ?? false))
  )
}

function mayTake(path: string, pack: string, rules: Rules): boolean {
  const owner = rules.exclusive[pack]
  if (owner && !path.startsWith(`src/${owner.layer}/`) && !owner.but.includes(path)) return false
  const from = layerOf(path, rules)
  return from === 'outside' || (rules.layers[from ?? '']?.packages.includes(pack) ?? false)
}

/** All that a name may stand for: a file, a package, or what an alias of package.json or of Vite makes of it. */
function targetsOf(path: string, name: string, rules: Rules): Target[] {
  const plain = name.replace(/\?.*$/, '')
  if (plain.startsWith('.')) return [{ file: posix.join(posix.dirname(path), plain) }]
  if (plain.startsWith('/')) return [{ file: plain.slice(1) }]
  const alias = Object.keys(rules.aliases).find((known) => plain === known || plain.startsWith(`${known}/`))
  const behind = (alias === undefined ? [] : (rules.aliases[alias] ?? [])).map(
    (to): Target => (to.startsWith('./') ? { file: posix.normalize(to) } : { pack: packageOf(to) }),
  )
  return behind.length > 0 && !isBuiltin(plain) ? behind : [...behind, { pack: packageOf(plain) }]
}

function packageOf(name: string): string {
  if (isBuiltin(name)) return 'node'
  const [first = '', second] = name.split('/')
  return first.startsWith('@') ? `${first}/${second}` : first
}

/** Page, storage, wire and process, as a program meets them without an import. */
const globals = new Set(
  `window self globalThis document navigator location localStorage sessionStorage indexedDB caches BroadcastChannel Worker
  SharedWorker WorkerGlobalScope MessageChannel postMessage fetch XMLHttpRequest WebSocket EventSource process Buffer require eval`.split(
    /\s+/,
  ),
)

function globalsIn(names: Set<string>): string[] {
  return [...names].filter((name) => globals.has(name) || /^(IDB|HTML|FileSystem)[A-Z]/.test(name))
}

function filesRun(path: string, imports: Import[], files: Map<string, string>, rules: Rules): string[] {
  return imports
    .filter(({ runs }) => runs)
    .flatMap(({ name }) => (name === undefined ? [] : targetsOf(path, name, rules)))
    .flatMap((target) => ('file' in target ? [target.file] : []))
    .map((file) => ['', '.ts', '.tsx', '/index.ts'].map((end) => file + end).find((known) => files.has(known)) ?? file)
}

/** Takes away, again and again, what imports nothing that is left or is imported by nothing that is left: what stays is circles. */
function circles(runs: Map<string, string[]>): string[] {
  const left = new Map([...runs].map(([path, to]) => [path, to.filter((file) => runs.has(file))]))
  for (let before = -1; before !== left.size; ) {
    before = left.size
    const reached = new Set([...left.values()].flat())
    for (const [path, to] of left) if (!reached.has(path) || !to.some((file) => left.has(file))) left.delete(path)
  }
  return left.size > 0 ? [`a circle of imports: ${[...left.keys()].join(', ')}`] : []
}
