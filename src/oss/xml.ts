import { ownValue } from './ownValue.ts'

/** One element of an answer. */
export type Element = { name: string; text: string; children: Element[] }

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/**
 * Reads OSS's answers: elements, text, character references; no attributes, no DOCTYPE. A page has DOMParser, a Worker has not,
 * and a listing of 1000 keys must cost a few ms only: it goes from bracket to bracket, which takes a third of
 * the time of a pattern.
 * @throws SyntaxError when the elements don't nest.
 */
export function readXml(source: string): Element {
  const root: Element = { name: '', text: '', children: [] }
  const open = [root]
  let end = -1
  for (let start = source.indexOf('<'); start >= 0 && open.length > 0; start = source.indexOf('<', end)) {
    if (start > end + 1) addText(open, source.slice(end + 1, start))
    end = source.indexOf('>', start)
    if (end < 0) break
    readTag(open, source.slice(start + 1, end))
  }
  const top = root.children[0]
  if (!top || end < 0 || open.length !== 1) throw new SyntaxError('The answer is not well-formed XML')
  return top
}

/**
 * The texts of every element of that name, each by the names of what it holds, and all the rest as `readXml` reads it. A listing has a thousand
 * of them, and as elements they take twice the time. Only for elements whose children have different names.
 * @throws SyntaxError when the rest doesn't nest, or such an element has no end.
 */
export function readEach(source: string, name: string): { each: Record<string, string>[]; rest: Element } {
  const [begin, close] = [`<${name}>`, `</${name}>`]
  const each: Record<string, string>[] = []
  let rest = ''
  let at = 0
  for (let start = source.indexOf(begin); start >= 0; start = source.indexOf(begin, at)) {
    const end = source.indexOf(close, start)
    if (end < 0) throw new SyntaxError(`<${name}> does not end`)
    if (start > at) rest += source.slice(at, start)
    each.push(textsOf(source, start + begin.length, end))
    at = end + close.length
  }
  return { each, rest: readXml(rest + source.slice(at)) }
}

function textsOf(source: string, from: number, to: number): Record<string, string> {
  const texts: Record<string, string> = Object.create(null)
  for (let start = source.indexOf('<', from); start >= 0 && start < to; ) {
    const end = source.indexOf('>', start)
    const next = source.indexOf('<', end)
    if (end > to || next < 0) throw new SyntaxError('A tag in the list does not end')
    if (source[start + 1] !== '/' && source[end - 1] !== '/' && source[next + 1] === '/')
      texts[nameOf(source, start, end, next)] = unescapeXml(source.slice(end + 1, next))
    start = next
  }
  return texts
}

/** The name of the element that begins at `start`; the tag at `next` must close it. */
function nameOf(source: string, start: number, end: number, next: number): string {
  const tag = source.slice(start + 1, end)
  const name = tag.includes(' ') ? tag.slice(0, tag.indexOf(' ')) : tag
  if (!source.startsWith(`/${name}>`, next + 1)) throw new SyntaxError(`<${name}> does not end`)
  return name
}

/** The text of the child element, or undefined. */
export function text(parent: Element, name: string): string | undefined {
  return parent.children.find((child) => child.name === name)?.text
}

/** All child elements of that name. */
export function all(parent: Element, name: string): Element[] {
  return parent.children.filter((child) => child.name === name)
}

/** Follows a path of element names down. */
export function descendant(parent: Element, ...names: string[]): Element | undefined {
  return names.reduce<Element | undefined>((at, name) => at?.children.find((child) => child.name === name), parent)
}

/** An element as it was read, for an answer that is sent back with changes. */
export function writeXml({ name, text: own, children }: Element): string {
  const content = children.length > 0 ? children.map(writeXml).join('') : escapeXml(own)
  return `<${name}>${content}</${name}>`
}

/** Text for an XML body; control characters as references, which OSS accepts (docs/oss/attributes.md#keys). */
export function escapeXml(value: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: keys may hold them
  return value.replace(/[&<>"'\u0000-\u001f]/g, (character) => `&#${character.charCodeAt(0)};`)
}

function addText(open: Element[], text: string) {
  const current = open.at(-1)
  if (current) current.text += unescapeXml(text)
}

function readTag(open: Element[], tag: string) {
  if (tag.startsWith('/')) closeElement(open, tag.slice(1))
  else if (!tag.startsWith('?') && !tag.startsWith('!')) openElement(open, tag)
}

/** What follows the name are attributes. */
function openElement(open: Element[], tag: string) {
  const isEmpty = tag.endsWith('/')
  const name = /[\s/]/.test(tag) ? (tag.split(/[\s/]/, 1)[0] ?? '') : tag
  const element = { name, text: '', children: [] }
  open.at(-1)?.children.push(element)
  if (!isEmpty) open.push(element)
}

function closeElement(open: Element[], tag: string) {
  if (open.pop()?.name !== tag.trimEnd()) throw new SyntaxError(`Unexpected </${tag}>`)
}

function unescapeXml(value: string): string {
  if (!value.includes('&')) return value
  return value.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (whole, reference: string) => {
    if (!reference.startsWith('#')) return ownValue(named, reference) ?? whole
    const hex = reference[1] === 'x' || reference[1] === 'X'
    return String.fromCodePoint(Number.parseInt(reference.slice(hex ? 2 : 1), hex ? 16 : 10))
  })
}
