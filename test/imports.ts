/** What one source file asks for: every import, in whatever form, and every name that it says without defining it as a property. */
import { parseSync } from 'vite'

type Node = { type: string } & Record<string, unknown>

/** `name` as it is written; undefined if it is computed, so that nobody can tell. `runs`: not only types are taken. */
export type Import = { name: string | undefined; runs: boolean }

/** What a file asks for; `awaits`: it is not evaluated at once. */
export type SourceFacts = { imports: Import[]; names: Set<string>; awaits: boolean }

/**
 * Parses one TypeScript file (Vite's own parser) and collects what it asks for.
 * @throws Error if the text can't be parsed: a file that nobody can read must not pass.
 */
export function readSource(path: string, text: string): SourceFacts {
  const { program, comments, errors } = parseSync(path, text)
  if (errors[0]) throw new Error(`${path}: ${errors[0].message}`)
  const module = program as unknown as Node
  const imports = comments.flatMap(({ value }) => referenceIn(value))
  const facts: SourceFacts = { imports, names: new Set(), awaits: awaits(module) }
  visit(module, facts)
  return facts
}

/** Outside of any function. */
function awaits(node: Node): boolean {
  if (/Function/.test(node.type)) return false
  if (node.type === 'AwaitExpression' || node.await === true) return true
  return Object.values(node)
    .flat()
    .some((child) => isNode(child) && awaits(child))
}

/** `/// <reference types="react" />` */
function referenceIn(comment: string): Import[] {
  const [, kind, name] = /^\/\s*<reference\s+(types|path)\s*=\s*["']([^"']+)/.exec(comment) ?? []
  return name === undefined ? [] : [{ name: kind === 'path' ? beside(name) : name, runs: false }]
}

function visit(node: Node, facts: SourceFacts): void {
  facts.imports.push(...importsOf(node))
  for (const [field, value] of Object.entries(node))
    for (const child of Array.isArray(value) ? value : [value]) {
      if (!isNode(child)) continue
      if (child.type === 'Identifier' && !isProperty(node, field)) facts.names.add(String(child.name))
      visit(child, facts)
    }
}

/** The name of a member or of a key (`x.window`, `{ window: 1 }`) says nothing of the global. */
function isProperty(node: Node, field: string): boolean {
  return (field === 'property' || field === 'key') && node.computed !== true
}

function importsOf(node: Node): Import[] {
  switch (node.type) {
    case 'ImportDeclaration':
      return [{ name: textOf(node.source), runs: node.importKind !== 'type' }]
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration':
      return node.source ? [{ name: textOf(node.source), runs: node.exportKind !== 'type' }] : []
    case 'TSImportType':
      return [{ name: textOf(node.source), runs: false }]
    case 'ImportExpression':
      return [{ name: textOf(node.source), runs: true }]
    case 'TSExternalModuleReference':
      return [{ name: textOf(node.expression), runs: true }]
    case 'JSXElement':
    case 'JSXFragment':
      return [{ name: 'react/jsx-runtime', runs: true }]
    case 'CallExpression':
      return loads(node.callee) ? argumentsOf(node, (name) => name) : []
    case 'NewExpression':
      return dotted(node.callee) === 'URL' && isOwnUrl(node) ? argumentsOf(node, beside) : []
    default:
      return []
  }
}

const loaders = new Set(['require', 'require.resolve', 'import.meta.resolve', 'import.meta.glob'])
const mocks = new Set(
  ['mock', 'doMock', 'unmock', 'doUnmock', 'importActual', 'importMock'].map((name) => `vi.${name}`),
)

function loads(callee: unknown): boolean {
  const name = dotted(callee)
  if (name !== undefined) return loaders.has(name) || mocks.has(name)
  return isNode(callee) && callee.type === 'CallExpression' && dotted(callee.callee) === 'createRequire'
}

/** What a call loads: its first argument, which may be a list. `vi.mock(import('./x'))` says it inside. */
function argumentsOf(node: Node, resolve: (name: string) => string): Import[] {
  const [first] = node.arguments as unknown[]
  if (isNode(first) && first.type === 'ImportExpression') return []
  const asked = isNode(first) && first.type === 'ArrayExpression' ? (first.elements as unknown[]) : [first]
  return asked.map(textOf).map((name) => ({ name: name === undefined ? name : resolve(name), runs: true }))
}

/** `new URL('worker.ts', import.meta.url)` looks beside the file, with `./` or without. */
function isOwnUrl(node: Node): boolean {
  return dotted((node.arguments as unknown[])[1]) === 'import.meta.url'
}

function beside(name: string): string {
  return /^(\.|\/|\w+:)/.test(name) ? name : `./${name}`
}

/** `a.b.c` as a text. */
function dotted(node: unknown): string | undefined {
  if (!isNode(node)) return undefined
  if (node.type === 'Identifier') return String(node.name)
  if (node.type === 'MetaProperty') return 'import.meta'
  if (node.type !== 'MemberExpression') return undefined
  const object = dotted(node.object)
  const property = node.computed ? textOf(node.property) : dotted(node.property)
  return object === undefined || property === undefined ? undefined : `${object}.${property}`
}

/** The text of a literal, or of a template that has nothing to fill in. */
function textOf(node: unknown): string | undefined {
  if (!isNode(node)) return undefined
  if (node.type === 'Literal') return String(node.value)
  const [only, more] = node.type === 'TemplateLiteral' ? (node.quasis as { value: { cooked: string } }[]) : []
  return more ? undefined : only?.value.cooked
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string'
}
