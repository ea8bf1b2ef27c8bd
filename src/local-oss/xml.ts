import { ossError } from './errors.ts'

/** An element of a request body. `text` is its own character data, put together; attributes are checked and dropped. */
export type XmlElement = { name: string; text: string; children: XmlElement[] }

const DEEPEST = 16
const NAME = '[A-Za-z_][\\w.:-]*'
const START_TAG = new RegExp(`<(${NAME})(?:\\s+${NAME}\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*\\s*(/?)>`, 'y')
const END_TAG = new RegExp(`</(${NAME})\\s*>`, 'y')
const DECLARATION = /^\uFEFF?(?:<\?xml\s[^?<>]*\?>)?/
const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/**
 * Parses a request body strictly. Throws MalformedXML for anything not well-formed, for bytes that are not UTF-8, for a
 * DOCTYPE (so no entity can be defined and none can explode), a processing instruction and for more than 16 levels.
 * Unlike XML 1.0 it keeps the characters U+0001 to U+001F, as text or as `&#x1;`: keys may hold them, SDKs send them and
 * OSS takes them. A parser that drops them would delete another object than the one that was named.
 */
export function parseXml(body: Buffer): XmlElement {
  const source = decode(body)
  const document: XmlElement = { name: '', text: '', children: [] }
  const open = [document]
  let at = DECLARATION.exec(source)?.[0].length ?? 0
  while (at < source.length) at = readNext(source, at, open)
  const [root, ...more] = document.children
  if (!root || more.length > 0 || open.length > 1 || document.text.trim() !== '') throw ossError('MalformedXML')
  return root
}

/** The first child of that name. */
export function child(parent: XmlElement, name: string): XmlElement | undefined {
  return parent.children.find((one) => one.name === name)
}

/** All children of that name, in their order. */
export function children(parent: XmlElement, name: string): XmlElement[] {
  return parent.children.filter((one) => one.name === name)
}

/** An element as text; `content` is XML already (use `escapeXml` for text). */
export function element(name: string, content: string): string {
  return `<${name}>${content}</${name}>`
}

/**
 * Text as XML. What XML 1.0 cannot hold, not even as a reference, becomes U+FFFD: one `&#x1;` makes strict parsers refuse the whole
 * answer. `encoding-type=url` is the way to such keys.
 */
export function escapeXml(text: string): string {
  return text.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: keys may hold control characters
    /[&<>"'\0-\x08\x0b-\x1f\ufffe\uffff]/g,
    (character) => ESCAPES[character] ?? '\ufffd',
  )
}

const ESCAPES: Record<string, string> = {
  '\r': '&#xD;',
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

function decode(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch (cause) {
    if (cause instanceof TypeError) throw ossError('MalformedXML')
    throw cause
  }
}

/** Reads one token at `at` into the innermost open element; answers where the next one starts. */
function readNext(source: string, at: number, open: XmlElement[]): number {
  if (source[at] !== '<') return readText(source, at, open)
  if (source.startsWith('<!--', at)) return after(source, '-->', at + 4)
  if (source.startsWith('<![CDATA[', at)) return readCdata(source, at + 9, open)
  return source[at + 1] === '/' ? readEndTag(source, at, open) : readStartTag(source, at, open)
}

function readText(source: string, at: number, open: XmlElement[]): number {
  const next = source.indexOf('<', at)
  const end = next < 0 ? source.length : next
  const [plain, ...referring] = source.slice(at, end).split('&')
  innermost(open).text += [plain, ...referring.map(resolveReference)].join('')
  return end
}

function readCdata(source: string, at: number, open: XmlElement[]): number {
  const end = after(source, ']]>', at)
  if (open.length === 1) throw ossError('MalformedXML')
  innermost(open).text += source.slice(at, end - 3)
  return end
}

function readStartTag(source: string, at: number, open: XmlElement[]): number {
  START_TAG.lastIndex = at
  const [, name, empty] = START_TAG.exec(source) ?? []
  if (!name || open.length > DEEPEST) throw ossError('MalformedXML')
  const started: XmlElement = { name, text: '', children: [] }
  innermost(open).children.push(started)
  if (!empty) open.push(started)
  return START_TAG.lastIndex
}

function readEndTag(source: string, at: number, open: XmlElement[]): number {
  END_TAG.lastIndex = at
  const [, name] = END_TAG.exec(source) ?? []
  if (!name || open.length === 1 || open.pop()?.name !== name) throw ossError('MalformedXML')
  return END_TAG.lastIndex
}

/** What follows an ampersand, up to the next: `lt; and more`. */
function resolveReference(following: string): string {
  const end = following.indexOf(';')
  const name = following.slice(0, Math.max(end, 0))
  const [, hex, decimal] = /^#(?:x([\da-fA-F]{1,6})|(\d{1,7}))$/.exec(name) ?? []
  const code = hex ? Number.parseInt(hex, 16) : Number(decimal)
  const legal = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
  const text = legal ? String.fromCodePoint(code) : Object.hasOwn(ENTITIES, name) ? ENTITIES[name] : undefined
  if (text === undefined) throw ossError('MalformedXML')
  return text + following.slice(end + 1)
}

/** The place behind the next `mark`. */
function after(source: string, mark: string, from: number): number {
  const found = source.indexOf(mark, from)
  if (found < 0) throw ossError('MalformedXML')
  return found + mark.length
}

function innermost(open: XmlElement[]): XmlElement {
  const last = open.at(-1)
  if (!last) throw ossError('MalformedXML')
  return last
}
