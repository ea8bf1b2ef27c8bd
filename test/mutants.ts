import { parseAst } from 'vite'

/** One condition of a source text turned round. */
export type Mutant = { line: number; from: string; to: string; code: string }

type Node = { type: string; start: number; end: number; [field: string]: unknown }
type Edit = { start: number; end: number; to: string }

const opposite: Record<string, string> = {
  '===': '!==',
  '!==': '===',
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
}

/**
 * Every condition turned round, one at a time: what `if`, `?:` and `!` ask, each side of `&&`, `||` and `??`, the operators themselves,
 * and every comparison.
 */
export function mutantsOf(code: string): Mutant[] {
  const edits = new Map<string, Edit>()
  const add = (edit: Edit) => edits.set(`${edit.start} ${edit.end} ${edit.to}`, edit)
  visit(parseAst(code, { lang: 'ts' }) as unknown as Node, (node) => {
    for (const edit of editsOf(node, code)) add(edit)
  })
  const inOrder = [...edits.values()].sort((a, b) => a.start - b.start)
  return inOrder.map(({ start, end, to }) => ({
    line: code.slice(0, start).split('\n').length,
    from: code.slice(start, end),
    to,
    code: code.slice(0, start) + to + code.slice(end),
  }))
}

function editsOf(node: Node, code: string): Edit[] {
  if (node.type === 'IfStatement' || node.type === 'ConditionalExpression') return [turned(node.test as Node, code)]
  if (node.type === 'BinaryExpression') return String(node.operator) in opposite ? [turned(node, code)] : []
  if (node.type === 'UnaryExpression') return node.operator === '!' ? [turned(node, code)] : []
  if (node.type !== 'LogicalExpression') return []
  const [left, right] = [node.left as Node, node.right as Node]
  if (node.operator === '??') return [{ ...spanOf(node), to: code.slice(left.start, left.end) }]
  const between = code.slice(left.end, right.start)
  const swapped = between.replace(/&&|\|\|/, (operator) => (operator === '&&' ? '||' : '&&'))
  return [turned(left, code), turned(right, code), { start: left.end, end: right.start, to: swapped }]
}

/** `a === b` becomes `a !== b`, `!a` becomes `a`, anything else `!(a)`. */
function turned(node: Node, code: string): Edit {
  const text = code.slice(node.start, node.end)
  if (node.type === 'UnaryExpression' && node.operator === '!') return { ...spanOf(node), to: text.slice(1) }
  const other = node.type === 'BinaryExpression' ? opposite[String(node.operator)] : undefined
  if (!other) return { ...spanOf(node), to: `!(${text})` }
  const [left, right] = [node.left as Node, node.right as Node]
  const between = code.slice(left.end, right.start).replace(String(node.operator), other)
  return { ...spanOf(node), to: code.slice(node.start, left.end) + between + code.slice(right.start, node.end) }
}

const spanOf = ({ start, end }: Node) => ({ start, end })

function visit(node: unknown, see: (node: Node) => void): void {
  if (Array.isArray(node)) for (const one of node) visit(one, see)
  if (typeof node !== 'object' || node === null || !('type' in node)) return
  see(node as Node)
  for (const value of Object.values(node)) visit(value, see)
}
